import { deflateSync } from 'node:zlib';
import { assert as assertLaw, asyncProperty, nat, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ElfOptions, writeElf } from '../../../test/formats/write-elf.ts';
import { writeFat, writeMachO, writePe } from '../../../test/formats/write-executables.ts';
import { inlineBuildInfo, writePointedBuildInfo } from '../../../test/formats/write-go-build-info.ts';
import { memorySource } from '../byte-source.ts';
import type { Damage } from '../byte-view.ts';
import { type CargoAudit, readCargoAudit } from './cargo-audit.ts';
import { readDynamicLinking } from './elf-dynamic.ts';
import { readElfNotes } from './elf-notes.ts';
import type { Executable } from './executable.ts';
import { type GoBuildInfo, readGoBuildInfo } from './go-build-info.ts';
import { readExecutables } from './read-executables.ts';

const MODULES = [
  'path\texample.com/tool/cmd/tool',
  'mod\texample.com/tool\tv1.4.0\th1:YWJj=',
  'dep\tgithub.com/pkg/errors\tv0.9.1\th1:ZGVm=',
  'dep\tgolang.org/x/net\tv0.1.0',
  '=>\texample.com/fork/net\tv0.2.0\th1:Z2hp=',
  'build\t-compiler=gc',
  'build\t-ldflags="-s -w -X main.version=1.4.0"',
  'build\t"odd key"=`a"b`',
  '',
].join('\n');

const EXPECTED = {
  goVersion: 'go1.22.3',
  path: 'example.com/tool/cmd/tool',
  main: { path: 'example.com/tool', version: 'v1.4.0', sum: 'h1:YWJj=' },
  dependencies: [
    { path: 'github.com/pkg/errors', version: 'v0.9.1', sum: 'h1:ZGVm=' },
    {
      path: 'golang.org/x/net',
      version: 'v0.1.0',
      sum: '',
      replacement: { path: 'example.com/fork/net', version: 'v0.2.0', sum: 'h1:Z2hp=' },
    },
  ],
  settings: new Map([
    ['-compiler', 'gc'],
    ['-ldflags', '-s -w -X main.version=1.4.0'],
    ['odd key', 'a"b'],
  ]),
  damagedLines: [],
};

/** The only executable of a file. */
async function only(bytes: Uint8Array): Promise<Executable> {
  const [read] = await readExecutables(memorySource(bytes));
  if (read === undefined || 'damage' in read) throw new Error(`no executable: ${read?.damage.why}`);
  return read.executable;
}

async function goOf(bytes: Uint8Array): Promise<GoBuildInfo | Damage | undefined> {
  return readGoBuildInfo(await only(bytes));
}

