import { isMapping } from '../../core/record.ts';
import type { TarEntry, TarType } from '../tar/entry.ts';
import { type ChunkedFile, ChunkFault } from './chunk.ts';
import { chunksOf, type ToldFile } from './chunks-of.ts';
import { countIn, textIn } from './row.ts';

/** The most that a table of contents may be long, in bytes, and how many objects and lists it may hold. */
export const MAX_TABLE_BYTES = 32 * 1024 * 1024;
const MAX_VALUES = 1_000_000;

const TYPES: Readonly<Record<string, TarType>> = {
  reg: 'file',
  dir: 'directory',
  symlink: 'symbolic-link',
  hardlink: 'hard-link',
  char: 'character-device',
  block: 'block-device',
  fifo: 'fifo',
};

/**
 * Reads the table of contents of a layer: of eStargz, and of zstd:chunked, which took it over and left some of it out. `end` is where the packed files
 * end in the blob. What does not tell for certain where every file lies is a `ChunkFault`. Sources: containerd/stargz-snapshotter, docs/estargz.md
 * and estargz/types.go; containers/storage, pkg/chunked/internal/minimal/compression.go.
 */
export function readTable(bytes: Uint8Array, end: number): readonly ChunkedFile[] {
  const files = toldFiles(rowsOf(bytes));
  const starts = startsOf(files, end);
  return files.map((file) => ({ entry: entryOf(file), chunks: chunksOf(file, starts) }));
}

function rowsOf(bytes: Uint8Array): readonly unknown[] {
  if (bytes.length > MAX_TABLE_BYTES)
    throw new ChunkFault(`its table of contents has more than ${MAX_TABLE_BYTES} bytes`);
  // What is parsed takes more memory than its text: a list in three bytes takes twenty times that.
  if (valuesIn(bytes) > MAX_VALUES) throw new ChunkFault(`its table of contents holds more than ${MAX_VALUES} values`);
  const table = parsed(bytes);
  if (!isMapping(table) || table['version'] !== 1 || !Array.isArray(table['entries']))
    throw new ChunkFault('its table of contents is none of version 1');
  return table['entries'];
}

const OPEN_OBJECT = 0x7b;
const OPEN_LIST = 0x5b;

/** At least as many objects and lists as there are. */
function valuesIn(bytes: Uint8Array): number {
  let values = 0;
  for (const byte of bytes) if (byte === OPEN_OBJECT || byte === OPEN_LIST) values += 1;
  return values;
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new ChunkFault('its table of contents is no JSON');
  }
}

/** The files, each with the rows of its chunks: the first of these is its own. */
function toldFiles(rows: readonly unknown[]): readonly ToldFile[] {
  const files: (ToldFile & { readonly chunks: ToldFile['row'][] })[] = [];
  for (const row of rows) {
    if (!isMapping(row)) throw new ChunkFault('its table of contents lists what is no entry');
    const name = textIn(row, 'name');
    const type = textIn(row, 'type');
    const last = files.at(-1);
    if (type === 'chunk') {
      if (last === undefined || last.name !== name || last.type !== 'file')
        throw new ChunkFault('its table of contents has a chunk that does not follow its file');
      last.chunks.push(row);
    } else files.push({ name, type: typeOf(type, name), size: countIn(row, 'size'), row, chunks: [row] });
  }
  return files;
}

/** A name that ends with a slash is that of a directory, as in an archive. */
function typeOf(type: string, name: string): TarType {
  const known = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (known === undefined || name === '') throw new ChunkFault('its table of contents has an entry of an unknown kind');
  return known === 'file' && name.endsWith('/') ? 'directory' : known;
}

/** Where something packed begins, ascending, and where all of it ends: what lies behind that is no place of this blob. */
function startsOf(files: readonly ToldFile[], end: number): Float64Array {
  const starts = files.flatMap(({ type, chunks }) =>
    type === 'file' ? chunks.map((row) => countIn(row, 'offset')) : [],
  );
  return Float64Array.from(new Set([...starts.filter((start) => start < end), end])).toSorted();
}

const PERMISSIONS = 0o7777;

function entryOf({ name, type, size, row }: ToldFile): TarEntry {
  const length = type === 'file' ? size : 0;
  return {
    name,
    type,
    linkName: type === 'symbolic-link' || type === 'hard-link' ? textIn(row, 'linkName') : '',
    mode: countIn(row, 'mode') & PERMISSIONS,
    userId: countIn(row, 'uid'),
    groupId: countIn(row, 'gid'),
    size: length,
    modified: secondsIn(textIn(row, 'modtime')),
    body: { offset: countIn(row, 'offset'), length },
    isSparse: false,
  };
}

/** Whole seconds since 1970; what Go writes for no time at all is the year 1. */
function secondsIn(time: string): number {
  const seconds = Math.floor(Date.parse(time) / 1000);
  return Number.isNaN(seconds) || time.startsWith('0001-') ? 0 : seconds;
}
