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

/** How many unpacked blocks of each kind are kept at hand. */
const KEPT_BLOCKS = 64;

/** A shard that is no larger is read at once, which costs less than to ask for its blocks. In bytes. */
const READ_AT_ONCE = 256 * 1024;

/** That a shard is damaged: what stands in it is not to be used. */
export class DamagedShard extends Error {}

/** The advisories of one ecosystem and release, read where they are wanted. */
export class Shard {
  readonly index: ShardIndex;
  readonly #source: ByteSource;
  readonly #packages = new Kept<PackageBlock>(KEPT_BLOCKS);
  readonly #heads = new Kept<HeadBlock>(KEPT_BLOCKS);

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
    const block = blockOf(this.index.names, name);
    const place = this.index.names[block];
    if (place === undefined) return [];
    const [, ...entries] = (await this.#packageBlock(block, place)).find(name) ?? [name];
    return entries.map(([head, ...codes]) => ({
      entries: codes.map((code) => decodeEntry(code, this.index.ecosystem, name)),
      head: async () => this.#head(head),
    }));
  }

  async close(): Promise<void> {
    await this.#source.close();
  }

  async #packageBlock(block: number, [, ...place]: ShardIndex['names'][number]): Promise<PackageBlock> {
    return this.#packages.get(block, async () => new PackageBlock(await readBlock(this.#source, place), place[0]));
  }

  async #head(number: number): Promise<AdvisoryHead> {
    const block = Math.floor(number / HEADS_PER_BLOCK);
    const heads = await this.#heads.get(block, async () => {
      const place = this.index.heads[block];
      if (place === undefined) throw new DamagedShard(`no block of advisories ${block}`);
      return new HeadBlock(await readBlock(this.#source, place), place[0]);
    });
    return heads.at(number % HEADS_PER_BLOCK);
  }
}

/** Packages, each of which is read when it is asked for. */
class PackageBlock {
  readonly #lines = new Map<string, string>();
  readonly #read = new Map<string, PackageCode>();
  readonly #offset: number;

  constructor(text: string, offset: number) {
    this.#offset = offset;
    for (const line of text.split('\n')) this.#lines.set(nameIn(line, offset), line);
  }

  find(name: string): PackageCode | undefined {
    const known = this.#read.get(name);
    const line = known === undefined ? this.#lines.get(name) : undefined;
    if (line === undefined) return known;
    const code = parsed(line, this.#offset);
    if (!isPackageCode(code)) throw new DamagedShard(`no package in the block at byte ${this.#offset}`);
    this.#read.set(name, code);
    return code;
  }
}

/** The name of a package at the beginning of its line: `["name"`. */
function nameIn(line: string, offset: number): string {
  let end = line.startsWith('["') ? line.indexOf('"', 2) : -1;
  while (end > 0 && isEscaped(line, end)) end = line.indexOf('"', end + 1);
  if (end < 0) throw new DamagedShard(`no block of packages at byte ${offset}`);
  const written = line.slice(1, end + 1);
  return written.includes('\\') ? String(parsed(written, offset)) : written.slice(1, -1);
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

/** Values that were made lately; the one that was asked for longest ago goes first. */
class Kept<Value> {
  readonly #most: number;
  readonly #values = new Map<number, Promise<Value>>();

  constructor(most: number) {
    this.#most = most;
  }

  async get(key: number, make: () => Promise<Value>): Promise<Value> {
    const value = this.#values.get(key) ?? make();
    this.#values.delete(key);
    this.#values.set(key, value);
    const [oldest] = this.#values.keys();
    if (this.#values.size > this.#most && oldest !== undefined) this.#values.delete(oldest);
    return value;
  }
}
