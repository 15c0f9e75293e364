/** A value to write under a tag: text, numbers of 32 bits, or a list of texts. */
export type TagValue = string | readonly number[] | readonly string[];

/** Numbers of the tags that tests write. Source: github.com/rpm-software-management/rpm/include/rpm/rpmtag.h. */
export const TAGS = {
  name: 1000,
  version: 1001,
  release: 1002,
  epoch: 1003,
  vendor: 1011,
  license: 1014,
  architecture: 1022,
  oldFileNames: 1027,
  sourceRpm: 1044,
  provides: 1047,
  requires: 1049,
  directoryIndexes: 1116,
  baseNames: 1117,
  directoryNames: 1118,
  modularity: 5096,
} as const;

/** What a package of a test has, by the names of its tags. */
export type WrittenPackage = Readonly<Partial<Record<keyof typeof TAGS, TagValue>>>;

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly data: Uint8Array;
}

/** Writes a header as rpm keeps it in a database: a signed region, and what was added to it afterwards. */
export function writeRpmHeader(tags: WrittenPackage, added: WrittenPackage = {}): Uint8Array {
  const signed = entriesOf(tags);
  const dribbles = entriesOf(added);
  const index: Buffer[] = [];
  const data: Uint8Array[] = [];
  let offset = 0;
  const write = ({ tag, type, count, data: value }: Entry): void => {
    const padding = type === 4 ? (4 - (offset % 4)) % 4 : 0;
    index.push(words(tag, type, offset + padding, count));
    data.push(Buffer.alloc(padding), value);
    offset += padding + value.length;
  };
  for (const entry of signed) write(entry);
  const regionEnd = offset;
  data.push(words(63, 7, -(signed.length + 1) * 16, 16));
  offset += 16;
  for (const entry of dribbles) write(entry);
  return Buffer.concat([words(index.length + 1, offset), words(63, 7, regionEnd, 16), ...index, ...data]);
}

function entriesOf(tags: WrittenPackage): readonly Entry[] {
  return NAMES.flatMap((name): readonly Entry[] => {
    const value = tags[name];
    return value === undefined ? [] : [entryOf(TAGS[name], value)];
  });
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant
const NAMES = Object.keys(TAGS) as readonly (keyof typeof TAGS)[];

function entryOf(tag: number, value: TagValue): Entry {
  if (typeof value === 'string') return { tag, type: 6, count: 1, data: Buffer.from(`${value}\0`) };
  const texts = value.filter((item) => typeof item === 'string');
  if (texts.length > 0) return { tag, type: 8, count: texts.length, data: Buffer.from(`${texts.join('\0')}\0`) };
  const numbers = value.filter((item) => typeof item === 'number');
  return { tag, type: 4, count: numbers.length, data: words(...numbers) };
}

/** Numbers of 32 bits, as they are written in headers. */
export function words(...numbers: readonly number[]): Buffer {
  const buffer = Buffer.alloc(numbers.length * 4);
  for (const [index, number] of numbers.entries()) buffer.writeUInt32BE(number >>> 0, index * 4);
  return buffer;
}
