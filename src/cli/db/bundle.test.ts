import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeZip } from '../../../test/formats/write-zip.ts';
import { writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { sha256 } from '../../core/digest.ts';
import { runMain } from '../testing/run-main.ts';

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree();
});
afterEach(() => {
  tree.remove();
});

async function plimsoll(database: string, ...argv: readonly string[]) {
  return runMain(['db', ...argv], {
    directory: tree.root,
    environment: { PLIMSOLL_DB: tree.path(database), SOURCE_DATE_EPOCH: '1700000000' },
    width: 100,
  });
}

/** Brings advisories of ecosystems, each with its releases, into a database. */
async function brought(database: string, records: Readonly<Record<string, readonly string[]>>): Promise<void> {
  for (const [source, ecosystems] of Object.entries(records)) {
    mkdirSync(tree.path(`osv/${source}`), { recursive: true });
    const ranges = [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2' }] }];
    const affected = ecosystems.map((ecosystem) => ({ package: { ecosystem, name: 'x' }, ranges }));
    const severity = [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H' }];
    const body = JSON.stringify({ id: 'CVE-2023-0001', modified: '2023-11-01T00:00:00Z', severity, affected });
    writeFileSync(tree.path(`osv/${source}/all.zip`), writeZip([{ name: 'A.json', body }]));
    expect((await plimsoll(database, 'import', `osv/${source}/all.zip`)).code).toBe(0);
  }
}

function state(database: string): Readonly<Record<string, string>> {
  if (!existsSync(tree.path(database))) return {};
  const names = readdirSync(tree.path(database));
  return Object.fromEntries(names.map((name) => [name, sha256(readFileSync(tree.path(`${database}/${name}`)))]));
}

const HOSTILE = `npm:~*'!${'é'.repeat(300)}`;

describe('plimsoll db export and import', () => {
  test('one file brings a database to another machine', async () => {
    await brought('here', { Debian: ['Debian:12', 'Debian:11'], npm: ['npm', HOSTILE] });
    expect(await plimsoll('here', 'export', 'all.tar')).toEqual({
      code: 0,
      out: 'all.tar: the advisories of 2 ecosystems\n',
      err: '',
    });
    expect(await plimsoll('there', 'import', 'all.tar')).toEqual({
      code: 0,
      out: 'Debian: 1 record\nnpm: 1 record\n',
      err: '',
    });
    expect(state('there')).toEqual(state('here'));
    const first = readFileSync(tree.path('all.tar'));
    await plimsoll('there', 'export', 'all.tar');
    expect(readFileSync(tree.path('all.tar')).equals(first)).toBe(true);
  });

  test('it carries what advisories tell, and status tells its size apart', async () => {
    const body = JSON.stringify({
      id: 'GHSA-1',
      modified: '2023-11-01T00:00:00Z',
      summary: 'A flaw in x',
      affected: [{ package: { ecosystem: 'npm', name: 'x' }, versions: ['1'] }],
    });
    mkdirSync(tree.path('osv/npm'), { recursive: true });
    writeFileSync(tree.path('osv/npm/all.zip'), writeZip([{ name: 'A.json', body }]));
    await plimsoll('here', 'import', 'osv/npm/all.zip');
    await plimsoll('here', 'export', 'all.tar');
    await plimsoll('there', 'import', 'all.tar');
    expect(state('there')).toEqual(state('here'));
    const { out } = await plimsoll('there', 'status');
    expect(out).toMatch(/^npm +1 +1 +1 /m);
    expect(out).toMatch(/ in .*, \S+ \S+ of them summaries and references, which matching does not read\n$/);
    await brought('there', { npm: ['npm'] });
    expect(Object.keys(state('there')).filter((name) => name.includes('details'))).toEqual([]);
  });

  test('it replaces the ecosystems that it has, and no others', async () => {
    await brought('here', { npm: ['npm'] });
    await brought('there', { npm: ['npm', 'npm:old'], Debian: ['Debian:12'] });
    await plimsoll('here', 'export', 'all.tar');
    await plimsoll('there', 'import', 'all.tar');
    const { shards } = JSON.parse(readFileSync(tree.path('there/database.json'), 'utf8')) as { shards: object };
    expect(Object.keys(shards)).toEqual(['Debian:12', 'Debian:severities', 'npm', 'npm:severities']);
    expect(Object.keys(state('there'))).toHaveLength(5);
  });

  test('tar and sha256sum can read it', async () => {
    await brought('here', { Debian: ['Debian:12'], npm: ['npm'] });
    await plimsoll('here', 'export', 'all.tar');
    mkdirSync(tree.path('out'));
    execFileSync('tar', ['-xf', tree.path('all.tar'), '-C', tree.path('out')]);
    const checked = execFileSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: tree.path('out'), encoding: 'utf8' });
    expect(checked.match(/: OK$/gm)).toHaveLength(5);
  });

  test('a bundle with any harm changes nothing', async () => {
    await brought('here', { npm: ['npm'] });
    await brought('there', { Debian: ['Debian:12'] });
    await plimsoll('here', 'export', 'all.tar');
    const whole = readFileSync(tree.path('all.tar'));
    const before = state('there');
    const last = whole.length - 1024;
    for (let at = 600; at < last; at += 97) {
      // What fills a block tells nothing.
      if (whole.readUInt8(at) === 0) continue;
      const harmed = Buffer.from(whole);
      harmed.writeUInt8(harmed.readUInt8(at) ^ 0x15, at);
      writeFileSync(tree.path('harmed.tar'), harmed);
      const { code, err } = await plimsoll('there', 'import', 'harmed.tar');
      expect({ at, code, isTold: err.includes('PL_E_ADVISORY_BUNDLE') }).toEqual({ at, code: 3, isTold: true });
    }
    for (let length = 512; length < whole.length; length += 331) {
      writeFileSync(tree.path('harmed.tar'), whole.subarray(0, length));
      const { code, err } = await plimsoll('there', 'import', 'harmed.tar');
      expect({ length, code, isTold: err.includes('PL_E_ADVISORY_BUNDLE') }).toEqual({ length, code: 3, isTold: true });
    }
    expect(state('there')).toEqual(before);
  }, 60_000);

  test.each<[string, (catalogue: string) => string]>([
    ['another ecosystem', (text) => text.replace('"npm": {\n   "file"', '"npm:1": {\n   "file"')],
    ['another source', (text) => text.replace('"source": "npm"', '"source": "Debian"')],
    ['another format', (text) => text.replace('"format": 1', '"format": 2')],
    ['no JSON', () => '{'],
    ['a name that leads elsewhere', (text) => text.replace(/"file": "/, '"file": "../')],
  ])('a bundle whose catalogue lists %s is told, though its checksums are right', async (_, edit) => {
    await brought('here', { npm: ['npm'] });
    const text = edit(readFileSync(tree.path('here/database.json'), 'utf8'));
    const shard = readdirSync(tree.path('here')).find((name) => name.endsWith('.pldb')) ?? '';
    const bytes = readFileSync(tree.path(`here/${shard}`));
    const files = { 'database.json': Buffer.from(text), [`files/${sha256(bytes)}`]: bytes };
    const sums = Object.entries(files).map(([name, body]) => `${sha256(body)}  ${name}\n`);
    const entries = Object.entries(files).map(([name, body]) => ({ name, body }));
    writeFileSync(tree.path('all.tar'), writeTar([{ name: 'SHA256SUMS', body: sums.join('') }, ...entries]));
    const { code, err } = await plimsoll('there', 'import', 'all.tar');
    expect(err).toContain('PL_E_ADVISORY_BUNDLE');
    expect(code).toBe(3);
    expect(state('there')).toEqual({});
  });

  test('a database with a harmed file is not exported, and what was exported before stays', async () => {
    await brought('here', { npm: ['npm'] });
    await plimsoll('here', 'export', 'all.tar');
    const before = readFileSync(tree.path('all.tar'));
    const shard = readdirSync(tree.path('here')).find((name) => name.endsWith('.pldb')) ?? '';
    writeFileSync(tree.path(`here/${shard}`), 'harm');
    const { code, err } = await plimsoll('here', 'export', 'all.tar');
    expect(err).toContain('PL_E_DATABASE_DAMAGED');
    expect(code).toBe(3);
    expect(readFileSync(tree.path('all.tar')).equals(before)).toBe(true);
    expect(readdirSync(tree.root).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test.each([[['export']], [['export', 'a', 'b']], [['export', 'a']]])('%j is a wrong call here', async (argv) => {
    const { code, err } = await plimsoll('nowhere', ...argv);
    expect(err).toContain('PL_E_USAGE');
    expect(code).toBe(2);
  });
});
