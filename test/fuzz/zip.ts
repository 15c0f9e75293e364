import { memorySource } from '../../src/formats/byte-source.ts';
import { nestedArchives } from '../../src/formats/zip/nested.ts';
import type { ReadEntry } from '../../src/formats/zip/read-zip.ts';
import { type WrittenZipEntry, writeZip } from '../formats/write-zip.ts';
import { overwritten } from './overwritten.ts';
import type { FuzzTarget } from './target.ts';

const ENTRIES: readonly WrittenZipEntry[] = [
  { name: 'META-INF/MANIFEST.MF', body: 'Manifest-Version: 1.0\n' },
  { name: 'stored', body: 'as it is', method: 0 },
  { name: 'streamed', body: 'x'.repeat(500), isStreamed: true },
];
const NESTED = [...ENTRIES, { name: 'inner.jar', body: writeZip(ENTRIES), method: 0 }];

const SEEDS = [
  writeZip(ENTRIES),
  writeZip(NESTED, { before: '#!/bin/sh\n' }),
  writeZip([{ name: 'packed.jar', body: writeZip(NESTED) }], { isWide: true, comment: 'comment' }),
  writeZip(ENTRIES).subarray(0, 200),
].map((bytes) => Buffer.from(bytes).toString('latin1'));

const MOST = 100_000;

/** The reader of ZIP archives and of those in them: what it unpacks is no longer than it may be. */
export const zip: FuzzTarget = {
  seeds: SEEDS,
  async check(text, mutator) {
    const bytes = overwritten(text, SEEDS, mutator);
    const limits = { maxArchives: 100, maxEntries: 10_000, maxArchiveBytes: MOST, maxBytes: 10 * MOST };
    const options = { isArchive: (name: string) => name.endsWith('.jar'), limits };
    for await (const item of nestedArchives(memorySource(bytes), options)) {
      if ('damage' in item) continue;
      for await (const read of item.zip.readAll(item.zip.entries, MOST)) expectShort(read);
    }
  },
};

function expectShort(read: readonly ReadEntry[]): void {
  for (const [{ name }, bytes] of read)
    if (bytes instanceof Uint8Array && bytes.length > MOST) throw new Error(`${bytes.length} bytes of ${name}`);
}
