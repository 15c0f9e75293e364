import { zstdDecompressSync } from 'node:zlib';
import type { ByteSource } from '../../core/ports.ts';
import { isMapping } from '../../core/record.ts';
import { memorySource } from '../../formats/byte-source.ts';
import type { Affected } from '../advisory.ts';
import { isHeadCode, isIndex, isPackageCode } from './block-guards.ts';
import { decodeEntry } from './entry-code.ts';
import { type AdvisoryHead, decodeHead } from './head-code.ts';
import {
  type BlockPlace,
  FOOTER_BYTES,
  HEADS_PER_BLOCK,
  MARK,
  type PackageCode,
  SHARD_FORMAT,
  type ShardIndex,
} from './shard.ts';

/** The entries of one advisory for a package; its head is read when it is asked for. */
export interface KeptAdvisory {
  readonly entries: readonly Affected[];
  readonly head: () => Promise<AdvisoryHead>;
}

/** The most that a block unpacks to, in bytes. */
const MAX_BLOCK_BYTES = 64 * 1024 * 1024;

/** How much of unpacked blocks of each kind is kept at hand, in characters. */
const KEPT_CHARACTERS = 16 * 1024 * 1024;

/** A shard that is no larger is read at once, which costs less than to ask for its blocks. In bytes. */
const READ_AT_ONCE = 1024 * 1024;

const NONE: readonly KeptAdvisory[] = [];

/** That a shard is damaged: what stands in it is not to be used. */
export class DamagedShard extends Error {}

/** The advisories of one ecosystem and release, read where they are wanted. */
export class Shard {
  readonly index: ShardIndex;
  readonly #source: ByteSource;
  readonly #packages = new Kept<PackageBlock>(KEPT_CHARACTERS);
  readonly #heads = new Kept<HeadBlock>(KEPT_CHARACTERS);

  private constructor(source: ByteSource, index: ShardIndex) {
    this.#source = source;
    this.index = index;
  }

  /** Opens a shard; what is none, or of another format, throws a `DamagedShard`. */
  static async open(given: ByteSource): Promise<Shard> {
    const source = given.size > READ_AT_ONCE ? given : await heldWhole(given);
    const footer = Buffer.from(await source.read(Math.max(0, source.size - FOOTER_BYTES), FOOTER_BYTES));
    if (footer.length < FOOTER_BYTES || footer.toString('latin1', 0, MARK.length) !== MARK)
      throw new DamagedShard('no mark');
    const place = [
      Number(footer.readBigUInt64LE(MARK.length)),
      Number(footer.readBigUInt64LE(MARK.length + 8)),
    ] as const;
    const index = parsed(await readBlock(source, place), place[0]);
    if (isMapping(index) && index['format'] !== SHARD_FORMAT)
      throw new DamagedShard('another version of Plimsoll wrote it');
    if (!isIndex(index)) throw new DamagedShard('no index');
    return new Shard(source, index);
  }

  /** What is known of a package; nothing where no advisory names it. */
  async lookUp(name: string): Promise<readonly KeptAdvisory[]> {
    return this.lookUpAtHand(name) ?? this.#lookUpInFile(name);
  }

  /** The same where its block is at hand, which costs a fraction; undefined where it has to be read. */
  lookUpAtHand(name: string): readonly KeptAdvisory[] | undefined {
    const number = blockOf(this.index.names, name);
    if (number < 0) return NONE;
    const block = this.#packages.get(number);
    return block === undefined ? undefined : this.#keptIn(block, name);
  }

  async #lookUpInFile(name: string): Promise<readonly KeptAdvisory[]> {
    const number = blockOf(this.index.names, name);
    const place = this.index.names[number];
    return place === undefined ? NONE : this.#keptIn(await this.#readPackages(number, place), name);
  }

  #keptIn(block: PackageBlock, name: string): readonly KeptAdvisory[] {
    const code = block.find(name);
    if (code === undefined) return NONE;
    const [, ...entries] = code;
    return entries.map(([head, ...codes]) => ({
      entries: codes.map((each) => decodeEntry(each, this.index.ecosystem, name)),
      head: async () => this.#head(head),
    }));
  }

  async close(): Promise<void> {
    await this.#source.close();
  }

  async #readPackages(number: number, [, ...place]: ShardIndex['names'][number]): Promise<PackageBlock> {
    const text = await readBlock(this.#source, place);
    return this.#packages.keep(number, new PackageBlock(text, place[0]), text.length);
  }

  async #head(number: number): Promise<AdvisoryHead> {
    const block = Math.floor(number / HEADS_PER_BLOCK);
    const heads = this.#heads.get(block) ?? (await this.#readHeads(block));
    return heads.at(number % HEADS_PER_BLOCK);
  }

  async #readHeads(number: number): Promise<HeadBlock> {
    const place = this.index.heads[number];
    if (place === undefined) throw new DamagedShard(`no block of advisories ${number}`);
    const text = await readBlock(this.#source, place);
    return this.#heads.keep(number, new HeadBlock(text, place[0]), text.length);
  }
}

