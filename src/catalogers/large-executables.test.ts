import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type WrittenSection, writeElf } from '../../test/formats/write-elf.ts';
import { inlineBuildInfo } from '../../test/formats/write-go-build-info.ts';
import { goFunctions } from '../../test/formats/write-go-functions.ts';
import { writeTar } from '../../test/image/write-tar.ts';
import { SeekingReader, StreamReader } from '../formats/byte-reader.ts';
import { memorySource } from '../formats/byte-source.ts';
import { readTar } from '../formats/tar/read-tar.ts';
import { catalogers } from './all.ts';
import { type CatalogedFile, catalogFiles } from './catalog-files.ts';

const MB = 1024 * 1024;
const MODULES = 'path\tp\nmod\texample.com/m\tv1.0.0\th1:x\ndep\texample.com/d\tv1.2.3\th1:y\n';

const CODE: WrittenSection = {
  name: '.text',
  data: Buffer.alloc(36 * MB, 0xcc),
  address: 0x1000_0000,
  isRunnable: true,
};
const CONSTANTS: WrittenSection = {
  name: '.gopclntab',
  data: goFunctions(['main.main', 'net/http.(*Server).Serve']),
  address: 0x2000_0000,
};
const DATA: WrittenSection = {
  name: '.go.buildinfo',
  data: inlineBuildInfo('go1.22.3', MODULES),
  address: 0x3000_0000,
  isWritable: true,
};
const TEXTS: WrittenSection = {
  name: '.data',
  data: Buffer.from('node.js/v20.1.2'),
  address: 0x4000_0000,
  isWritable: true,
};
const CRATES: WrittenSection = {
  name: '.dep-v0',
  data: deflateSync('{"packages":[{"name":"serde","version":"1.0.0","source":"crates.io"}]}'),
};

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 300_000) yield bytes.subarray(at, at + 300_000);
}

async function catalog(executable: Uint8Array, streams: boolean): Promise<readonly CatalogedFile[]> {
  const tar = writeTar([{ name: 'usr/bin/node', body: executable, mode: 0o755 }]);
  const reader = streams ? new StreamReader(pieces(tar)) : new SeekingReader(memorySource(tar));
  for await (const item of readTar(reader, { take: catalogFiles(catalogers) }))
    if ('taken' in item) return item.taken ?? [];
  return [];
}

describe('of a large executable that streams by', () => {
  test.each<[string, Uint8Array]>([
    ['with its code apart', writeElf([CODE, CONSTANTS, DATA, TEXTS, CRATES])],
    ['with its code behind', writeElf([CONSTANTS, DATA, TEXTS, CRATES, CODE])],
    ['with constants among its code', writeElf([CODE, { ...CONSTANTS, isRunnable: true }, DATA, TEXTS, CRATES])],
    ['without names for its parts', writeElf([CODE, CONSTANTS, DATA, TEXTS], { isCut: true })],
  ])('%s, the same is found as where it stands', async (_, executable) => {
    const streamed = await catalog(executable, true);
    expect(streamed).toEqual(await catalog(executable, false));
    const found = streamed.flatMap(({ items }) =>
      items.map((item) => (item.kind === 'package' ? item.package.name : item.kind)),
    );
    expect(found).toEqual(expect.arrayContaining(['node', 'm', 'd', 'stdlib', 'functions']));
  });
});
