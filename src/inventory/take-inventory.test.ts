import { expect, test } from 'vitest';
import { writeElf } from '../../test/formats/write-elf.ts';
import type { WrittenEntry } from '../../test/image/write-tar.ts';
import { catalogers } from '../catalogers/all.ts';
import { defineCataloger, textOf } from '../catalogers/cataloger.ts';
import type { Inventory } from './inventory.ts';
import { inventoryWith } from './testing/inventory-of.ts';

/** Stands for a language: a file `<name>.lib` holds its version. */
const library = defineCataloger({
  id: 'test/library',
  summary: '',
  version: 1,
  claims: ['**/*.lib'],
  maxBytes: 10,
  async *catalog(file) {
    const name = file.path.split('/').at(-1)?.replace('.lib', '') ?? '';
    yield { kind: 'package', package: { type: 'npm', name, version: await textOf(file), evidence: 'installed' } };
  },
});

async function inventoryOf(...layers: readonly (readonly WrittenEntry[])[]): Promise<Inventory> {
  return inventoryWith([...catalogers, library], layers);
}

const STATUS = 'var/lib/dpkg/status';

function status(...packages: readonly string[]): WrittenEntry {
  const records = packages.map((each) => {
    const [name, version] = each.split(' ');
    return `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${version}\n`;
  });
  return { name: STATUS, body: records.join('\n') };
}

const DEBIAN: WrittenEntry = { name: 'etc/os-release', body: 'ID=debian\nVERSION_ID=12\nPRETTY_NAME="Debian 12"\n' };

function told({ packages }: Inventory): readonly string[] {
  return packages.map(({ purl, layer, places: [{ path }], owner }) =>
    [purl, layer, path, ...(owner === undefined ? [] : [`owned by ${owner.name}`])].join(' '),
  );
}

test('a package of the system has the distribution in its URL, and the layer that brought its version', async () => {
  const inventory = await inventoryOf(
    [DEBIAN, status('bash 5', 'curl 7')],
    [status('bash 5', 'curl 8')],
    [status('bash 5', 'curl 8', 'jq 1')],
  );
  expect(inventory.distribution).toMatchObject({ id: 'debian', version: '12', prettyName: 'Debian 12' });
  expect(told(inventory)).toEqual([
    `pkg:deb/debian/bash@5?arch=amd64&distro=debian-12 0 ${STATUS}`,
    `pkg:deb/debian/curl@8?arch=amd64&distro=debian-12 1 ${STATUS}`,
    `pkg:deb/debian/jq@1?arch=amd64&distro=debian-12 2 ${STATUS}`,
  ]);
});

test('a package that was removed and came back is of the layer in which it came back', async () => {
  const inventory = await inventoryOf([status('a 1')], [status('b 1')], [status('a 1', 'b 1')]);
  expect(told(inventory)).toEqual([`pkg:deb/a@1?arch=amd64 2 ${STATUS}`, `pkg:deb/b@1?arch=amd64 1 ${STATUS}`]);
});

test('what a later layer deletes is not there', async () => {
  expect(told(await inventoryOf([{ name: 'x/a.lib', body: '1' }], [{ name: 'x/.wh.a.lib' }]))).toEqual([]);
});

test('one package in several places is told once with all of them, other versions apart', async () => {
  const { packages } = await inventoryOf(
    [
      { name: 'y/a.lib', body: '1' },
      { name: 'z/a.lib', body: '2' },
    ],
    [{ name: 'x/a.lib', body: '1' }],
  );
  expect(packages.map(({ purl, layer, places }) => [purl, layer, places.map(({ path }) => path)])).toEqual([
    ['pkg:npm/a@1', 0, ['x/a.lib', 'y/a.lib']],
    ['pkg:npm/a@2', 0, ['z/a.lib']],
  ]);
});

test('a library that a package of the system brought names its owner, also where its list has an older path', async () => {
  const inventory = await inventoryOf([
    { name: 'usr/lib/a.lib', body: '1' },
    { name: 'usr/local/a.lib', body: '1' },
    { name: 'lib', flag: '2', link: 'usr/lib' },
    status('liba 1'),
    { name: 'var/lib/dpkg/info/liba.list', body: '/.\n/lib\n/lib/a.lib\n' },
  ]);
  expect(told(inventory)).toEqual([
    `pkg:deb/liba@1?arch=amd64 0 ${STATUS}`,
    'pkg:npm/a@1 0 usr/lib/a.lib owned by liba',
    'pkg:npm/a@1 0 usr/local/a.lib',
  ]);
  expect(inventory.packages[0]?.files).toContain('usr/lib/a.lib');
});

test('a database behind a linked directory, and a file under two names, are read once', async () => {
  const inventory = await inventoryOf([
    { name: 'usr/lib/apk/db/installed', body: 'P:musl\nV:1-r0\n' },
    { name: 'lib', flag: '2', link: 'usr/lib' },
    { name: 'a.lib', body: '1' },
    { name: 'b.lib', flag: '1', link: 'a.lib' },
  ]);
  expect(told(inventory)).toEqual(['pkg:apk/musl@1-r0 0 usr/lib/apk/db/installed', 'pkg:npm/a@1 0 a.lib']);
});

test('what only looks like two versions of a program is no doubt where a package brought it', async () => {
  const body = writeElf([{ name: '.rodata', data: Buffer.from('\0curl/8.5.0\0curl/7.88.1\0') }]);
  const { unknown } = await inventoryOf([
    { name: 'usr/bin/curl', body, mode: 0o755 },
    { name: 'usr/local/bin/curl', body, mode: 0o755 },
    status('curl 7'),
    { name: 'var/lib/dpkg/info/curl.list', body: '/usr/bin/curl\n' },
  ]);
  expect(unknown).toMatchObject([{ place: { path: 'usr/local/bin/curl' }, isGuess: true }]);
});

test('what could not be read is told with its place', async () => {
  const { unknown } = await inventoryOf(
    [{ name: STATUS, body: '\nPackage: a\n' }],
    [{ name: 'a.lib', body: 'x'.repeat(11) }],
  );
  expect(unknown).toEqual([
    {
      cataloger: 'test/library',
      place: { path: 'a.lib', layer: 1 },
      reason: 'larger than the 10 bytes that are read of it',
    },
    {
      cataloger: 'debian/dpkg-status',
      place: { path: STATUS, layer: 0, line: 2 },
      reason: 'a record without a version',
    },
  ]);
});

test('a program that is recognised is told once: as the package that brought it, or by itself', async () => {
  const program: WrittenEntry[] = [
    { name: 'usr/bin/curl.recognised', body: 'x' },
    { name: 'opt/curl.recognised', body: 'x' },
    status('curl 8'),
    { name: 'var/lib/dpkg/info/curl.list', body: '/usr/bin/curl.recognised\n' },
  ];
  const recognising = defineCataloger({
    id: 'test/recognising',
    summary: '',
    version: 1,
    claims: ['**/*.recognised'],
    maxBytes: 10,
    catalog: () => [
      { kind: 'package', package: { type: 'generic', name: 'curl', version: '8', evidence: 'recognised' } },
    ],
  });
  const inventory = await inventoryWith([...catalogers, recognising], [program]);
  expect(told(inventory)).toEqual([
    `pkg:deb/curl@8?arch=amd64 0 ${STATUS}`,
    'pkg:generic/curl@8 0 opt/curl.recognised',
  ]);
});