describe('an ELF file', () => {
  const section = { name: '.data', data: Buffer.from('hello'), address: 0x1000, isWritable: true };

  test.each<[string, ElfOptions, Partial<Executable>]>([
    ['64 bits', {}, { architecture: 'x86_64', order: 'little', addressSize: 8 }],
    ['32 bits', { is64: false, machine: 3 }, { architecture: 'i386', order: 'little', addressSize: 4 }],
    ['64 bits, big endian', { isBig: true, machine: 22 }, { architecture: 's390x', order: 'big', addressSize: 8 }],
    ['32 bits, big endian', { is64: false, isBig: true, machine: 8 }, { architecture: 'mips', order: 'big' }],
    ['an unknown processor', { machine: 9999 }, { architecture: 'machine 9999' }],
  ])('of %s is read', async (_, options, expected) => {
    const executable = await only(writeElf([section], options));
    expect(executable).toMatchObject({ format: 'ELF', damage: undefined, ...expected });
    expect(executable.section('.data')).toMatchObject({ address: 0x1000, size: 5 });
    expect(executable.segments).toMatchObject([{ role: 'loaded', address: 0x1000, size: 5, isWritable: true }]);
    expect((await executable.readAddress(0x1001, 3)).text(0)).toBe('ell');
  });

  test('whose table of sections was cut off has its segments, and says what lacks', async () => {
    const whole = writeElf([section]);
    const executable = await only(whole.subarray(0, -30));
    expect(executable.segments).toHaveLength(1);
    expect(executable.sections).toEqual([]);
    expect(executable.damage).toMatchObject({ why: 'it ends too early' });
  });

  test('without a table of sections lacks nothing', async () => {
    expect(await only(writeElf([section], { isCut: true }))).toMatchObject({ sections: [], damage: undefined });
  });

  test('with more sections than its header can tell is read', async () => {
    const sections = Array.from({ length: 300 }, (_, index) => ({ name: `.s${index}`, data: Buffer.from('x') }));
    const written = Buffer.from(writeElf(sections));
    const [count, names] = [written.readUInt16LE(60), written.readUInt16LE(62)];
    const table = Number(written.readBigUInt64LE(40));
    written.writeUInt16LE(0, 60);
    written.writeUInt16LE(0xffff, 62);
    written.writeBigUInt64LE(BigInt(count), table + 32);
    written.writeUInt32LE(names, table + 40);
    expect((await only(written)).section('.s299')).toBeDefined();
  });

  test('has notes, and tells how it is linked', async () => {
    const executable = await only(linked());
    const notes = await readElfNotes(executable);
    expect(notes).toMatchObject([{ owner: 'FDO', type: 0xcafe1a7e }]);
    expect(await readDynamicLinking(executable)).toEqual({
      interpreter: '/lib/ld.so',
      needed: ['libssl.so.3', 'libc.so.6'],
      ownName: 'libown.so.1',
    });
  });

  test.each([
    ['of no class', 4, 9, '9 is no class of an ELF file'],
    ['of no order', 5, 0, '0 is no order of bytes'],
    ['with narrow segments', 54, 8, 'its segment table is too narrow'],
    ['with narrow sections', 58, 8, 'its section table is too narrow'],
  ])('%s is damaged', async (_, at, value, why) => {
    const written = Buffer.from(writeElf([section]));
    written[at] = value;
    expect(await readExecutables(memorySource(written))).toMatchObject([{ damage: { why } }]);
  });
});

/** An ELF file whose segments tell an interpreter, notes and dynamic linking. */
function linked(): Uint8Array {
  const names = Buffer.from('\0libssl.so.3\0libc.so.6\0libown.so.1\0');
  const entries: readonly (readonly [number, number])[] = [
    [1, 1],
    [1, 13],
    [14, 23],
    [5, 0x4000],
    [10, names.length],
    [0, 0],
    [1, 13],
  ];
  const dynamic = Buffer.concat(
    entries.map(([tag, value]) => {
      const entry = Buffer.alloc(16);
      entry.writeUInt32LE(tag, 0);
      entry.writeUInt32LE(value, 8);
      return entry;
    }),
  );
  const json = '{"name":"bash"}';
  const note = Buffer.alloc(16 + 16);
  note.writeUInt32LE(4, 0);
  note.writeUInt32LE(json.length + 1, 4);
  note.writeUInt32LE(0xcafe1a7e, 8);
  note.write('FDO\0', 12);
  note.write(json, 16);
  const written = Buffer.from(
    writeElf([
      { name: '.interp', data: Buffer.from('/lib/ld.so\0'), address: 0x1000 },
      { name: '.note.package', data: note, address: 0x2000 },
      { name: '.dynamic', data: dynamic, address: 0x3000 },
      { name: '.dynstr', data: names, address: 0x4000 },
    ]),
  );
  for (const [index, type] of [3, 4, 2, 1].entries()) written.writeUInt32LE(type, 64 + index * 56);
  return written;
}

