import type { ByteSource } from '../../core/ports.ts';
import { isMapping } from '../../core/record.ts';
import { memorySource } from '../../formats/byte-source.ts';
import { isIndex } from './block-guards.ts';
import { DamagedShard, ForeignShard } from './damaged-shard.ts';
import type { AdvisoryHead } from './head-code.ts';
import { Kept } from './kept.ts';
import { readBlock, readBlocks } from './packed-blocks.ts';
import { type BlockPlace, FOOTER_BYTES, HEADS_PER_BLOCK, MARK, SHARD_FORMAT, type ShardIndex } from './shard.ts';
import type { StoredAdvisory } from './stored-package.ts';
import {
  type BlockContext,
  type HeadBlock,
  headBlocksIn,
  lastNotBehind,
  type PackageBlock,
  packageBlocksIn,
  parsedLine,
} from './unpacked-blocks.ts';

/** How much of unpacked blocks of each kind is kept at hand, in characters. */
const KEPT_CHARACTERS = 16 * 1024 * 1024;

/** A shard that is no larger is read at once, which costs less than to ask for its blocks. In bytes. */
const READ_AT_ONCE = 1024 * 1024;

/** The advisories of one ecosystem and release, read where they are wanted. */
export class Shard {
  readonly index: ShardIndex;
  readonly #source: ByteSource;
  readonly #packages = new Kept<PackageBlock>(KEPT_CHARACTERS);
  readonly #heads = new Kept<HeadBlock>(KEPT_CHARACTERS);
  readonly #context: BlockContext;

  private constructor(source: ByteSource, index: ShardIndex) {
    this.#source = source;
    this.index = index;
    const headAt = (number: number): AdvisoryHead | Promise<AdvisoryHead> =>
      this.#heads.get(Math.floor(number / HEADS_PER_BLOCK))?.at(number % HEADS_PER_BLOCK) ?? this.#headInFile(number);
    this.#context = { ecosystem: index.ecosystem, headAt };
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
    const index = parsedLine(await readBlock(source, place), place[0]);
    if (isMapping(index) && index['format'] !== SHARD_FORMAT)
      throw new ForeignShard('another version of Plimsoll wrote it');
    if (!isIndex(index)) throw new DamagedShard('no index');
    return new Shard(source, index);
  }

  /** Reads at once what is known of several packages, which takes a fraction of reading it one after the other when they are looked up. */
  async prepare(names: readonly string[]): Promise<void> {
    const numbers = new Set(names.map((name) => this.#blockOf(name)));
    numbers.delete(-1);
    await this.#readPackages([...numbers].filter((number) => this.#packages.get(number) === undefined));
    const heads = new Set<number>();
    for (const name of names)
      for (const { number } of this.lookUpAtHand(name) ?? NONE) heads.add(Math.floor(number / HEADS_PER_BLOCK));
    await this.#readHeads([...heads].filter((number) => this.#heads.get(number) === undefined));
  }

  /** Reads all that the shard has. */
  async prepareAll(): Promise<void> {
    await this.#readPackages([...this.index.names.keys()]);
    await this.#readHeads([...this.index.heads.keys()]);
  }

  /** What is known of a package; nothing where no advisory names it. */
  async lookUp(name: string): Promise<readonly StoredAdvisory[]> {
    return this.lookUpAtHand(name) ?? this.#lookUpInFile(name);
  }

  /** The same where its block is at hand, which costs a fraction; undefined where it has to be read. */
  lookUpAtHand(name: string): readonly StoredAdvisory[] | undefined {
    const number = this.#blockOf(name);
    if (number < 0) return NONE;
    const block = this.#packages.get(number);
    return block?.advisoriesOf(name, this.#context);
  }

  /** The line of a package as it is written; undefined where no advisory names it. Without a promise where it is at hand. */
  lineOf(name: string): string | undefined | Promise<string | undefined> {
    const number = this.#blockOf(name);
    if (number < 0) return undefined;
    const block = this.#packages.get(number);
    return block === undefined ? this.#lineInFile(number, name) : block.lineOf(name);
  }

  async #lineInFile(number: number, name: string): Promise<string | undefined> {
    const [block] = await this.#readPackages([number]);
    return block?.lineOf(name);
  }

  async close(): Promise<void> {
    await this.#source.close();
  }

  /** The block in which a name would stand: the last one that begins with it or before it; -1 where there is none. */
  #blockOf(name: string): number {
    return lastNotBehind(this.index.names, name, firstOf);
  }

  async #lookUpInFile(name: string): Promise<readonly StoredAdvisory[]> {
    const [block] = await this.#readPackages([this.#blockOf(name)]);
    return block?.advisoriesOf(name, this.#context) ?? NONE;
  }

  async #readPackages(numbers: readonly number[]): Promise<readonly PackageBlock[]> {
    const wanted = numbers.flatMap((number) => {
      const [, ...place] = this.index.names[number] ?? [];
      return place.length === 2 ? [{ number, place }] : [];
    });
    if (wanted.length === 0) return [];
    const text = await readBlocks(
      this.#source,
      wanted.map(({ place }) => place),
    );
    const blocks = packageBlocksIn(
      text,
      wanted.map(({ place: [offset] }) => offset),
    );
    return blocks.map((block, at) => this.#packages.keep(wanted[at]?.number ?? 0, block, text.length / blocks.length));
  }

  async #headInFile(number: number): Promise<AdvisoryHead> {
    const block = Math.floor(number / HEADS_PER_BLOCK);
    const [heads] = await this.#readHeads([block]);
    if (heads === undefined) throw new DamagedShard(`no block of advisories ${block}`);
    return heads.at(number % HEADS_PER_BLOCK);
  }

  async #readHeads(numbers: readonly number[]): Promise<readonly HeadBlock[]> {
    const { heads } = this.index;
    const wanted = numbers.filter((number) => number < heads.length).toSorted((a, b) => a - b);
    const places = wanted.map((number): BlockPlace => heads[number] ?? [0, 0]);
    if (places.length === 0) return [];
    const text = await readBlocks(this.#source, places);
    const blocks = headBlocksIn(
      text,
      places.map(([offset]) => offset),
    );
    return blocks.map((block, at) => this.#heads.keep(wanted[at] ?? 0, block, text.length / blocks.length));
  }
}

const NONE: readonly StoredAdvisory[] = [];

function firstOf([first]: ShardIndex['names'][number]): string {
  return first;
}

async function heldWhole(source: ByteSource): Promise<ByteSource> {
  return { ...memorySource(await source.read(0, source.size)), close: async () => source.close() };
}
