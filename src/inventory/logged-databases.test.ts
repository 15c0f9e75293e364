import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CREATE_PACKAGES, sqliteLog } from '../../test/formats/sqlite-log.ts';
import { writeRpmHeader } from '../../test/formats/write-rpm-header.ts';
import { writeLayout } from '../../test/image/write-layout.ts';
import { writeTar } from '../../test/image/write-tar.ts';
import { isInstalled } from '../../test/programs.ts';
import { type TemporaryTree, temporaryTree } from '../../test/temporary-tree.ts';
import { runMain } from '../cli/testing/run-main.ts';

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree({});
});
afterEach(() => {
  tree.remove();
});

const PATH = 'var/lib/rpm/rpmdb.sqlite';

function insert(name: string): string {
  const header = Buffer.from(writeRpmHeader({ name, version: '1', release: '2', sourceRpm: `${name}-1-2.src.rpm` }));
  return `INSERT INTO Packages VALUES (NULL, x'${header.toString('hex')}')`;
}

type Files = Readonly<Record<string, Uint8Array | string>>;

/** A database and its log, where `bash` is in the database alone, and the log has taken `gone` away and brought `late`. */
function logged(): { readonly database: Uint8Array; readonly log: Uint8Array } {
  const log = sqliteLog(
    tree.root,
    CREATE_PACKAGES,
    insert('bash'),
    insert('gone'),
    'PRAGMA wal_checkpoint(TRUNCATE)',
    'DELETE FROM Packages WHERE hnum = 2',
    insert('late'),
  );
  return { database: readFileSync(tree.path('rpmdb.sqlite')), log };
}

/** The names of the packages of an image of these layers, the exit code, and what is told. */
async function packagesOf(compression: 'none' | 'gzip', ...layers: readonly Files[]) {
  writeLayout(tree.path('l'), {
    layers: layers.map((files) => writeTar(Object.entries(files).map(([name, body]) => ({ name, body })))),
    compression,
  });
  const { code, out, err } = await runMain(['image', 'packages', `oci:${tree.path('l')}`, '--no-cache'], {
    directory: tree.root,
    environment: { PLIMSOLL_OFFLINE: '1' },
  });
  return { code, names: [...out.matchAll(/^pkg:rpm\/(?:[a-z]+\/)?([a-z]+)@/gm)].map(([, name]) => name), err };
}

describe.skipIf(!isInstalled('python3'))('a database of rpm with a log (skipped without python3)', () => {
  test.each(['none', 'gzip'] as const)('in one layer (%s) is as SQLite reads it', async (compression) => {
    const { database, log } = logged();
    const files = { [PATH]: database, [`${PATH}-wal`]: log };
    expect(await packagesOf(compression, files)).toMatchObject({ names: ['bash', 'late'] });
  });

  test('whose log is of a later layer', async () => {
    const { database, log } = logged();
    const found = await packagesOf('gzip', { [PATH]: database, other: 'x' }, { [`./${PATH}-wal`]: log });
    expect(found.names).toEqual(['bash', 'late']);
    expect(found.err).not.toContain('changed pages');
  });

  test('whose log a later layer takes away', async () => {
    const { database, log } = logged();
    const found = await packagesOf(
      'gzip',
      { [PATH]: database, [`${PATH}-wal`]: log },
      { 'var/lib/rpm/.wh.rpmdb.sqlite-wal': '' },
    );
    expect(found.names).toEqual(['bash', 'gone']);
  });

  test('that has nothing else yet', async () => {
    const log = sqliteLog(tree.root, CREATE_PACKAGES, insert('late'));
    expect(await packagesOf('gzip', { [PATH]: '', [`${PATH}-wal`]: log })).toMatchObject({ names: ['late'] });
  });

  test.each<[string, (log: Uint8Array) => Files]>([
    ['without its database', (log) => ({ [`${PATH}-wal`]: log })],
    ['beside another one', (log) => ({ [PATH]: 'no database', [`${PATH}-wal`]: log })],
  ])('a log %s is told', async (_, files) => {
    const { code, names, err } = await packagesOf('gzip', files(logged().log));
    expect([code, names]).toEqual([3, []]);
    expect(err).toMatch(/rpmdb\.sqlite-wal.*: \d+ changed pages that may not be in rpmdb\.sqlite yet/);
  });
});
