import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { filesOf, readCatalogue } from '../../src/advisories/database/catalogue.ts';
import { Database } from '../../src/advisories/database/database.ts';
import { runMain } from '../../src/cli/testing/run-main.ts';
import { ownFiles } from '../../src/host/own-files.ts';
import { writeZip } from '../formats/write-zip.ts';
import { isInstalled } from '../programs.ts';
import { ROOT } from '../repository.ts';
import { type TemporaryTree, temporaryTree } from '../temporary-tree.ts';
import { flaw, type OsvRecord, writeBucket } from './write-bucket.ts';

/** How often an import is killed. */
const KILLS = Number(process.env['PLIMSOLL_TEST_KILLS'] ?? '8');
const RELEASES = 20;
const COMMAND = ['src/cli/bin.ts', 'db', 'import'] as const;

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree();
});
afterEach(() => {
  chmodSync(tree.root, 0o700);
  tree.remove();
});

/** Every release says that openssl is mended in the same version, so that half an import would be seen. */
function bucket(name: string, fixed: string): void {
  const releases = Array.from({ length: RELEASES }, (_, release) =>
    flaw(`DSA-${release}`, [`Debian:${release}`, 'openssl', fixed]),
  );
  writeBucket(tree.path(name), { Debian: releases });
}

