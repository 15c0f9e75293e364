import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert as assertLaw, nat, property, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeBerkeley, writeNdb, writeSqlite } from '../../../test/formats/write-rpm-database.ts';
import { TAGS, type WrittenPackage, words, writeRpmHeader } from '../../../test/formats/write-rpm-header.ts';
import type { RpmPackage } from './package.ts';
import { type RpmItem, readRpmDatabase } from './read-rpm-database.ts';

const BASH: WrittenPackage = {
  name: 'bash',
  version: '5.1.8',
  release: '6.el9',
  architecture: 'x86_64',
  sourceRpm: 'bash-5.1.8-6.el9.src.rpm',
  vendor: 'Example',
  license: 'GPLv3+',
  directoryIndexes: [0, 1],
  baseNames: ['bash', 'bash.conf'],
  directoryNames: ['/usr/bin/', '/etc/'],
};

/** A package whose header is so long that no page holds it. */
function large(name: string): WrittenPackage {
  const files = Array.from({ length: 3000 }, (_, index) => `file-${index}`);
  return {
    ...BASH,
    name,
    epoch: [3],
    modularity: 'nodejs:16:1:ad008a3a',
    baseNames: files,
    directoryIndexes: files.map(() => 1),
  };
}

function packages(items: Iterable<RpmItem>): readonly RpmPackage[] {
  return [...items].flatMap((item) => ('package' in item ? [item.package] : []));
}

function damages(items: Iterable<RpmItem>): readonly string[] {
  return [...items].flatMap((item) => ('damage' in item ? [item.damage.why] : []));
}

const FORMS: readonly (readonly [string, (headers: readonly Uint8Array[]) => Uint8Array])[] = [
  ['SQLite', writeSqlite],
  ['SQLite with pages of 512 bytes', (headers) => writeSqlite(headers, 512)],
  ['SQLite with pages of 65536 bytes', (headers) => writeSqlite(headers, 65_536)],
  ['NDB', writeNdb],
  ['Berkeley DB, little endian', writeBerkeley],
  ['Berkeley DB, big endian', (headers) => writeBerkeley(headers, 'big')],
];

describe.each(FORMS)('a database of the form %s', (_, write) => {
  test('tells its packages', () => {
    const database = write([writeRpmHeader(BASH), writeRpmHeader(large('nodejs'))]);
    const [bash, node] = packages(readRpmDatabase(database));
    expect(bash).toEqual({
      name: 'bash',
      epoch: undefined,
      version: '5.1.8',
      release: '6.el9',
      architecture: 'x86_64',
      sourceRpm: 'bash-5.1.8-6.el9.src.rpm',
      vendor: 'Example',
      license: 'GPLv3+',
      modularity: undefined,
      files: ['/usr/bin/bash', '/etc/bash.conf'],
      requires: [],
      provides: [],
      headerSha256: undefined,
    });
    expect(node).toMatchObject({ name: 'nodejs', epoch: 3, modularity: 'nodejs:16:1:ad008a3a' });
    expect(node?.files).toHaveLength(3000);
    expect(damages(readRpmDatabase(database))).toEqual([]);
  });

  test('with many packages tells each once', () => {
    const names = Array.from({ length: 150 }, (_name, index) => `package-${index}`);
    const database = write(names.map((name) => writeRpmHeader({ ...BASH, name })));
    expect(packages(readRpmDatabase(database)).map(({ name }) => name)).toEqual(names);
  });

  test('whose one header is damaged tells the others, and where it stands', () => {
    const broken = writeRpmHeader({ version: '1', release: '1' });
    const database = write([writeRpmHeader(BASH), broken, writeRpmHeader(large('last'))]);
    const items = [...readRpmDatabase(database)];
    expect(packages(items).map(({ name }) => name)).toEqual(['bash', 'last']);
    const damage = items.flatMap((item) => ('damage' in item ? [item.damage] : []));
    expect(damage).toMatchObject([{ why: 'a package has no name', offset: expect.any(Number) }]);
    expect(damage[0]?.offset).toBeGreaterThan(0);
  });

  test('that was cut anywhere tells packages that were in it, and that something lacks', () => {
    const names = ['one', 'two', 'three'];
    const database = write(names.map((name) => writeRpmHeader({ ...large(name), name })));
    for (let length = 0; length < database.length; length += Math.ceil(database.length / 150)) {
      const items = [...readRpmDatabase(database.subarray(0, length))];
      expect(names).toEqual(expect.arrayContaining(packages(items).map(({ name }) => name)));
      const isTold = packages(items).length === names.length || damages(items).length > 0;
      expect(isTold, `cut at ${length}`).toBe(true);
    }
  });

  test('never fails otherwise, whatever bytes stand in it', () => {
    const database = write([writeRpmHeader(BASH), writeRpmHeader(large('nodejs'))]);
    assertLaw(
      property(nat(database.length), uint8Array({ maxLength: 40 }), nat(4000), (at, noise, near) => {
        const broken = Buffer.from(database);
        broken.set(noise.subarray(0, broken.length - Math.min(at, broken.length)), Math.min(at, broken.length));
        // Much of what steers the reading stands at the beginning.
        if (near + noise.length < broken.length) broken.set(noise, near);
        expect(packages(readRpmDatabase(broken)).length).toBeLessThan(200);
      }),
      { numRuns: 300 },
    );
  });
});

/** What is read of a database with one header. */
function only(header: Uint8Array): readonly RpmItem[] {
  return [...readRpmDatabase(writeNdb([header]))];
}

