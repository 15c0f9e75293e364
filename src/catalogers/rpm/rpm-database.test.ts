import { describe, expect, onTestFinished, test } from 'vitest';
import { CREATE_PACKAGES, INSERT_PACKAGE, sqliteLog } from '../../../test/formats/sqlite-log.ts';
import { writeBerkeley, writeNdb, writeSqlite } from '../../../test/formats/write-rpm-database.ts';
import { type WrittenPackage, writeRpmHeader } from '../../../test/formats/write-rpm-header.ts';
import { isInstalled } from '../../../test/programs.ts';
import { temporaryTree } from '../../../test/temporary-tree.ts';
import { catalogText } from '../testing/catalog-text.ts';
import { rpmDatabase } from './rpm-database.ts';

const NODE: WrittenPackage = {
  name: 'nodejs-libs',
  epoch: [1],
  version: '16.14.0',
  release: '5.module_el8',
  architecture: 'x86_64',
  sourceRpm: 'nodejs-16.14.0-5.module_el8.src.rpm',
  vendor: 'Example',
  license: 'MIT and ASL 2.0',
  modularity: 'nodejs:16:8060020220523160029:ad008a3a',
  directoryIndexes: [0],
  baseNames: ['libnode.so.93'],
  directoryNames: ['/usr/lib64/'],
  requires: ['libc.so.6()(64bit)', 'rpmlib(CompressedFileNames)', 'libc.so.6()(64bit)', 'openssl-libs'],
  provides: ['nodejs-libs', 'libnode.so.93()(64bit)'],
};

const KEY: WrittenPackage = { name: 'gpg-pubkey', version: 'fd431d51', release: '4ae0493b' };

const EXPECTED = {
  kind: 'package',
  package: {
    type: 'rpm',
    name: 'nodejs-libs',
    version: '1:16.14.0-5.module_el8',
    evidence: 'installed',
    architecture: 'x86_64',
    source: { name: 'nodejs', version: '1:16.14.0-5.module_el8' },
    licences: ['MIT and ASL 2.0'],
    dependsOn: ['libc.so.6()(64bit)', 'openssl-libs'],
    provides: ['libnode.so.93()(64bit)'],
    details: { vendor: 'Example', modularitylabel: 'nodejs:16:8060020220523160029:ad008a3a' },
  },
  keys: ['nodejs-libs'],
  files: ['usr/lib64/libnode.so.93'],
};

describe('the packages of a database', () => {
  test.each([
    ['var/lib/rpm/Packages', writeBerkeley],
    ['usr/lib/sysimage/rpm/Packages.db', writeNdb],
    ['usr/share/rpm/rpmdb.sqlite', writeSqlite],
  ])('%s are told, without the keys that rpm trusts', async (path, write) => {
    const database = write([writeRpmHeader(KEY), writeRpmHeader(NODE)]);
    expect(await catalogText(rpmDatabase, path, database)).toEqual([EXPECTED]);
  });

  test('are told where others are damaged, with the place of the damage', async () => {
    const database = writeNdb([writeRpmHeader({ name: 'broken' }), writeRpmHeader(NODE)]);
    expect(await catalogText(rpmDatabase, 'var/lib/rpm/Packages.db', database)).toEqual([
      { kind: 'unknown', reason: 'a package has no version', offset: 4112 },
      EXPECTED,
    ]);
  });

  test('of no source have none', async () => {
    const database = writeNdb([writeRpmHeader({ name: 'own', version: '1', release: '2', sourceRpm: '(none)' })]);
    expect(await catalogText(rpmDatabase, 'var/lib/rpm/Packages.db', database)).toEqual([
      {
        kind: 'package',
        package: { type: 'rpm', name: 'own', version: '1-2', evidence: 'installed', details: {} },
        keys: ['own'],
        files: [],
      },
    ]);
  });

  test('that only look like a key are told', async () => {
    const database = writeNdb([writeRpmHeader({ ...KEY, oldFileNames: ['/usr/bin/tool'] })]);
    expect(await catalogText(rpmDatabase, 'var/lib/rpm/Packages.db', database)).toMatchObject([
      { package: { name: 'gpg-pubkey' } },
    ]);
  });
});

describe('the log that SQLite keeps beside the database', () => {
  test.skipIf(!isInstalled('python3'))('is unknown where it has changes (skipped without python3)', async () => {
    const tree = temporaryTree({});
    onTestFinished(() => {
      tree.remove();
    });
    const log = sqliteLog(tree.root, CREATE_PACKAGES, INSERT_PACKAGE);
    expect(await catalogText(rpmDatabase, 'var/lib/rpm/rpmdb.sqlite-wal', log)).toEqual([
      { kind: 'unknown', reason: expect.stringMatching(/^\d+ changed pages that may not be in rpmdb\.sqlite yet$/) },
    ]);
  });

  test('tells nothing where it has none', async () => {
    expect(await catalogText(rpmDatabase, 'var/lib/rpm/rpmdb.sqlite-wal', 'frames')).toEqual([]);
  });
});

test('what is no database is unknown', async () => {
  expect(await catalogText(rpmDatabase, 'var/lib/rpm/Packages', 'text')).toEqual([
    { kind: 'unknown', reason: 'it is neither SQLite, nor NDB, nor a Berkeley DB hash', offset: 0 },
  ]);
});