function start(...argv: readonly string[]): ChildProcess {
  return spawn(process.execPath, [...COMMAND, ...argv], { cwd: ROOT, stdio: 'ignore' });
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

/** The versions that the releases of a database name, each once. */
async function fixesIn(place: string): Promise<readonly string[]> {
  const database = await Database.open(ownFiles(place));
  const fixes = new Set<string>();
  for (const ecosystem of Object.keys(database.catalogue.shards))
    for (const { entries } of await database.lookUp(ecosystem, 'openssl'))
      fixes.add(entries[0]?.ranges[0]?.events[1]?.version ?? 'nothing');
  await database.close();
  return [...fixes];
}

async function plimsoll(...argv: readonly string[]) {
  return runMain(argv, { directory: tree.root, environment: { PLIMSOLL_DB: tree.path('db') }, width: 100 });
}

describe('advisories are never half there', { timeout: 60_000 }, () => {
  test(`where an import is killed (${KILLS} times; PLIMSOLL_TEST_KILLS)`, {
    timeout: 30_000 + KILLS * 5000,
  }, async () => {
    bucket('old', '1');
    bucket('new', '2');
    const place = tree.path('db');
    const begun = performance.now();
    expect(await ended(start(tree.path('old'), '--db', place))).toBe(0);
    const takes = performance.now() - begun;
    const seen = new Set<string>();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = start(tree.path(kill % 2 === 0 ? 'new' : 'old'), '--db', place);
      // The writing is at the end.
      await sleep(takes * (0.5 + 0.55 * ((kill * 0.618) % 1)));
      child.kill('SIGKILL');
      await ended(child);
      const fixes = await fixesIn(place);
      expect(fixes).toHaveLength(1);
      expect(Object.keys((await readCatalogue(ownFiles(place))).shards)).toHaveLength(RELEASES);
      seen.add(fixes.join());
    }
    expect(await ended(start(tree.path('new'), '--db', place))).toBe(0);
    expect(await fixesIn(place)).toEqual(['2']);
    // What the killed ones left is gone, but for what was written a moment ago.
    const named = filesOf(await readCatalogue(ownFiles(place))).map(({ file }) => file);
    const left = readdirSync(place).filter((name) => !name.startsWith('.writing-'));
    expect(left.toSorted()).toEqual([...named, 'database.json'].toSorted());
  });

  test('two imports and ten scans at once all see a whole one', { timeout: 120_000 }, async () => {
    bucket('old', '1');
    bucket('new', '2');
    const component = {
      type: 'library',
      name: 'openssl',
      version: '0.5',
      purl: 'pkg:deb/debian/openssl@0.5?distro=debian-7',
    };
    const system = { type: 'operating-system', name: 'debian', version: '7' };
    const bill = { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components: [system, component] };
    writeFileSync(tree.path('bill.json'), JSON.stringify(bill));
    expect((await plimsoll('db', 'import', tree.path('old'))).code).toBe(0);
    const verdicts = new Set<string>();
    let scans = 0;
    const scan = async (): Promise<void> => {
      const { out } = await plimsoll('scan', `sbom:${tree.path('bill.json')}`, '-o', 'json');
      const { findings, incomplete } = JSON.parse(out);
      verdicts.add(JSON.stringify([findings.length, incomplete]));
      scans += 1;
    };
    await scan();
    const importing = new Set(['new', 'old']);
    const importOften = async (name: string): Promise<void> => {
      for (let round = 0; round < 3; round += 1)
        expect(await ended(start(tree.path(name), '--db', tree.path('db')))).toBe(0);
      importing.delete(name);
    };
    const scanOften = async (): Promise<void> => {
      while (importing.size > 0) {
        await scan();
        await sleep(1);
      }
    };
    await Promise.all([...[...importing].map(importOften), ...Array.from({ length: 10 }, scanOften)]);
    expect(scans).toBeGreaterThan(20);
    expect([...verdicts]).toHaveLength(1);
    expect(await fixesIn(tree.path('db'))).toHaveLength(1);
  });

  test.skipIf(!isInstalled('sh') || process.platform === 'win32')(
    'where the disk is full (a limit on the size of files)',
    async () => {
      bucket('old', '1');
      await plimsoll('db', 'import', tree.path('old'));
      const many = Array.from({ length: 3000 }, (_, number) =>
        flaw(`DSA-${number}`, ['Debian:1', `p${number * 7919}`, `${number}`]),
      );
      writeBucket(tree.path('large'), { Debian: many });
      const call = `trap '' XFSZ; ulimit -f 16; exec "$0" ${COMMAND.join(' ')} "$1" --db "$2"`;
      let told = '';
      try {
        execFileSync('sh', ['-c', call, process.execPath, tree.path('large'), tree.path('db')], {
          cwd: ROOT,
          stdio: 'pipe',
        });
      } catch (error) {
        told = String(error);
      }
      expect(told).toContain('PL_E_OWN_FILE');
      expect(await fixesIn(tree.path('db'))).toEqual(['1']);
      expect(readdirSync(tree.path('db')).filter((name) => name.startsWith('.'))).toEqual([]);
    },
  );

  test.skipIf(process.platform === 'win32')('where nobody may write', async () => {
    bucket('old', '1');
    await plimsoll('db', 'import', tree.path('old'));
    bucket('new', '2');
    // Everything is allowed to root, but no directory in a file.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) writeFileSync(tree.path('file'), '');
    else chmodSync(tree.path('db'), 0o500);
    const place = isRoot ? tree.path('file/db') : tree.path('db');
    const { code, err } = await plimsoll('db', 'import', tree.path('new'), '--db', place);
    if (!isRoot) chmodSync(tree.path('db'), 0o700);
    expect([code, err]).toEqual([3, expect.stringContaining('PL_E_OWN_FILE')]);
    expect(await fixesIn(tree.path('db'))).toEqual(['1']);
  });

  test('where the archive is harmed in the middle', async () => {
    bucket('osv', '1');
    await plimsoll('db', 'import', tree.path('osv'));
    const zip = Buffer.from(
      writeZip([{ name: 'A.json', body: Buffer.from(JSON.stringify(flaw('A', ['Debian:1', 'openssl', '9']))) }]),
    );
    zip.writeUInt8(zip.readUInt8(60) ^ 0xff, 60);
    writeFileSync(tree.path('osv/Debian/all.zip'), zip);
    const { code, err } = await plimsoll('db', 'import', tree.path('osv'));
    expect([code, err]).toEqual([3, expect.stringContaining('PL_E_ADVISORY_ARCHIVE')]);
    expect(await fixesIn(tree.path('db'))).toEqual(['1']);
  });
});

