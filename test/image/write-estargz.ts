import { gzipSync } from 'node:zlib';
import { digestOf } from './write-layout.ts';
import { writeTar } from './write-tar.ts';

/** A row of a table of contents. */
export type TableRow = Readonly<Record<string, unknown>>;

/** A layer in eStargz, and the annotations that belong to it. */
export interface WrittenChunked {
  readonly blob: Uint8Array;
  readonly annotations: Readonly<Record<string, string>>;
}

/** What differs from a sound layer. */
export interface ChunkedLies {
  /** Other rows than those of the files. */
  readonly rows?: (rows: readonly TableRow[]) => readonly unknown[];
  /** Another text than the table. */
  readonly table?: (table: string) => string;
  readonly tableStart?: number;
}

/** Packs files as one layer, each as one chunk. */
export function writeEstargz(
  files: Readonly<Record<string, string | Uint8Array>>,
  lies: ChunkedLies = {},
): WrittenChunked {
  const members: Uint8Array[] = [];
  const rows: TableRow[] = [];
  let offset = 0;
  const add = (bytes: Uint8Array): void => {
    const member = gzipSync(bytes);
    members.push(member);
    offset += member.length;
  };
  for (const [name, body] of Object.entries(files)) {
    const bytes = Buffer.from(body);
    const entry = writeTar([{ name, body: bytes }], false);
    add(entry.subarray(0, 512));
    rows.push({ name, type: 'reg', size: bytes.length, mode: 0o644, offset, chunkDigest: digestOf(bytes) });
    add(entry.subarray(512));
  }
  const table = JSON.stringify({ version: 1, entries: lies.rows?.(rows) ?? rows });
  const written = Buffer.from(lies.table?.(table) ?? table);
  const tableStart = lies.tableStart ?? offset;
  add(writeTar([{ name: 'stargz.index.json', body: written }]));
  return {
    blob: Buffer.concat([...members, footerOf(tableStart)]),
    annotations: { 'containerd.io/snapshot/stargz/toc.digest': digestOf(written) },
  };
}

/** The last bytes of a layer in eStargz. */
export function footerOf(tableStart: number): Uint8Array {
  const start = `${tableStart.toString(16).padStart(16, '0')}STARGZ`;
  const head = Buffer.from('1f8b08040000000000ff1a0053471600', 'hex');
  return Buffer.concat([head, Buffer.from(start), Buffer.from('010000ffff0000000000000000', 'hex')]);
}