describe('a header', () => {
  test('counts what rpm added before what was signed', () => {
    const [item] = only(writeRpmHeader(BASH, { name: 'renamed', vendor: 'Added' }));
    expect(item).toMatchObject({ package: { name: 'renamed', vendor: 'Added', version: '5.1.8' } });
  });

  test('of old packages has whole paths', () => {
    const old = { name: 'a', version: '1', release: '1', oldFileNames: ['/usr/bin/a', '/etc/a'] };
    expect(only(writeRpmHeader(old))).toMatchObject([{ package: { files: ['/usr/bin/a', '/etc/a'] } }]);
  });

  test('whose list of files is damaged is told, with its package', () => {
    const items = only(writeRpmHeader({ ...BASH, directoryIndexes: [0, 7] }));
    expect(packages(items)).toMatchObject([{ name: 'bash', files: [] }]);
    expect(damages(items)).toEqual(['file 2 of a package has no directory']);
  });

  test.each([
    ['is empty', new Uint8Array(), 'it ends too early'],
    ['has too many entries', words(0x1_0000, 0), 'the header of a package has 65536 entries'],
    ['has more data than there is', words(0, 99), 'it ends too early'],
    [
      'has a text that does not end',
      Buffer.concat([words(1, 2, TAGS.name, 6, 0, 1), Buffer.from('ab')]),
      'a text does not end',
    ],
    [
      'has a name that is a number',
      Buffer.concat([words(1, 4, TAGS.name, 4, 0, 1), words(7)]),
      'a value of type 4 is no text',
    ],
  ])('that %s is damaged', (_, header, why) => {
    expect(damages(only(header))).toEqual([why]);
  });

  test('whose paths would grow without end is cut', () => {
    const files = Array.from({ length: 60_000 }, () => 'f');
    const items = only(
      writeRpmHeader({
        ...BASH,
        baseNames: files,
        directoryIndexes: files.map(() => 0),
        directoryNames: ['x'.repeat(100_000)],
      }),
    );
    expect(damages(items)).toEqual(['the paths of a package are too long']);
  });
});

describe('what is no database', () => {
  test.each([
    ['nothing', ''],
    ['text', 'rpm'],
    ['the beginning of one', 'SQLite format'],
  ])('%s is told', (_, text) => {
    expect(damages(readRpmDatabase(Buffer.from(text)))).toEqual([
      'it is neither SQLite, nor NDB, nor a Berkeley DB hash',
    ]);
  });

  test('a database of something else has no table Packages', () => {
    const other = Buffer.from(
      Buffer.from(writeSqlite([])).toString('latin1').replaceAll('Packages', 'packAgen'),
      'latin1',
    );
    expect(damages(readRpmDatabase(other))).toEqual(['there is no table Packages']);
  });
});

describe('a hostile database', () => {
  test('whose slots all lead to one header tells it once', () => {
    const database = Buffer.from(writeNdb([writeRpmHeader(large('a'))]));
    for (let at = 48; at < 4096; at += 16) database.copy(database, at, 32, 48);
    const items = [...readRpmDatabase(database)];
    expect(packages(items)).toHaveLength(1);
    expect(damages(items).at(0)).toBe('headers of packages lie over one another');
    expect(damages(items).at(-1)).toBe('153 more places are damaged');
  });

  test('whose overflow pages go round is told', () => {
    const database = Buffer.from(writeBerkeley([writeRpmHeader(large('a'))]));
    database.writeUInt32LE(2, 2 * 512 + 16);
    expect(damages(readRpmDatabase(database))).toEqual(['page 2 stands in two places']);
  });
});

const FIXTURES = join(process.env['PLIMSOLL_SHARED'] ?? '../shared', 'data/fixtures/rpmdb');

interface Expected {
  readonly name: string;
  readonly epoch: number | null;
  readonly version: string;
  readonly release: string;
  readonly arch: string;
  readonly sourceRpm: string;
  readonly vendor: string;
  readonly license: string;
}

describe.skipIf(!existsSync(FIXTURES))('real databases (skipped where they are not beside the repository)', () => {
  test('SUSE Linux Enterprise 15 (NDB) is read as rpm reads it', () => {
    const expected: readonly Expected[] = JSON.parse(readFileSync(join(FIXTURES, 'ndb/expected.json'), 'utf8'));
    const items = [...readRpmDatabase(readFileSync(join(FIXTURES, 'ndb/Packages.db')))];
    const found = packages(items).map((item) => ({
      name: item.name,
      epoch: item.epoch ?? null,
      version: item.version,
      release: item.release,
      arch: item.architecture ?? '',
      sourceRpm: item.sourceRpm ?? '',
      vendor: item.vendor ?? '',
      license: item.license,
    }));
    expect(found).toEqual(
      expected.map(({ name, epoch, version, release, arch, sourceRpm, vendor, license }) => ({
        name,
        epoch,
        version,
        release,
        arch,
        sourceRpm,
        vendor,
        license,
      })),
    );
    expect(damages(items)).toEqual([]);
  });

  test.each([
    ['sqlite/rpmdb.sqlite', 129],
    ['bdb/Packages', 1],
  ])('%s has %i packages', (path, count) => {
    const items = [...readRpmDatabase(readFileSync(join(FIXTURES, path)))];
    expect(packages(items)).toHaveLength(count);
    expect(damages(items)).toEqual([]);
  });
});
