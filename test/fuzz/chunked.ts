import { zstdCompressSync } from 'node:zlib';
import { ChunkFault } from '../../src/formats/chunked/chunk.ts';
import { readLazily } from '../../src/image/lazy/read-lazily.ts';
import type { TableClaim } from '../../src/image/lazy/table-claim.ts';
import type { VisitFile } from '../../src/image/read-layer.ts';
import { writeEstargz } from '../image/write-estargz.ts';
import { digestOf } from '../image/write-layout.ts';
import { overwritten } from './overwritten.ts';
import type { FuzzTarget } from './target.ts';

const FILES = { 'etc/a': 'one', 'usr/b': 'two'.repeat(300), '.prefetch.landmark': '\u000f' };
const layer = writeEstargz(FILES);
const CONTENTS = new Set<string>(Object.values(FILES));

/** A table of contents is what is changed: whatever it says, the layer behind it is the same. */
const TABLES: readonly string[] = [
  tableOf((rows) => rows),
  tableOf(([row, ...rows]) => [{ ...row, chunkSize: 1 }, { ...row, type: 'chunk', chunkOffset: 1 }, ...rows]),
  tableOf((rows) => rows.map((row) => ({ ...row, endOffset: 900, innerOffset: 1, modtime: '2026-01-02T03:04:05Z' }))),
];

function tableOf(rows: NonNullable<NonNullable<Parameters<typeof writeEstargz>[1]>['rows']>): string {
  let table = '';
  writeEstargz(FILES, { rows, table: (text) => (table = text) });
  return table;
}

const whole: VisitFile<string> = (_, body) =>
  body.open().then(async (source) => textOf(await source.read(0, source.size)));

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}

/** The reader of tables of contents of layers: what it tells of a file is what the digest of that is of, and all else is a fault. */
export const chunked: FuzzTarget = {
  seeds: TABLES,
  async check(text, mutator) {
    const table = overwritten(text, TABLES, mutator);
    const lying = writeEstargz(FILES, { table: () => table.toString('latin1') });
    const damaged = overwritten(Buffer.from(layer.blob).toString('latin1'), [], mutator);
    await read(lying.blob, { format: 'estargz', digest: tableDigest(lying.annotations) });
    await read(damaged, { format: 'estargz', digest: tableDigest(layer.annotations) });
    const packed = zstdCompressSync(table);
    const place = { offset: layer.blob.length, length: packed.length };
    await read(Buffer.concat([layer.blob, packed]), { format: 'zstd:chunked', digest: digestOf(packed), ...place });
  },
};

function tableDigest(annotations: Readonly<Record<string, string>>): string {
  return Object.values(annotations)[0] ?? '';
}

async function read(blob: Uint8Array, claim: TableClaim): Promise<void> {
  const parts = {
    size: blob.length,
    read: async (offset: number, length: number) => {
      if (offset < 0 || length <= 0 || offset + length > blob.length) throw new Error(`${length} bytes from ${offset}`);
      return blob.subarray(offset, offset + length);
    },
  };
  const told = await readLazily({ claim, parts, maxBytes: 1e6, visit: whole }).catch((error: unknown) => error);
  if (told instanceof ChunkFault) return;
  if (told instanceof Error || !isLayer(told)) throw told;
  const others = told.visited.filter(({ item }) => item !== '' && !CONTENTS.has(item));
  if (others.length > 0) throw new Error(`it tells ${JSON.stringify(others)}`);
}

function isLayer(told: unknown): told is Awaited<ReturnType<typeof readLazily<string>>> {
  return typeof told === 'object' && told !== null && 'visited' in told;
}
