import { StreamReader } from '../../src/formats/byte-reader.ts';
import type { TarEntry } from '../../src/formats/tar/entry.ts';
import { readTar } from '../../src/formats/tar/read-tar.ts';
import { FileIndex } from '../../src/image/file-index.ts';
import { extended, writeTar } from '../image/write-tar.ts';
import type { FuzzTarget } from './target.ts';

const SEEDS = [
  writeTar([
    { name: 'etc/', flag: '5' },
    { name: 'etc/passwd', body: 'root:x:0:0::/root:/bin/sh\n' },
    { name: 'lib', flag: '2', link: 'usr/lib' },
    { name: 'lib/.wh.old', body: '' },
    { name: 'etc/.wh..wh..opq', body: '' },
    { name: 'hard', flag: '1', link: 'etc/passwd' },
  ]),
  writeTar([
    extended({ path: 'a/very/long/name', size: '3' }),
    { name: 'cut', body: 'abc', size: 0 },
    { name: '././@LongLink', flag: 'L', body: 'another/long/name\0' },
    { name: 'cut', body: 'x' },
  ]),
];

/** The most files that the inputs can make: each has far fewer headers. */
const MOST = 10_000;

/** The reader of layers: entries or a problem, and an index in which every file lies within the image. */
export const tar: FuzzTarget = {
  seeds: SEEDS.map((bytes) => Buffer.from(bytes).toString('latin1')),
  async check(text) {
    const entries: TarEntry[] = [];
    for await (const item of readTar(new StreamReader(chunksOf(withChecksums(Buffer.from(text, 'latin1')))))) {
      if ('entry' in item) entries.push(item.entry);
    }
    const index = new FileIndex();
    index.add(entries);
    index.add(entries.toReversed());
    const paths = [...index.files()].map(({ path }) => path);
    if (paths.length > MOST) throw new Error(`${paths.length} files of ${text.length} bytes`);
    const outside = paths.find((path) => path.startsWith('/') || path.split('/').includes('..'));
    if (outside !== undefined) throw new Error(`${outside} lies outside`);
  },
};

/** Mends the checksums of what looks like a header, or nearly every input would end at its first one. */
function withChecksums(bytes: Buffer): Buffer {
  for (let at = 0; at + 512 <= bytes.length; at += 512) {
    if (bytes.toString('latin1', at + 257, at + 262) !== 'ustar') continue;
    bytes.fill(' ', at + 148, at + 156);
    const sum = bytes.subarray(at, at + 512).reduce((total, byte) => total + byte, 0);
    bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, at + 148);
  }
  return bytes;
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 600) yield bytes.subarray(at, at + 600);
}
