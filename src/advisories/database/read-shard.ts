import { zstdDecompressSync } from 'node:zlib';
import type { ByteSource } from '../../core/ports.ts';
import type { Affected } from '../advisory.ts';
import { isHeadBlock, isIndex, isPackageBlock } from './block-guards.ts';
import { decodeEntry } from './entry-code.ts';
import { type AdvisoryHead, decodeHead, type HeadCode } from './head-code.ts';
import { type BlockPlace, FOOTER_BYTES, HEADS_PER_BLOCK, MARK, type PackageCode, type ShardIndex } from './shard.ts';

/** The entries of one advisory for a package; its head is read when it is asked for. */
export interface KeptAdvisory {
  readonly entries: readonly Affected[];
  readonly head: () => Promise<AdvisoryHead>;
}

/** The most that a block unpacks to, in bytes. */
const MAX_BLOCK_BYTES = 64 * 1024 * 1024;

/** How many unpacked blocks of each kind are kept at hand. */
const KEPT_BLOCKS = 64;

/** That a shard is damaged: what stands in it is not to be used. */
export class DamagedShard extends Error {}

/** The advisories of one ecosystem and release, read where they are wanted. */
export class Shard {
  readonly index: ShardIndex;
  readonly #source: ByteSource;
  readonly #packages = new Kept<ReadonlyMap<string, PackageCode>>(KEPT_BLOCKS);
  readonly #heads = new Kept<readonly HeadCode[]>(KEPT_BLOCKS);

  private constructor(source: ByteSource, index: ShardIndex) {
    this.#source = source;
    this.index = index;
  }

  /** Opens a shard; what is none, or of another format, throws a `DamagedShard`. */
  static async open(source: ByteSource): Promise<Shard> {
    const footer = Buffer.from(await source.read(Math.max(0, source.size - FOOTER_BYTES), FOOTER_BYTES));
    if (footer.length < FOOTER_BYTES || footer.toString('latin1', 0, MARK.length) !== MARK)
      throw new DamagedShard('no mark');
    const place = [
      Number(footer.readBigUInt64LE(MARK.length)),
      Number(footer.readBigUInt64LE(MARK.length + 8)),
    ] as const;
    const index = await readBlock(source, place);
    if (!isIndex(index)) throw new DamagedShard('no index');
    return new Shard(source, index);
  }

  /** What is known of a package; nothing where no advisory names it. */
  async lookUp(name: string): Promise<readonly KeptAdvisory[]> {
    const block = blockOf(this.index.names, name);
    const place = this.index.names[block];
    if (place === undefined) return [];
    const [, ...entries] = (await this.#packageBlock(block, place)).get(name) ?? [name];
    return entries.map(([head, ...codes]) => ({
      entries: codes.map((code) => decodeEntry(code, this.index.ecosystem, name)),
      head: async () => this.#head(head),
    }));
  }

  async close(): Promise<void> {
    await this.#source.close();
  }

  async #packageBlock(
    block: number,
    [, offset, length]: ShardIndex['names'][number],
  ): Promise<ReadonlyMap<string, PackageCode>> {
    return this.#packages.get(block, async () => {
      const packages = await readBlock(this.#source, [offset, length]);
      if (!isPackageBlock(packages)) throw new DamagedShard(`no block of packages at byte ${offset}`);
      return new Map(packages.map((each) => [each[0], each]));
    });
  }

  async #head(number: number): Promise<AdvisoryHead> {
    const block = Math.floor(number / HEADS_PER_BLOCK);
    const heads = await this.#heads.get(block, async () => {
      const place = this.index.heads[block];
      if (place === undefined) throw new DamagedShard(`no block of advisories ${block}`);
      const codes = await readBlock(this.#source, place);
      if (!isHeadBlock(codes)) throw new DamagedShard(`no block of advisories at byte ${place[0]}`);
      return codes;
    });
    const head = heads[number % HEADS_PER_BLOCK];
    if (head === undefined) throw new DamagedShard(`no advisory ${number}`);
    return decodeHead(head);
  }
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

async function readBlock(source: ByteSource, [offset, length]: BlockPlace): Promise<unknown> {
  const packed = await source.read(offset, length);
  try {
    return JSON.parse(zstdDecompressSync(packed, { maxOutputLength: MAX_BLOCK_BYTES }).toString());
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
