import { mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeZip } from '../../../test/formats/write-zip.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { Database } from '../../advisories/database/database.ts';
import { match } from '../../advisories/match.ts';
import { ownFiles } from '../../host/own-files.ts';
import { runMain } from '../testing/run-main.ts';

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree();
});
afterEach(() => {
  tree.remove();
});

async function plimsoll(...argv: readonly string[]) {
  return runMain(['db', ...argv], {
    directory: tree.root,
    environment: { PLIMSOLL_DB: tree.path('db'), SOURCE_DATE_EPOCH: '1700000000' },
    width: 100,
  });
}

function record(id: string, ecosystem: string, name: string, fixed: string): object {
  return {
    id,
    modified: '2023-11-01T00:00:00Z',
    affected: [
      { package: { ecosystem, name }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }] },
    ],
  };
}

/** Writes `osv/<ecosystem>/all.zip`, as the public bucket has it. */
function bucket(ecosystem: string, records: Readonly<Record<string, unknown>>): void {
  mkdirSync(tree.path(`osv/${ecosystem}`), { recursive: true });
  const entries = Object.entries(records).map(([name, content]) => ({
    name,
    body: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
  }));
  writeFileSync(tree.path(`osv/${ecosystem}/all.zip`), writeZip(entries));
}

function files(contents: Readonly<Record<string, unknown>>): void {
  for (const [path, content] of Object.entries(contents)) {
    mkdirSync(dirname(tree.path(path)), { recursive: true });
    writeFileSync(tree.path(path), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

async function flawsOf(ecosystem: string, name: string, version: string): Promise<readonly string[]> {
  const database = await Database.open(ownFiles(tree.path('db')));
  const found = await match([{ ecosystem, name, version }], database);
  await database.close();
  return found.map(({ id, fixed }) => `${id} fixed in ${fixed}`);
}

describe('plimsoll db', () => {
  test('import takes directories of the bucket, and status tells what is there', async () => {
    bucket('Debian', {
      'A.json': record('A', 'Debian:12', 'openssl', '2'),
      'B.json': record('B', 'Debian:11', 'openssl', '3'),
    });
    bucket('npm', { 'C.json': record('C', 'npm', 'lodash', '4') });
    expect(await plimsoll('import', 'osv')).toEqual({ code: 0, out: 'Debian: 2 records\nnpm: 1 record\n', err: '' });
    expect(await flawsOf('Debian:12', 'openssl', '1')).toEqual(['A fixed in 2']);
    expect(await flawsOf('Debian:11', 'openssl', '2')).toEqual(['B fixed in 3']);
    expect(await flawsOf('npm', 'lodash', '4')).toEqual([]);
    const { out } = await plimsoll('status');
    expect(out.split('\n').slice(0, 3)).toEqual([
      'ECOSYSTEM  RELEASES  ADVISORIES  PACKAGES  NEWEST       TAKEN  UNREAD',
      'Debian     2         2           2         13 days ago  today  0',
      'npm        1         1           1         13 days ago  today  0',
    ]);
    expect(JSON.parse((await plimsoll('status', '-o', 'json')).out)).toMatchObject({
      format: 1,
      sources: { npm: { records: 1, taken: '2023-11-14T22:13:20.000Z' } },
      shards: { 'Debian:12': { advisories: 1, source: 'Debian' } },
    });
  });

  test.each<[string, string, string]>([
    ['NuGet', 'Microsoft.AspNetCore.App', 'microsoft.aspnetcore.app'],
    ['PyPI', 'Gradio_Client.x', 'gradio-client-x'],
    ['Packagist', 'TYPO3/CMS', 'typo3/cms'],
    ['SwiftURL', 'https://github.com/Apple/swift-nio.git', 'github.com/apple/swift-nio'],
  ])('of %s a package is found however an advisory spells it: %s', async (ecosystem, written, asked) => {
    bucket(ecosystem, { 'A.json': record('A', ecosystem, written, '2') });
    await plimsoll('import', 'osv');
    expect(await flawsOf(ecosystem, asked, '1')).toEqual(['A fixed in 2']);
  });

  test('names of a flaw are the same with and without a space behind them', async () => {
    bucket('npm', {
      'A.json': { ...record('A', 'npm', 'lodash', '2'), aliases: ['CVE-2020-13665 '] },
      'B.json': { ...record('B', 'npm', 'lodash', '2'), aliases: ['CVE-2020-13665'] },
    });
    await plimsoll('import', 'osv');
    expect(await flawsOf('npm', 'lodash', '1')).toEqual(['CVE-2020-13665 fixed in 2']);
  });

  test('a second import replaces its ecosystem and nothing else', async () => {
    bucket('Debian', { 'A.json': record('A', 'Debian:12', 'openssl', '2') });
    bucket('npm', { 'C.json': record('C', 'npm', 'lodash', '4') });
    await plimsoll('import', 'osv');
    bucket('Debian', { 'B.json': record('B', 'Debian:13', 'openssl', '3') });
    await plimsoll('import', 'osv/Debian/all.zip');
    expect(await flawsOf('Debian:12', 'openssl', '1')).toEqual([]);
    expect(await flawsOf('Debian:13', 'openssl', '1')).toEqual(['B fixed in 3']);
    expect(await flawsOf('npm', 'lodash', '3')).toEqual(['C fixed in 4']);
    expect(readdirSync(tree.path('db')).filter((name) => name.startsWith('Debian'))).toHaveLength(1);
  });

  test('records that cannot be read are told, and the others are there', async () => {
    bucket('npm', {
      'A.json': record('A', 'npm', 'lodash', '4'),
      'B.json': '{"id": "B"',
      'C.json': { id: 'C', modified: '', affected: 7 },
    });
    const { code, err } = await plimsoll('import', 'osv');
    expect(err).toBe(
      'plimsoll: npm: B.json: it is no JSON\nplimsoll: npm: C.json: its affected is not as the schema has it\n',
    );
    expect(code).toBe(3);
    expect(await flawsOf('npm', 'lodash', '3')).toEqual(['A fixed in 4']);
  });

  test('import takes records that lie each in a file of its own', async () => {
    files({
      'osv/npm/A.json': record('A', 'npm', 'lodash', '4'),
      'osv/npm/B.json': '{"id": "B"',
      'osv/Debian/DSA-1.json': record('DSA-1', 'Debian:12', 'openssl', '2'),
      'osv/PyPI/C.json': record('C', 'PyPI', 'django', '3'),
      'osv/package.json': '{}',
      'osv/src/package.json': '{}',
    });
    bucket('PyPI', { 'D.json': record('D', 'PyPI', 'flask', '3') });
    expect(await plimsoll('import', 'osv')).toEqual({
      code: 3,
      out: 'PyPI: 1 record\nDebian: 1 record\nnpm: 1 record\n',
      err: `plimsoll: not taken from ${tree.path('osv')}: package.json, src/package.json (no records, no feeds, or beside an all.zip of the same ecosystem)\nplimsoll: npm: B.json: it is no JSON\n`,
    });
    expect(await flawsOf('npm', 'lodash', '3')).toEqual(['A fixed in 4']);
    expect(await flawsOf('Debian:12', 'openssl', '1')).toEqual(['DSA-1 fixed in 2']);
    expect(await flawsOf('PyPI', 'flask', '1')).toEqual(['D fixed in 3']);
  });

  test('import takes records and feeds of a directory of any layout, by what is in them', async () => {
    files({
      'clone/advisories/2023/11/A.json': record('A', 'npm', 'lodash', '4'),
      'clone/vulns/django/B.json': {
        ...record('B', 'PyPI', 'django', '3'),
        affected: [
          { package: { ecosystem: 'PyPI', name: 'django' }, versions: ['2'] },
          { package: { ecosystem: 'Debian:12', name: 'python-django' }, versions: ['2'] },
        ],
      },
      'clone/Debian/DSA-1.json': record('DSA-1', 'Debian:12', 'openssl', '2'),
      'clone/Go/C.json': record('C', 'npm', 'underscore', '4'),
      'clone/exploited.json': {
        catalogVersion: '1',
        vulnerabilities: [{ cveID: 'CVE-2021-44228', dateAdded: '2021-12-10' }],
      },
      'clone/scores.csv': 'cve,epss\n',
      'clone/repositories/D.json': { id: 'D', modified: '', affected: [{ ranges: [] }] },
    });
    bucket('PyPI', {});
    const { code, out, err } = await plimsoll('import', '--from', 'clone');
    expect([code, out.split('\n').toSorted().join('\n').trim()]).toEqual([
      3,
      ['Debian: 2 records', 'Go: 1 record', 'PyPI: 1 record', 'known exploited: 1 CVE', 'npm: 1 record'].join('\n'),
    ]);
    expect(err).toContain('not taken from');
    expect(err).toContain('repositories/D.json (no records');
    expect(err).toContain('scores.csv was not taken: its first line does not tell of which day it is.');
    expect(await flawsOf('npm', 'lodash', '3')).toEqual(['A fixed in 4']);
    expect(await flawsOf('PyPI', 'django', '2')).toEqual(['B fixed in undefined']);
    expect(await flawsOf('Debian:12', 'openssl', '1')).toEqual(['DSA-1 fixed in 2']);
  });

  test('one record does not take the place of its ecosystem', async () => {
    bucket('npm', { 'A.json': record('A', 'npm', 'lodash', '4') });
    await plimsoll('import', 'osv');
    files({ 'B.json': record('B', 'npm', 'underscore', '4') });
    const { code, err } = await plimsoll('import', 'B.json');
    expect([code, err]).toEqual([3, expect.stringContaining('would take the place of all advisories of npm')]);
    expect(await flawsOf('npm', 'lodash', '3')).toEqual(['A fixed in 4']);
  });

  test('a directory of an ecosystem is taken by itself, and one without a record that can be read changes nothing', async () => {
    files({ 'npm/A.json': record('A', 'npm', 'lodash', '4') });
    expect(await plimsoll('import', 'npm')).toEqual({ code: 0, out: 'npm: 1 record\n', err: '' });
    files({ 'npm/A.json': '{}' });
    const { code, err } = await plimsoll('import', 'npm');
    expect([code, err]).toEqual([3, expect.stringContaining('PL_E_ADVISORY_ARCHIVE')]);
    expect(await flawsOf('npm', 'lodash', '3')).toEqual(['A fixed in 4']);
  });

  test('a file that is no archive leaves what was there', async () => {
    bucket('npm', { 'A.json': record('A', 'npm', 'lodash', '4') });
    await plimsoll('import', 'osv');
    writeFileSync(tree.path('osv/npm/all.zip'), 'half a file');
    const { code, err } = await plimsoll('import', 'osv');
    expect(err).toContain('PL_E_ADVISORY_ARCHIVE');
    expect(code).toBe(3);
    expect(await flawsOf('npm', 'lodash', '3')).toEqual(['A fixed in 4']);
  });

  test('a damaged database is told', async () => {
    bucket('npm', { 'A.json': record('A', 'npm', 'lodash', '4') });
    await plimsoll('import', 'osv');
    truncateSync(tree.path('db/database.json'), 20);
    const { code, err } = await plimsoll('status');
    expect(err).toContain('PL_E_DATABASE_DAMAGED');
    expect(code).toBe(3);
  });

  test.each<[readonly string[], string]>([
    [['import'], 'PL_E_USAGE'],
    [['import', 'nowhere'], 'PL_E_ADVISORIES_ABSENT'],
    [['import', '--from', 'https://mirror.example.com/osv'], 'db update --from'],
    [['status', '-o', 'yaml'], 'PL_E_USAGE'],
    [['delete'], 'PL_E_USAGE'],
  ])('%j is a wrong call', async (argv, code) => {
    const ended = await plimsoll(...argv);
    expect(ended.err).toContain(code);
    expect(ended.code).toBe(2);
  });

  test('status of no database says what brings one', async () => {
    const { out, code } = await plimsoll('status');
    expect(out).toContain('plimsoll db import');
    expect(code).toBe(0);
  });
});
