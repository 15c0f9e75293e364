import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRpmDatabase } from '../../src/formats/rpmdb/read-rpm-database.ts';
import { withCommitted } from '../../src/formats/sqlite/write-ahead-log.ts';
import { isInstalled } from '../programs.ts';
import { type TemporaryTree, temporaryTree } from '../temporary-tree.ts';
import { sqliteLog } from './sqlite-log.ts';
import { writeRpmHeader } from './write-rpm-header.ts';

const FIXTURES = join(process.env['PLIMSOLL_SHARED'] ?? '../shared', 'data/fixtures/rpmdb');

const SPEC = `Name: NAME
Version: 1.2~rc1
Release: 3.el9
Epoch: 4
Summary: A package of a test
License: MIT
Vendor: Example
BuildArch: noarch
%description
A package of a test.
%install
mkdir -p %{buildroot}/usr/share/NAME/deep
for number in $(seq 1 300); do echo x > %{buildroot}/usr/share/NAME/deep/file-$number; done
%files
/usr/share/NAME
`;

const FORMAT = '%{NAME}|%{EPOCH}|%{VERSION}|%{RELEASE}|%{ARCH}|%{SOURCERPM}|%{VENDOR}|%{LICENSE}\\n';

/** The packages as rpm tells them, each as a line. */
function asRpmTells(database: string): readonly string[] {
  const told = execFileSync('rpm', ['-qa', '--dbpath', database, '--queryformat', FORMAT], { stdio: 'pipe' });
  return told.toString().trimEnd().split('\n').toSorted();
}

function asRead(path: string): readonly string[] {
  const lines: string[] = [];
  for (const item of readRpmDatabase(readFileSync(path))) {
    if ('damage' in item) throw new Error(item.damage.why);
    const { name, epoch, version, release, architecture, sourceRpm, vendor, license } = item.package;
    const values = [name, epoch, version, release, architecture, sourceRpm, vendor, license];
    lines.push(values.map((value) => value ?? '(none)').join('|'));
  }
  return lines.toSorted();
}

function filesAsRead(path: string): readonly string[] {
  return [...readRpmDatabase(readFileSync(path))].flatMap((item) => ('package' in item ? item.package.files : []));
}

/** Makes a database of two packages as rpm does, and gives its directory. */
function databaseByRpm(tree: TemporaryTree): string {
  const top = tree.path('top');
  const database = tree.path('database');
  for (const name of ['first', 'second']) {
    const spec = tree.path(`${name}.spec`);
    writeFileSync(spec, SPEC.replaceAll('NAME', name));
    execFileSync('rpmbuild', ['-bb', '--define', `_topdir ${top}`, spec], { stdio: 'pipe' });
    const built = join(top, `RPMS/noarch/${name}-1.2~rc1-3.el9.noarch.rpm`);
    execFileSync('rpm', ['-i', '--justdb', '--nodeps', '--force-debian', '--dbpath', database, built], {
      stdio: 'pipe',
    });
  }
  return database;
}

describe.skipIf(!isInstalled('rpmbuild'))('databases that rpm writes (skipped without rpmbuild)', () => {
  test('are read as rpm reads them', { timeout: 120_000 }, () => {
    const tree = temporaryTree();
    const database = databaseByRpm(tree);
    const path = join(database, 'rpmdb.sqlite');
    expect(asRead(path)).toEqual(asRpmTells(database));
    expect(asRead(path)).toHaveLength(2);
    const listed = execFileSync('rpm', ['-qal', '--dbpath', database], { stdio: 'pipe' }).toString();
    expect(filesAsRead(path).toSorted()).toEqual(listed.trimEnd().split('\n').toSorted());
    tree.remove();
  });

  test.skipIf(!isInstalled('python3'))(
    'are read with their logs as rpm reads them (skipped without python3)',
    { timeout: 120_000 },
    () => {
      const tree = temporaryTree();
      const database = databaseByRpm(tree);
      const log = sqliteLog(
        database,
        'DELETE FROM Packages WHERE hnum = 1',
        'INSERT INTO Packages SELECT 9, blob FROM Packages WHERE hnum = 2',
      );
      const whole = withCommitted(readFileSync(join(database, 'rpmdb.sqlite')), log);
      writeFileSync(tree.path('whole'), whole ?? '');
      const told = asRpmTells(database);
      expect(asRead(tree.path('whole'))).toEqual(told);
      expect([told.length, new Set(told).size]).toEqual([2, 1]);
      tree.remove();
    },
  );
});

describe.skipIf(!isInstalled('rpm') || !existsSync(FIXTURES))(
  'real databases (skipped without rpm, and where they are not beside the repository)',
  () => {
    test.each([
      ['sqlite', 'rpmdb.sqlite'],
      ['bdb', 'Packages'],
    ])('%s is read as rpm reads it', (form, file) => {
      const tree = temporaryTree();
      mkdirSync(tree.path(form));
      writeFileSync(join(tree.path(form), file), readFileSync(join(FIXTURES, form, file)));
      expect(asRead(join(FIXTURES, form, file))).toEqual(asRpmTells(tree.path(form)));
      tree.remove();
    });
  },
);

describe.skipIf(!isInstalled('db5.3_load', '-V'))(
  'databases that Berkeley DB writes (skipped without db5.3_load)',
  () => {
    test.each([
      ['little endian', '1234', '512'],
      ['little endian, large pages', '1234', '65536'],
      ['big endian', '4321', '4096'],
    ])('%s', (_, order, pageSize) => {
      const tree = temporaryTree();
      const names = Array.from({ length: 100 }, (_name, index) => `package-${index}`);
      const pairs = names.map((name, index) => {
        const files = Array.from({ length: 10 * (index + 1) }, (_file, number) => `/usr/share/${name}/${number}`);
        const header = writeRpmHeader({ name, version: '1', release: '2', oldFileNames: files });
        return ` ${hex(Buffer.from([index + 1, 0, 0, 0]))}\n ${hex(header)}\n`;
      });
      const dump = `VERSION=3\nformat=bytevalue\ntype=hash\ndb_pagesize=${pageSize}\ndb_lorder=${order}\nHEADER=END\n${pairs.join('')}DATA=END\n`;
      execFileSync('db5.3_load', [tree.path('Packages')], { input: dump });
      const read = asRead(tree.path('Packages')).map((line) => line.slice(0, line.indexOf('|')));
      expect(read.toSorted()).toEqual(names.toSorted());
      tree.remove();
    });
  },
);

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