describe('files of other systems', () => {
  const data = { name: '.data', data: inlineBuildInfo('go1.22.3', MODULES), address: 0x1000, isWritable: true };

  test('a PE file is read', async () => {
    const executable = await only(writePe([data]));
    expect(executable).toMatchObject({ format: 'PE', architecture: 'x86_64', addressSize: 8 });
    expect(executable.section('.data')).toMatchObject({ address: 0x1_4000_1000 });
    expect(await readGoBuildInfo(executable)).toMatchObject(EXPECTED);
  });

  test('a Mach-O file is read', async () => {
    const executable = await only(writeMachO([{ ...data, name: '__go_buildinfo' }]));
    expect(executable).toMatchObject({ format: 'Mach-O', architecture: 'x86_64' });
    expect(executable.section('__DATA,__go_buildinfo')).toMatchObject({ address: 0x1000 });
    expect(await readGoBuildInfo(executable)).toMatchObject(EXPECTED);
  });

  test('a Mach-O file for several processors has several, each with its places from its own beginning', async () => {
    const part = writeMachO([{ ...data, name: '__go_buildinfo' }]);
    const reads = await readExecutables(memorySource(writeFat([part, part.subarray(0, 40), writeElf([data])])));
    expect(reads).toMatchObject([
      { executable: { format: 'Mach-O' } },
      { damage: { why: 'it ends too early' } },
      { executable: { format: 'ELF' } },
    ]);
  });
});

describe('the build information of a Go program', () => {
  const inline = inlineBuildInfo('go1.22.3', MODULES);

  test.each<[string, Uint8Array]>([
    ['in its section', writeElf([{ name: '.go.buildinfo', data: inline }])],
    [
      'in the data of one without sections',
      writeElf(
        [
          { name: '.text', data: Buffer.alloc(100), address: 0x1000 },
          { name: '.data', data: Buffer.concat([Buffer.alloc(48), inline]), address: 0x2000, isWritable: true },
        ],
        { isCut: true },
      ),
    ],
    ['of the old form', writePointedBuildInfo('go1.22.3', MODULES)],
    ['of the old form, 32 bits', writePointedBuildInfo('go1.22.3', MODULES, { is64: false })],
    ['of the old form, big endian', writePointedBuildInfo('go1.22.3', MODULES, { isBig: true })],
    ['of the old form, 32 bits, big endian', writePointedBuildInfo('go1.22.3', MODULES, { is64: false, isBig: true })],
  ])('%s is read', async (_, bytes) => {
    expect(await goOf(bytes)).toMatchObject(EXPECTED);
  });

  test('without modules has its version of Go', async () => {
    const bytes = writeElf([{ name: '.go.buildinfo', data: inlineBuildInfo('go1.21', '') }]);
    expect(await goOf(bytes)).toMatchObject({ goVersion: 'go1.21', main: undefined, dependencies: [] });
  });

  test('is not there in other programs', async () => {
    const data = { name: '.data', data: inline, address: 0x1000, isWritable: true };
    expect(await goOf(writeElf([data]))).toBeUndefined();
    expect(await goOf(writeElf([{ name: '.go.buildinfo', data: Buffer.from('none') }]))).toBeUndefined();
  });

  test('tells the lines that are no module', async () => {
    const damaged = 'path\tp\n=>\tstray\tv1\nmod\tm\tv1\ndep\nwhat\tx\tv1\n';
    const info = await goOf(writeElf([{ name: '.go.buildinfo', data: inlineBuildInfo('go1.21', damaged) }]));
    expect(info).toMatchObject({ main: { path: 'm' }, damagedLines: [2, 4, 5] });
  });

  test.each([
    ['that ends too early', inline.subarray(0, 60), 'it ends too early'],
    [
      'that claims to be long',
      claimed([0xff, 0xff, 0xff, 0xff, 0x7f]),
      'Go build information of 34359738367 bytes is too long',
    ],
    ['whose length does not end', claimed(Array.from({ length: 20 }, () => 0xff)), 'it ends too early'],
    ['without a version', inlineBuildInfo('', MODULES), 'Go build information without a version of Go'],
  ])('%s is damaged', async (_, data, why) => {
    const bytes = writeElf([{ name: '.go.buildinfo', data }], { isCut: false });
    expect(await goOf(bytes)).toMatchObject({ why });
  });
});

