import { expect, test } from 'vitest';
import { type ElfOptions, writeElf } from '../../../test/formats/write-elf.ts';
import { writeMachO, writePe } from '../../../test/formats/write-executables.ts';
import { type GoFunctionsOptions, goFunctions } from '../../../test/formats/write-go-functions.ts';
import { memorySource } from '../byte-source.ts';
import type { Damage } from '../byte-view.ts';
import { readGoFunctions } from './go-functions.ts';
import { readExecutables } from './read-executables.ts';

const NAMES = ['main.main', 'net/http.(*Server).Serve', 'slices.Sort[go.shape.int]'];

async function functionsOf(bytes: Uint8Array): Promise<readonly string[] | Damage | undefined> {
  const [read] = await readExecutables(memorySource(bytes));
  if (read === undefined || 'damage' in read) throw new Error('no executable');
  return readGoFunctions(read.executable);
}

test.each<[string, GoFunctionsOptions, ElfOptions]>([
  ['of Go 1.20', {}, {}],
  ['of Go 1.18', { mark: 0xfffffff0 }, {}],
  ['of Go 1.16', { mark: 0xfffffffa }, {}],
  ['of 32 bits', { is64: false }, { is64: false }],
  ['of big-endian processors', { isBig: true }, { isBig: true }],
])('the functions of a program %s are those of its table', async (_, options, elf) => {
  const data = goFunctions(NAMES, options);
  expect(await functionsOf(writeElf([{ name: '.gopclntab', data, address: 0x1000 }], elf))).toEqual(NAMES);
});

const AMID = { data: Buffer.concat([Buffer.alloc(5_000_001, 0xff), goFunctions(NAMES)]), address: 0x1000 };

test.each([
  ['has no table of sections', writeElf([{ name: '.rodata', ...AMID }], { isCut: true })],
  ['is for Windows', writePe([{ name: '.rdata', ...AMID }])],
])('the table of a program that %s is searched for', async (_, bytes) => {
  expect(await functionsOf(bytes)).toEqual(NAMES);
});

test('a program for macOS has it in a section', async () => {
  const bytes = Buffer.from(writeMachO([{ name: '__gopclntab', data: goFunctions(NAMES), address: 0x1000 }]));
  const text = Buffer.from(bytes.toString('latin1').replaceAll('__DATA', '__TEXT'), 'latin1');
  expect(await functionsOf(text)).toEqual(NAMES);
});

test.each([
  ['no Go program', writeElf([{ name: '.text', data: Buffer.from('text'), address: 0x1000 }])],
  ['a program of Go 1.15', writeElf([{ name: '.gopclntab', data: goFunctions(NAMES, { mark: 0xfffffffb }) }])],
])('%s has no list', async (_, bytes) => {
  expect(await functionsOf(bytes)).toBeUndefined();
});

test.each([
  ['begins after the file', (table: Buffer) => table.writeUInt32LE(0xffff_ffff, 8 + 3 * 8), 'it ends too early'],
  ['ends before it begins', (table: Buffer) => table.writeUInt32LE(1, 8 + 4 * 8), 'before they begin'],
  ['is too long', (table: Buffer) => table.writeUInt32LE(0x7fff_ffff, 8 + 4 * 8), 'larger than'],
])('a list that %s is damage', async (_, damaging, why) => {
  const table = Buffer.from(goFunctions(NAMES));
  damaging(table);
  const found = await functionsOf(writeElf([{ name: '.gopclntab', data: table }]));
  expect(found).toMatchObject({ why: expect.stringMatching(why === 'it ends too early' ? /before|early/ : why) });
});
