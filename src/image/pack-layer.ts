import type { Problem } from '../core/errors.ts';
import type { TarEntry, TarType } from '../formats/tar/entry.ts';
import type { ReadLayer, VisitedFile } from './read-layer.ts';

/**
 * A layer that was read, as bytes: to be moved between threads and kept between runs, where an object for each of a hundred thousand
 * entries would cost more than reading it did. Numbers stand in columns in the byte order of this machine, each of eight bytes: the
 * head, then those of `NUMBERS`; behind them all names and targets of links as one text, and the rest as JSON. Its items are plain data.
 */
export type PackedLayer = Uint8Array<ArrayBuffer>;

/** Every kind of entry; its place is its number. New ones come last. */
const TYPES = [
  'file',
  'directory',
  'symbolic-link',
  'hard-link',
  'character-device',
  'block-device',
  'fifo',
  'other',
] as const satisfies readonly TarType[];

/** The columns of an entry. The lengths of its texts are in UTF-16 units. */
const NUMBERS: readonly ((entry: TarEntry) => number)[] = [
  ({ type }) => TYPES.indexOf(type),
  ({ isSparse }) => Number(isSparse),
  ({ mode }) => mode,
  ({ userId }) => userId,
  ({ groupId }) => groupId,
  ({ size }) => size,
  ({ modified }) => modified,
  ({ body }) => body.offset,
  ({ body }) => body.length,
  ({ name }) => name.length,
  ({ linkName }) => linkName.length,
];

/** Says that it was packed by this code on a machine with this byte order. */
const MARK = 0x504c_0001;

/** The mark, the number of entries, the bytes of the texts. */
const HEAD_NUMBERS = 3;
const NUMBER_BYTES = 8;

/** What is written as JSON. */
interface Rest<Item> {
  readonly visited: readonly VisitedFile<Item>[];
  readonly digest?: string | undefined;
  readonly diffId?: string | undefined;
  readonly size: number;
  readonly problems: readonly Problem[];
}

/** Packs a layer. */
export function packLayer<Item>({ entries, ...rest }: ReadLayer<Item>): PackedLayer {
  const texts = Buffer.from(entries.map(({ name, linkName }) => name + linkName).join(''), 'utf8');
  const json = Buffer.from(JSON.stringify(rest satisfies Rest<Item>), 'utf8');
  const numbers = new Float64Array(HEAD_NUMBERS + NUMBERS.length * entries.length);
  numbers.set([MARK, entries.length, texts.length]);
  for (const [column, numberOf] of NUMBERS.entries()) {
    const start = HEAD_NUMBERS + column * entries.length;
    for (const [row, entry] of entries.entries()) numbers[start + row] = numberOf(entry);
  }
  const packed = new Uint8Array(numbers.byteLength + texts.length + json.length);
  packed.set(new Uint8Array(numbers.buffer));
  packed.set(texts, numbers.byteLength);
  packed.set(json, numbers.byteLength + texts.length);
  return packed;
}

/** Unpacks what `packLayer` made with the same kind of items; undefined where these are no such bytes. Damage within is for a checksum. */
export function unpackLayer<Item>(packed: PackedLayer): ReadLayer<Item> | undefined {
  const aligned = packed.byteOffset % NUMBER_BYTES === 0 ? packed : new Uint8Array(packed);
  if (aligned.length < HEAD_NUMBERS * NUMBER_BYTES) return undefined;
  const [mark, count = 0, textBytes = 0] = new Float64Array(aligned.buffer, aligned.byteOffset, HEAD_NUMBERS);
  const textStart = (HEAD_NUMBERS + NUMBERS.length * count) * NUMBER_BYTES;
  if (mark !== MARK || textStart + textBytes > aligned.length) return undefined;
  const columns = columnsOf(aligned, count);
  const texts = new TextDecoder().decode(aligned.subarray(textStart, textStart + textBytes));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- packLayer wrote it, and the caller knows with which items
  const rest = JSON.parse(new TextDecoder().decode(aligned.subarray(textStart + textBytes))) as Rest<Item>;
  return { digest: undefined, diffId: undefined, ...rest, entries: entriesOf(columns, texts, count) };
}

type Column = Float64Array | undefined;

function columnsOf(packed: PackedLayer, count: number): readonly Float64Array[] {
  const start = packed.byteOffset + HEAD_NUMBERS * NUMBER_BYTES;
  return NUMBERS.map((_, column) => new Float64Array(packed.buffer, start + column * count * NUMBER_BYTES, count));
}

function entriesOf(columns: readonly Float64Array[], texts: string, count: number): readonly TarEntry[] {
  const [types, sparse, modes, users, groups, sizes, times, offsets, lengths, names, links] = columns;
  let at = 0;
  const text = (units: number): string => texts.slice(at, (at += units));
  return Array.from({ length: count }, (_, row): TarEntry => {
    const number = (column: Column): number => column?.[row] ?? 0;
    return {
      name: text(number(names)),
      type: TYPES[number(types)] ?? 'other',
      linkName: text(number(links)),
      mode: number(modes),
      userId: number(users),
      groupId: number(groups),
      size: number(sizes),
      modified: number(times),
      body: { offset: number(offsets), length: number(lengths) },
      isSparse: number(sparse) === 1,
    };
  });
}