/** Build information whose first length is written so. */
function claimed(length: readonly number[]): Uint8Array {
  return Buffer.concat([inlineBuildInfo('', '').subarray(0, 32), Buffer.from(length)]);
}

async function cratesOf(data: Uint8Array): Promise<CargoAudit | Damage | undefined> {
  return readCargoAudit(await only(writeElf([{ name: '.dep-v0', data }])));
}

describe('the crates of a Rust program', () => {
  const LIST = {
    packages: [
      { name: 'tool', version: '0.1.0', source: 'local', dependencies: [1, 2], root: true },
      { name: 'serde', version: '1.0.1', source: 'crates.io' },
      { name: 'cc', version: '1.0.0', source: 'crates.io', kind: 'build' },
      { name: 'no version' },
      7,
    ],
  };

  test('are read, and what is none is counted', async () => {
    expect(await cratesOf(deflateSync(JSON.stringify(LIST)))).toMatchObject({
      crates: [
        { name: 'tool', version: '0.1.0', source: 'local', kind: 'runtime', dependencies: ['serde'], isRoot: true },
        { name: 'serde', kind: 'runtime', dependencies: [], isRoot: false },
        { name: 'cc', kind: 'build' },
      ],
      damaged: 2,
    });
  });

  test.each([
    ['not packed', Buffer.from('{}'), 'the list of crates cannot be unpacked to at most 8388608 bytes'],
    [
      'a bomb',
      deflateSync(Buffer.alloc(9 * 1024 * 1024)),
      'the list of crates cannot be unpacked to at most 8388608 bytes',
    ],
    ['not JSON', deflateSync('{'), 'there is no list of crates'],
    ['another list', deflateSync('{"crates":[]}'), 'there is no list of crates'],
  ])('that are %s are damaged', async (_, data, why) => {
    expect(await cratesOf(data)).toMatchObject({ why });
  });

  test('are not there in other programs', async () => {
    expect(await readCargoAudit(await only(writeElf([])))).toBeUndefined();
  });
});

describe('what is no executable', () => {
  test.each([
    ['nothing', ''],
    ['text', 'hello'],
    ['a script', '#!/bin/sh\necho hello\n'],
    ['a program of DOS', `MZ${' '.repeat(200)}`],
    ['a compiled class of Java', '\xca\xfe\xba\xbe\0\0\0\x41rest'],
  ])('%s has none', async (_, text) => {
    expect(await readExecutables(memorySource(Buffer.from(text, 'latin1')))).toEqual([]);
  });
});

test('whatever bytes stand in a file, reading it never fails otherwise', async () => {
  const files = [
    linked(),
    writePointedBuildInfo('go1.17', MODULES),
    writeElf([{ name: '.go.buildinfo', data: inlineBuildInfo('go1.22.3', MODULES) }]),
    writeElf([{ name: '.dep-v0', data: deflateSync('{"packages":[]}') }]),
  ];
  await assertLaw(
    asyncProperty(nat(3), nat(600), uint8Array({ maxLength: 12 }), nat(100), async (which, at, noise, cut) => {
      const broken = Buffer.from(files[which] ?? []);
      broken.set(noise.subarray(0, Math.max(0, broken.length - at)), Math.min(at, broken.length));
      const reads = await readExecutables(memorySource(broken.subarray(0, broken.length - cut)));
      expect(reads.length).toBeLessThan(2);
      for (const read of reads) {
        if ('damage' in read) continue;
        await readGoBuildInfo(read.executable);
        await readCargoAudit(read.executable);
        await readElfNotes(read.executable);
        await readDynamicLinking(read.executable);
      }
    }),
    { numRuns: 1000 },
  );
});