/** Text that is nested so deep. */
function nested(depth: number): string {
  return `${'['.repeat(depth)}${']'.repeat(depth)}`;
}

function withSpecific(specific: string): string {
  return `{"id":"B","modified":"2024-01-01T00:00:00Z","affected":[{"package":{"ecosystem":"npm","name":"b"},"ecosystem_specific":${specific}}]}`;
}

/** A range of the first patch of a major version. */
function patched(major: number): object {
  return { type: 'SEMVER', events: [{ introduced: `${major}.0.0` }, { fixed: `${major}.0.1` }] };
}

/** A record with so many ranges in one package. */
function manyRanges(count: number): OsvRecord {
  const ranges = Array.from({ length: count }, (_, number) => patched(number));
  return {
    id: 'B',
    modified: '2024-01-01T00:00:00Z',
    affected: [{ package: { ecosystem: 'npm', name: 'b' }, ranges }],
  };
}

describe('a hostile record harms no other', { timeout: 60_000 }, () => {
  test.each<readonly [name: string, record: string, told: string]>([
    ['nested deeply', nested(1_000_000), 'its content is not as the schema has it'],
    [
      'with what is nested deeply',
      withSpecific(`{"imports":${nested(100_000)}}`),
      'its affected[].ecosystem_specific is not',
    ],
    ['of wrong types', '{"id":7,"modified":[],"affected":{"length":1e9}}', 'its id is not as the schema has it'],
    ['with wrong types within', withSpecific('"no record"').replace('"b"', '{}'), 'its affected[].package.name is not'],
    ['with a key that is none', '{"__proto__":{"id":"B"},"modified":""}', 'its id is not as the schema has it'],
    ['that is a number', '1e999', 'its content is not as the schema has it'],
    ['that is cut off', '{"id":"B"', 'it is no JSON'],
    [
      'with very many names',
      JSON.stringify({ ...manyRanges(1), aliases: Array(100_000).fill('CVE-2024-1') }),
      'its names have more than',
    ],
  ])('%s', async (_, record, told) => {
    const good = JSON.stringify(flaw('A', ['npm', 'a', '2'], { modified: '2024-01-01T00:00:00Z' }));
    mkdirSync(tree.path('osv/npm'), { recursive: true });
    const entries = [
      ['A.json', good],
      ['B.json', record],
    ].map(([name = '', text = '']) => ({ name, body: Buffer.from(text) }));
    writeFileSync(tree.path('osv/npm/all.zip'), writeZip(entries));
    const { code, out, err } = await plimsoll('db', 'import', tree.path('osv'));
    expect({ code, out, err }).toEqual({
      code: 3,
      out: 'npm: 1 record\n',
      err: expect.stringContaining(`B.json: ${told}`),
    });
    const database = await Database.open(ownFiles(tree.path('db')));
    expect(await database.lookUp('npm', 'a')).toHaveLength(1);
    await database.close();
  });

  test('two megabytes of ranges are matched like two ranges', async () => {
    writeBucket(tree.path('osv'), { npm: [manyRanges(30_000)] });
    expect(await plimsoll('db', 'import', tree.path('osv'))).toMatchObject({ code: 0 });
    const database = await Database.open(ownFiles(tree.path('db')));
    const [kept] = await database.lookUp('npm', 'b');
    expect(kept?.entries[0]?.ranges).toHaveLength(30_000);
    await database.close();
    const bill = {
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      components: [{ type: 'library', name: 'b', version: '29999.0.0', purl: 'pkg:npm/b@29999.0.0' }],
    };
    writeFileSync(tree.path('bill.json'), JSON.stringify(bill));
    const { out } = await plimsoll('scan', `sbom:${tree.path('bill.json')}`, '-o', 'json');
    const { findings } = JSON.parse(out);
    expect(JSON.stringify(findings)).toContain('29999.0.1');
  });
});
