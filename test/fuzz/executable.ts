import { deflateSync } from 'node:zlib';
import { memorySource } from '../../src/formats/byte-source.ts';
import { readCargoAudit } from '../../src/formats/executable/cargo-audit.ts';
import { readDynamicLinking } from '../../src/formats/executable/elf-dynamic.ts';
import { readElfNotes } from '../../src/formats/executable/elf-notes.ts';
import { readGoBuildInfo } from '../../src/formats/executable/go-build-info.ts';
import { readGoFunctions } from '../../src/formats/executable/go-functions.ts';
import { readExecutables } from '../../src/formats/executable/read-executables.ts';
import { writeElf } from '../formats/write-elf.ts';
import { writeFat, writeMachO, writePe } from '../formats/write-executables.ts';
import { inlineBuildInfo, writePointedBuildInfo } from '../formats/write-go-build-info.ts';
import { goFunctions } from '../formats/write-go-functions.ts';
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
  writePe([{ name: '.rdata', data: FUNCTIONS, address: 0x1000 }]),
  writePointedBuildInfo('go1.17', MODULES),
  writePointedBuildInfo('go1.17', MODULES, { is64: false, isBig: true }),
  writeElf([{ name: '.dep-v0', data: CRATES }], { is64: false }),
  writePe([{ name: '.data', data: GO, address: 0x1000, isWritable: true }]),
  writeMachO([{ name: '__go_buildinfo', data: GO, address: 0x1000, isWritable: true }]),
  writeFat([writeMachO([{ name: '.dep-v0', data: CRATES, address: 0x1000 }])]),
].map((bytes) => Buffer.from(bytes).toString('latin1'));

/** The readers of executables: what they find, or damage with a place. */
export const executable: FuzzTarget = {
  seeds: SEEDS,
  async check(text, mutator) {
    const bytes = overwritten(text, SEEDS, mutator);
    for (const read of await readExecutables(memorySource(bytes))) {
      if ('damage' in read) continue;
      await readGoBuildInfo(read.executable);
      await readGoFunctions(read.executable);
      await readCargoAudit(read.executable);
      await readElfNotes(read.executable);
      await readDynamicLinking(read.executable);
    }
  },
};
