import { expect, test } from 'vitest';
import { writeElf } from '../../../test/formats/write-elf.ts';
import { elfNote, packageNote } from '../../../test/formats/write-note.ts';
import { catalogText } from '../testing/catalog-text.ts';
import { linuxPackageNotes } from './package-notes.ts';

const COREUTILS = {
  type: 'rpm',
  name: 'coreutils',
  version: '9.4-7.fc40',
  architecture: 'x86_64',
  osCpe: 'cpe:/o:fedoraproject:fedora:40',
};

async function told(program: Uint8Array): Promise<readonly unknown[]> {
  return catalogText(linuxPackageNotes, 'usr/bin/ls', program);
}

test.each([
  ['64 bits', { is64: true }],
  ['32 bits', { is64: false }],
  ['a table of sections that was cut off', { isCut: true }],
])('a program of %s tells the source package that it is from', async (_, options) => {
  expect(await told(writeElf([packageNote(COREUTILS)], options))).toEqual([
    {
      kind: 'package',
      package: {
        type: 'rpm',
        name: 'coreutils',
        version: '9.4-7.fc40',
        evidence: 'built-in',
        architecture: 'x86_64',
        details: { osCpe: 'cpe:/o:fedoraproject:fedora:40' },
      },
      offset: expect.any(Number),
    },
  ]);
});

test.each<[object, object]>([
  [
    {
      type: 'deb',
      os: 'Debian',
      osVersion: '13',
      name: 'bash',
      version: '5.2.37-2',
      debugInfoUrl: 'https://x.example',
    },
    { type: 'deb', name: 'bash', version: '5.2.37-2', details: { os: 'debian', osVersion: '13' } },
  ],
  [
    { type: 'Nix', name: 'bash', version: 7, __proto__: { os: 'x' } },
    { type: 'generic', name: 'bash', version: '', details: { type: 'nix' } },
  ],
  [{ name: 'bash' }, { type: 'generic', name: 'bash', version: '', details: {} }],
])('%j', async (note, expected) => {
  expect(await told(writeElf([packageNote(note)]))).toMatchObject([{ package: { ...expected, evidence: 'built-in' } }]);
});

test.each<[string, Uint8Array, readonly unknown[]]>([
  ['other notes tell nothing', writeElf([elfNote('GNU', 3, 'build'), elfNote('FDO', 1, '{"name":"bash"}')]), []],
  ['other files tell nothing', Buffer.from('#!/bin/sh\n'), []],
  [
    'what is no JSON is told',
    writeElf([packageNote('{"name":')]),
    [{ kind: 'unknown', reason: 'its package note is no object of JSON', offset: 144, isGuess: true }],
  ],
  [
    'what nests too deep is told',
    writeElf([packageNote('['.repeat(100_000))]),
    [{ kind: 'unknown', reason: 'its package note is no object of JSON', offset: 144, isGuess: true }],
  ],
  [
    'one that names nothing is told',
    writeElf([packageNote({ name: '', type: 'rpm' })]),
    [{ kind: 'unknown', reason: 'its package note names no package', offset: 144, isGuess: true }],
  ],
])('%s', async (_, program, expected) => {
  expect(await told(program)).toEqual(expected);
});

test('a program that is cut off anywhere is no crash', async () => {
  const program = writeElf([packageNote(COREUTILS)]);
  for (let length = 0; length < program.length; length += 1) {
    const items = await told(program.subarray(0, length));
    expect(items.length).toBeLessThanOrEqual(1);
  }
});
