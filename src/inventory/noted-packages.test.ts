import { expect, test } from 'vitest';
import { writeElf } from '../../test/formats/write-elf.ts';
import { packageNote } from '../../test/formats/write-note.ts';
import type { WrittenEntry } from '../../test/image/write-tar.ts';
import { catalogers } from '../catalogers/all.ts';
import { inventoryWith } from './testing/inventory-of.ts';

function program(name: string, note: object): WrittenEntry {
  return { name, mode: 0o755, body: writeElf([packageNote(note)]) };
}

const BASH = { type: 'deb', os: 'debian', name: 'bash', version: '5.2-1' };
const DEBIAN: WrittenEntry = {
  name: 'etc/os-release',
  body: 'ID=debian\nVERSION_ID=12\nCPE_NAME=cpe:/o:debian:debian:12\n',
};

function status(record: string): WrittenEntry {
  return { name: 'var/lib/dpkg/status', body: `${record}\nStatus: install ok installed\nArchitecture: amd64\n` };
}

async function purls(...entries: readonly WrittenEntry[]): Promise<readonly (string | undefined)[]> {
  const { packages } = await inventoryWith(catalogers, [entries]);
  return packages.map(({ purl }) => purl);
}

const INSTALLED = 'pkg:deb/debian/bash@5.2-1?arch=amd64&distro=debian-12';

test('a program tells its package where there is no database, and it is told that nothing names the distribution', async () => {
  const { packages, doubts } = await inventoryWith(catalogers, [
    [program('usr/bin/ls', { type: 'rpm', name: 'coreutils', version: '9.4-7.fc40', architecture: 'x86_64' })],
    [program('usr/bin/cp', { type: 'rpm', name: 'coreutils', version: '9.4-7.fc40', architecture: 'x86_64' })],
  ]);
  expect(packages.map(({ purl, places }) => [purl, places.map(({ path }) => path)])).toEqual([
    ['pkg:rpm/coreutils@9.4-7.fc40?arch=x86_64', ['usr/bin/cp', 'usr/bin/ls']],
  ]);
  expect(doubts.map(({ kind }) => kind)).toEqual(['no-distribution']);
});

test('programs that tell their packages are no package database', async () => {
  const glibc = { type: 'deb', os: 'debian', name: 'glibc', version: '2.36-9' };
  const { packages, doubts } = await inventoryWith(catalogers, [
    [DEBIAN, program('usr/lib/libc.so.6', glibc), program('bin/sh', BASH)],
  ]);
  expect(packages).toHaveLength(2);
  expect(doubts.map(({ kind }) => kind)).toEqual(['no-database']);
});

test.each<[string, readonly WrittenEntry[], readonly string[]]>([
  [
    'whose file a package owns',
    [
      status('Package: bash\nVersion: 5.2-1+b1'),
      { name: 'var/lib/dpkg/info/bash.list', body: '/usr/bin/bash\n' },
      program('usr/bin/bash', BASH),
    ],
    ['pkg:deb/debian/bash@5.2-1+b1?arch=amd64&distro=debian-12'],
  ],
  ['that is installed', [status('Package: bash\nVersion: 5.2-1'), program('opt/bash', BASH)], [INSTALLED]],
  [
    'from which an installed one was built',
    [status('Package: bash-builtins\nSource: bash (5.2-1)\nVersion: 5.2-1+b1'), program('opt/bash', BASH)],
    ['pkg:deb/debian/bash-builtins@5.2-1+b1?arch=amd64&distro=debian-12'],
  ],
])('one %s is not told twice', async (_, entries, expected) => {
  expect(await purls(DEBIAN, ...entries)).toEqual(expected);
});

test.each<[object, string]>([
  [BASH, 'pkg:deb/debian/bash@5.2-1?distro=debian-12'],
  [{ ...BASH, os: undefined, osCpe: 'cpe:/o:debian:debian:13' }, 'pkg:deb/debian/bash@5.2-1?distro=debian-12'],
  [{ ...BASH, os: 'ubuntu' }, 'pkg:generic/bash@5.2-1'],
  [{ ...BASH, os: undefined }, 'pkg:generic/bash@5.2-1'],
  [{ ...BASH, os: undefined, osCpe: 'cpe:/o:fedoraproject:fedora:40' }, 'pkg:generic/bash@5.2-1'],
])('%j that is in no database is of the distribution of the image, or of none', async (note, expected) => {
  expect(await purls(DEBIAN, program('opt/bash', note))).toEqual([expected]);
});
