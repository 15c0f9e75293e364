import { deflateSync } from 'node:zlib';
import type { ByteSource } from '../../src/core/ports.ts';
import { SeekingReader } from '../../src/formats/byte-reader.ts';
import { memorySource } from '../../src/formats/byte-source.ts';
import { readCargoAudit } from '../../src/formats/executable/cargo-audit.ts';
import { readDynamicLinking } from '../../src/formats/executable/elf-dynamic.ts';
import { readGoBuildInfo } from '../../src/formats/executable/go-build-info.ts';
import { readGoFunctions } from '../../src/formats/executable/go-functions.ts';
import { readPackageNotes } from '../../src/formats/executable/package-note.ts';
import { readExecutables } from '../../src/formats/executable/read-executables.ts';
import { unneededParts } from '../../src/formats/executable/unneeded-parts.ts';
import { PassingSource } from '../../src/formats/passing-source.ts';
import { writeElf } from '../formats/write-elf.ts';
import { writeFat, writeMachO, writePe } from '../formats/write-executables.ts';
import { inlineBuildInfo, writePointedBuildInfo } from '../formats/write-go-build-info.ts';
import { goFunctions } from '../formats/write-go-functions.ts';
import { packageNote } from '../formats/write-note.ts';
import { overwritten } from './overwritten.ts';
import type { FuzzTarget } from './target.ts';

const MODULES =
  'path\tp\nmod\texample.com/m\tv1.0.0\th1:x\ndep\ta\tv1\n=>\tb\tv2\nbuild\t-ldflags="-X main.version=1"\n';
const GO = inlineBuildInfo('go1.22', MODULES);
const FUNCTIONS = goFunctions(['main.main', 'net/http.(*Server).Serve']);
const CRATES = deflateSync('{"packages":[{"name":"a","version":"1"}]}');

const SEEDS = [
  writeElf([{ name: '.go.buildinfo', data: GO, address: 0x1000, isWritable: true }]),
  writeElf([{ name: '.data', data: GO, address: 0x1000, isWritable: true }], { isCut: true }),
  writeElf([{ name: '.gopclntab', data: FUNCTIONS }]),
  writeElf([
    { name: '.text', data: Buffer.alloc(512, 0xcc), address: 0x1000, isRunnable: true },
    { name: '.gopclntab', data: FUNCTIONS, address: 0x2000 },
    { name: '.go.buildinfo', data: GO, address: 0x3000, isWritable: true },
  ]),
  writePe([{ name: '.rdata', data: FUNCTIONS, address: 0x1000 }]),
  writePointedBuildInfo('go1.17', MODULES),
  writePointedBuildInfo('go1.17', MODULES, { is64: false, isBig: true }),
  writeElf([{ name: '.dep-v0', data: CRATES }], { is64: false }),
  writeElf([packageNote({ type: 'rpm', name: 'a', version: '1-1.fc40' })]),
  writePe([{ name: '.data', data: GO, address: 0x1000, isWritable: true }]),
  writeMachO([{ name: '__go_buildinfo', data: GO, address: 0x1000, isWritable: true }]),
  writeFat([writeMachO([{ name: '.dep-v0', data: CRATES, address: 0x1000 }])]),
].map((bytes) => Buffer.from(bytes).toString('latin1'));

/** The readers of executables: what they find, or damage with a place. */
export const executable: FuzzTarget = {
  seeds: SEEDS,
  async check(text, mutator) {
    const bytes = overwritten(text, SEEDS, mutator);
    const whole = await answersOf(memorySource(bytes));
    const passing = await answersOf(await passingSource(bytes));
    if (passing !== whole && !passing.includes('to be held in memory'))
      throw new Error(`what goes by tells ${passing}, and what is held ${whole}`);
  },
};

/** What each reader finds in each executable of a file. */
async function answersOf(source: ByteSource): Promise<string> {
  const answers: unknown[] = [];
  for (const read of await readExecutables(source)) {
    if ('damage' in read) {
      answers.push(read.damage);
      continue;
    }
    answers.push(await readGoBuildInfo(read.executable));
    answers.push(await readGoFunctions(read.executable));
    answers.push(await readCargoAudit(read.executable));
    answers.push(await readPackageNotes(read.executable));
    answers.push(await readDynamicLinking(read.executable));
  }
  return JSON.stringify(answers);
}

const BLOCK = 64;

/** The bytes as those of a large file that streams by. */
async function passingSource(bytes: Buffer): Promise<ByteSource> {
  const memory = Buffer.alloc(4 * BLOCK);
  const reader = new SeekingReader(memorySource(bytes));
  const source = new PassingSource({ reader, memory, known: 0, size: bytes.length }, { block: BLOCK, packed: 256 });
  await source.forget(unneededParts);
  return source;
}
