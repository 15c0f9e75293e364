import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { runMain } from '../testing/run-main.ts';

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree();
});
afterEach(() => {
  tree.remove();
});

async function plimsoll(...argv: readonly string[]) {
  return plimsollOn('db', ...argv);
}

async function plimsollOn(database: string, ...argv: readonly string[]) {
  return runMain(['db', ...argv], {
    directory: tree.root,
    environment: { PLIMSOLL_DB: tree.path(database), SOURCE_DATE_EPOCH: '1700000000' },
    width: 100,
  });
}

const exploited = {
  catalogVersion: '2023.11.13',
  dateReleased: '2023-11-13T10:00:00.000Z',
  vulnerabilities: [
    { cveID: 'CVE-2021-44228', dateAdded: '2021-12-10' },
    { cveID: 'CVE-2014-0160', dateAdded: '2022-05-04', dueDate: '2022-05-25' },
  ],
};
const support = {
  day: '2023-11-10',
  products: {
    debian: {
      category: 'os',
      releases: [
        { releaseCycle: '12', eol: '2026-07-11', eoes: '2028-06-30' },
        { releaseCycle: '6', eol: true },
        { releaseCycle: '14', eol: false },
      ],
    },
    curl: { category: 'app', releases: [] },
    nodejs: { category: 'lang', releases: [{ releaseCycle: '20', eol: '2026-04-30' }] },
  },
};

/** What is kept of a feed. */
function kept(name: string): unknown {
  const files = readdirSync(tree.path('db')).filter((file) => file.startsWith(`${name}.`));
  expect(files).toHaveLength(1);
  return JSON.parse(readFileSync(tree.path(`db/${files[0] ?? ''}`), 'utf8'));
}

describe('plimsoll db import of feeds', () => {
  test('tells them by their shape, and keeps what judging needs', async () => {
    tree.write({ 'a.json': JSON.stringify(exploited), 'b.json': JSON.stringify(support) });
    expect(await plimsoll('import', 'a.json', 'b.json')).toEqual({
      code: 0,
      out: 'known exploited: 2 CVEs\nend of support: 2 products\n',
      err: '',
    });
    expect(kept('kev')).toEqual({ 'CVE-2021-44228': '2021-12-10', 'CVE-2014-0160': '2022-05-04' });
    expect(kept('eol')).toEqual({
      debian: { '12': ['2026-07-11', '2028-06-30'], '6': ['ended', ''], '14': ['', ''] },
      nodejs: { '20': ['2026-04-30', ''] },
    });
    const { out } = await plimsoll('status');
    expect(out).toContain('known exploited: 2 CVEs, made 1 day ago, taken today\n');
    expect(out).toContain('end of support: 2 products, made 4 days ago, taken today\n');
  });

  test('takes those of a directory, also alone', async () => {
    tree.write({
      'osv/known_exploited_vulnerabilities.json': JSON.stringify(exploited),
      'osv/epss_scores-2023-11-13.csv':
        '#model_version:v2025.03.14,score_date:2023-11-13T12:55:00Z\ncve,epss,percentile\nCVE-2021-44228,0.9,0.99\n',
      'osv/other.json': '{}',
    });
    expect(await plimsoll('import', 'osv')).toEqual({
      code: 0,
      out: 'probability of exploitation: 1 CVE\nknown exploited: 2 CVEs\n',
      err: `plimsoll: not taken from ${tree.path('osv')}: other.json (no records, no feeds, or beside an all.zip of the same ecosystem)\n`,
    });
  });

  test('a newer one takes the place of the one that was there', async () => {
    tree.write({ 'a.json': JSON.stringify(exploited) });
    await plimsoll('import', 'a.json');
    tree.write({ 'a.json': JSON.stringify({ ...exploited, vulnerabilities: exploited.vulnerabilities.slice(1) }) });
    await plimsoll('import', 'a.json');
    expect(kept('kev')).toEqual({ 'CVE-2014-0160': '2022-05-04' });
  });

  test('a bundle carries them, and leaves those that it has not', async () => {
    tree.write({ 'a.json': JSON.stringify(exploited), 'b.json': JSON.stringify(support) });
    await plimsoll('import', 'a.json');
    await plimsoll('export', 'all.tar');
    await plimsollOn('there', 'import', 'b.json');
    expect((await plimsollOn('there', 'import', 'all.tar')).code).toBe(0);
    expect((await plimsollOn('there', 'status')).out).toMatch(/known exploited: 2 CVEs.*\n.*end of support: 2 /);
  });

  test.each<[string, string]>([
    [
      '{"catalogVersion":"1","vulnerabilities":[{"cveID":"CVE-1","dateAdded":"2021-12-10"}]}',
      'vulnerabilities.0.cveID',
    ],
    ['{"catalogVersion":"1","vulnerabilities":7}', 'vulnerabilities'],
    ['{"products":{"debian":{"category":"os","releases":[{"releaseCycle":"12","eol":"soon"}]}}}', 'products.debian'],
    ['{"products":', 'it is no JSON'],
    ['[]', 'it is no feed that is known'],
  ])('%s is refused, and nothing changes', async (text, why) => {
    tree.write({ 'a.json': text });
    const { code, err } = await plimsoll('import', 'a.json');
    expect(code).toBe(3);
    expect(err).toContain('PL_E_FEED');
    expect(err).toContain(why);
    expect(existsSync(tree.path('db'))).toBe(false);
  });
});
