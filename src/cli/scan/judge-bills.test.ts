import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { flaw, writeBucket } from '../../../test/advisories/write-bucket.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import type { ReportDocument } from '../../contract/report.ts';
import { runMain } from '../testing/run-main.ts';

const HIGH = { severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H' }] };
const LODASH = flaw('GHSA-35jh-r3h4-6jhm', ['npm', 'lodash', '4.17.21'], { aliases: ['CVE-2021-23337'], ...HIGH });
const EXPRESS = flaw('GHSA-rv95-896h-c2vc', ['npm', 'express', '4.19.2'], { aliases: ['CVE-2024-29041'], ...HIGH });

/** A bill of packages of npm. */
function bill(...packages: readonly string[]): string {
  const components = packages.map((each) => {
    const [name, version] = each.split('@');
    return { type: 'library', 'bom-ref': each, name, version, purl: `pkg:npm/${each}` };
  });
  return JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components });
}

let tree: TemporaryTree;
beforeEach(async () => {
  tree = temporaryTree({
    'plimsoll.yaml': 'profile: restricted\n',
    'bills/cart.json': bill('lodash@4.17.20'),
    'bills/old/order.json': bill('lodash@4.17.20', 'express@4.18.0'),
    'bills/sound.json': bill('lodash@4.17.21'),
  });
  await know(LODASH);
});
afterEach(() => {
  tree.remove();
});

async function know(...records: readonly ReturnType<typeof flaw>[]): Promise<void> {
  writeBucket(tree.path('osv'), { npm: records });
  await plimsoll('db', 'import', tree.path('osv'));
}

async function plimsoll(...argv: readonly string[]) {
  return plimsollAt(120, ...argv);
}

async function plimsollAt(width: number, ...argv: readonly string[]) {
  return runMain(argv, {
    directory: tree.root,
    environment: { PLIMSOLL_DB: tree.path('db'), SOURCE_DATE_EPOCH: '1700000000', PLIMSOLL_OFFLINE: '1' },
    width,
    without: `${tree.root}/`,
  });
}

const BILLS = (): string => `sbom:${tree.path('bills')}`;

async function report(...argv: readonly string[]): Promise<ReportDocument> {
  return JSON.parse((await plimsoll('scan', BILLS(), '-o', 'json', ...argv)).out);
}

describe('plimsoll scan sbom:DIRECTORY', () => {
  test('judges every bill in it, with a line for each', async () => {
    const { code, out, err } = await plimsoll('scan', BILLS());
    expect([code, err]).toEqual([1, '']);
    const lines = out.split('\n');
    expect(lines.filter((line) => line.startsWith('CVE-'))).toEqual([
      expect.stringMatching(/^CVE-2021-23337 .* bills\/cart\.json$/),
      expect.stringMatching(/^CVE-2021-23337 .* bills\/old\/order\.json$/),
    ]);
    expect(lines.filter((line) => /^(?:passed|blocked)/.test(line))).toEqual([
      'blocked bills/cart.json: 1 denied',
      'blocked bills/old/order.json: 1 denied',
      'passed bills/sound.json',
      'blocked: 2 denied in 3 images',
    ]);
    const { rules, checked } = await report();
    const rule = rules.find(({ id }) => id === 'image/fixable-vulnerability');
    expect([checked.images, rule?.evaluated, rule?.failed]).toEqual([3, 3, 2]);
  });

  test('names the bill of every row, also where there is no room for all columns, and where one bill has all rows', async () => {
    const narrow = (await plimsollAt(60, 'scan', BILLS())).out.split('\n');
    expect(narrow[0]).toMatch(/^VULNERABILITY +PACKAGE +FIXED IN +SEVERITY +EPSS +POLICY +IMAGE$/);
    expect(narrow[2]).toMatch(/^CVE-2021-23337 .*order\.json$/);
    await plimsoll('scan', BILLS(), '-o', `json=${tree.path('last.json')}`);
    writeFileSync(tree.path('bills/sound.json'), bill('lodash@4.17.19'));
    const { out } = await plimsoll('scan', BILLS(), '--against', tree.path('last.json'));
    expect(out.split('\n').slice(0, 2)).toEqual([
      'Image bills/sound.json',
      expect.stringMatching(/^VULNERABILITY +PACKAGE +INSTALLED +FIXED IN +SEVERITY +POLICY$/),
    ]);
  });

  test('tells what is new since the last time, as the advisories and the bills change', async () => {
    await plimsoll('scan', BILLS(), '-o', `json=${tree.path('last.json')}`);
    const same = await report('--against', tree.path('last.json'));
    expect([same.verdict, same.findings, same.against?.known]).toEqual(['passed', [], 2]);
    await know(LODASH, EXPRESS);
    writeFileSync(tree.path('bills/new.json'), bill('lodash@4.17.20'));
    const { code, out } = await plimsoll('scan', BILLS(), '--against', tree.path('last.json'));
    expect(code).toBe(1);
    expect(out.split('\n').filter((line) => /^(?:passed|blocked)/.test(line))).toEqual([
      'passed bills/cart.json',
      'blocked bills/new.json: 1 denied',
      'blocked bills/old/order.json: 1 denied',
      'passed bills/sound.json',
      'blocked: 2 denied, all new, in 4 images',
    ]);
  });

  test('tells of bills that cannot be read, and judges the others', async () => {
    writeFileSync(tree.path('bills/broken.json'), '{ "bomFormat": ');
    writeFileSync(tree.path('bills/other.json'), '{}');
    writeFileSync(tree.path('bills/notes.yaml'), 'a: b');
    mkdirSync(tree.path('elsewhere'));
    writeFileSync(tree.path('elsewhere/bill.json'), bill());
    symlinkSync(tree.path('elsewhere/bill.json'), tree.path('bills/link.json'));
    const { code, err } = await plimsoll('scan', BILLS(), '-o', `json=${tree.path('report.json')}`);
    expect([code, err]).toEqual([1, 'plimsoll: not read in bills: 1 file whose name does not end in .json\n']);
    const { incomplete, units, checked } = await report();
    expect(incomplete.map(({ code: id, file }) => [id, file?.replace(`${tree.root}/`, '')])).toEqual([
      ['PL_E_SBOM_SYNTAX', 'bills/broken.json'],
      ['PL_E_SBOM_FORMAT', 'bills/other.json'],
      ['PL_E_LINK_OUTSIDE', 'bills/link.json'],
    ]);
    expect([units.length, checked.images]).toEqual([6, 3]);
  });

  test('takes a pattern', async () => {
    const { out } = await plimsoll('scan', `sbom:${tree.path('bills')}/*.json`);
    expect(out).toContain('blocked: 1 denied in 2 images');
  });

  test.each([
    ['main', 2, 'with the JSON report of an earlier scan'],
    ['oci:layout', 2, 'with the JSON report of an earlier scan'],
  ])('refuses --against %s', async (against, exit, words) => {
    const { code, err } = await plimsoll('scan', BILLS(), '--against', against);
    expect([code, err]).toEqual([exit, expect.stringContaining(words)]);
  });

  test('says that there is nothing', async () => {
    mkdirSync(tree.path('empty'));
    expect((await plimsoll('scan', `sbom:${tree.path('empty')}`)).code).toBe(3);
    const { code, err } = await plimsoll('scan', `sbom:${tree.path('absent')}`);
    expect([code, err]).toEqual([2, expect.stringContaining('PL_E_FILE_NOT_FOUND')]);
  });
});