/** Packages sorted by their names, a line for each, which is looked for and read when it is asked for. */
class PackageBlock {
  readonly #lines: readonly string[];
  readonly #read = new Map<string, PackageCode>();
  readonly #offset: number;

  constructor(text: string, offset: number) {
    this.#lines = text.split('\n');
    this.#offset = offset;
  }

  find(name: string): PackageCode | undefined {
    const known = this.#read.get(name);
    const line = known === undefined ? this.#lineOf(name) : undefined;
    if (line === undefined) return known;
    const code = parsed(line, this.#offset);
    if (!isPackageCode(code)) throw new DamagedShard(`no package in the block at byte ${this.#offset}`);
    this.#read.set(name, code);
    return code;
  }

  #lineOf(name: string): string | undefined {
    let [low, high] = [0, this.#lines.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const line = this.#lines[middle] ?? '';
      const here = nameIn(line, this.#offset);
      if (here === name) return line;
      if (here < name) low = middle + 1;
      else high = middle;
    }
    return undefined;
  }
}

/** The name of a package at the beginning of its line: `["name"`. */
function nameIn(line: string, offset: number): string {
  let end = line.startsWith('["') ? line.indexOf('"', 2) : -1;
  while (end > 0 && isEscaped(line, end)) end = line.indexOf('"', end + 1);
  if (end < 0) throw new DamagedShard(`no block of packages at byte ${offset}`);
  const written = line.slice(2, end);
  return written.includes('\\') ? String(parsed(`"${written}"`, offset)) : written;
}

/** Whether an odd number of backslashes stands before a character. */
function isEscaped(text: string, position: number): boolean {
  let start = position;
  while (text[start - 1] === '\\') start -= 1;
  return (position - start) % 2 === 1;
}

/** Advisories, each of which is read when it is asked for. */
class HeadBlock {
  readonly #lines: readonly string[];
  readonly #read = new Map<number, AdvisoryHead>();
  readonly #offset: number;

  constructor(text: string, offset: number) {
    this.#lines = text.split('\n');
    this.#offset = offset;
  }

  at(position: number): AdvisoryHead {
    const known = this.#read.get(position);
    if (known !== undefined) return known;
    const code = parsed(this.#lines[position] ?? '', this.#offset);
    if (!isHeadCode(code)) throw new DamagedShard(`no advisory ${position} in the block at byte ${this.#offset}`);
    const head = decodeHead(code);
    this.#read.set(position, head);
    return head;
  }
}

async function heldWhole(source: ByteSource): Promise<ByteSource> {
  return { ...memorySource(await source.read(0, source.size)), close: async () => source.close() };
}

/** The block in which a name would stand: the last one that begins with it or before it; -1 where there is none. */
function blockOf(names: ShardIndex['names'], name: string): number {
  let [low, high] = [0, names.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((names[middle]?.[0] ?? '') <= name) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

async function readBlock(source: ByteSource, [offset, length]: BlockPlace): Promise<string> {
  const packed = await source.read(offset, length);
  try {
    return zstdDecompressSync(packed, { maxOutputLength: MAX_BLOCK_BYTES }).toString();
  } catch (error) {
    throw new DamagedShard(`a damaged block at byte ${offset}`, { cause: error });
  }
}

function parsed(text: string, offset: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DamagedShard(`a damaged block at byte ${offset}`, { cause: error });
  }
}

/** Values that were made lately, of a size all together; the one that was made first goes first. */
class Kept<Value> {
  readonly #most: number;
  readonly #values = new Map<number, { readonly value: Value; readonly size: number }>();
  #size = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: number): Value | undefined {
    return this.#values.get(key)?.value;
  }

  keep(key: number, value: Value, size: number): Value {
    this.#size += size - (this.#values.get(key)?.size ?? 0);
    this.#values.set(key, { value, size });
    for (const [oldest, { size: freed }] of this.#values) {
      if (this.#size <= this.#most || oldest === key) break;
      this.#values.delete(oldest);
      this.#size -= freed;
    }
    return value;
  }
}
