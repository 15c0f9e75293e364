import { areTexts, isHeadCode } from './block-guards.ts';
import { DamagedShard } from './damaged-shard.ts';
import { type AdvisoryHead, decodeHead } from './head-code.ts';
import { BEHIND, HEADS_PER_BLOCK } from './shard.ts';
import { advisoriesIn, type PackageContext, type StoredAdvisory } from './stored-package.ts';

const NONE: readonly StoredAdvisory[] = [];

/** What the packages of a block have in common. */
export type BlockContext = Pick<PackageContext, 'ecosystem' | 'headAt'>;

/** Packages of a block, sorted by their names; the line of each is read when it is asked for. */
export class PackageBlock {
  readonly #names: readonly string[];
  readonly #lines: readonly string[];
  readonly #offset: number;
  readonly #read = new Map<string, readonly StoredAdvisory[]>();

  constructor(names: readonly string[], lines: readonly string[], offset: number) {
    this.#names = names;
    this.#lines = lines;
    this.#offset = offset;
  }

  /** The advisories of a package; none where no advisory names it. */
  advisoriesOf(name: string, { ecosystem, headAt }: BlockContext): readonly StoredAdvisory[] {
    const known = this.#read.get(name);
    if (known !== undefined) return known;
    const whole = this.lineOf(name);
    if (whole === undefined) return NONE;
    const [line = '', imports = '{}'] = whole.split(BEHIND);
    const code = parsedLine(line, this.#offset);
    const context = { ecosystem, name, headAt, imports: () => parsedLine(imports, this.#offset) };
    const advisories = advisoriesIn(code, context);
    if (advisories === undefined) throw new DamagedShard(`no package in the block at byte ${this.#offset}`);
    this.#read.set(name, advisories);
    return advisories;
  }

  /** The line of a package as it is written; undefined where there is none. */
  lineOf(name: string): string | undefined {
    const number = lastNotBehind(this.#names, name, itself);
    return this.#names[number] === name ? (this.#lines[number] ?? '') : undefined;
  }
}

/** Takes blocks apart that were unpacked together, each of which lies at one of the offsets. */
export function packageBlocksIn(text: string, offsets: readonly number[]): readonly PackageBlock[] {
  const lines = linesOf(text);
  let start = 0;
  const blocks = offsets.map((offset) => {
    const names = parsedLine(lines[start] ?? '', offset);
    if (!areTexts(names)) throw new DamagedShard(`no block of packages at byte ${offset}`);
    const end = start + 1 + names.length;
    const block = new PackageBlock(names, lines.slice(start + 1, end), offset);
    start = end;
    return block;
  });
  if (start !== lines.length) throw new DamagedShard(`no blocks of packages from byte ${offsets[0]} on`);
  return blocks;
}

/** Advisories, each of which is read when it is asked for. */
export class HeadBlock {
  readonly #lines: readonly string[];
  readonly #read = new Map<number, AdvisoryHead>();
  readonly #offset: number;

  constructor(lines: readonly string[], offset: number) {
    this.#lines = lines;
    this.#offset = offset;
  }

  at(position: number): AdvisoryHead {
    const known = this.#read.get(position);
    if (known !== undefined) return known;
    const code = parsedLine(this.#lines[position] ?? '', this.#offset);
    if (!isHeadCode(code)) throw new DamagedShard(`no advisory ${position} in the block at byte ${this.#offset}`);
    const head = decodeHead(code);
    this.#read.set(position, head);
    return head;
  }
}

/** Takes blocks apart that were unpacked together. Only the last may have fewer advisories than a block has. */
export function headBlocksIn(text: string, offsets: readonly number[]): readonly HeadBlock[] {
  const lines = linesOf(text);
  if (Math.ceil(lines.length / HEADS_PER_BLOCK) !== offsets.length)
    throw new DamagedShard(`no blocks of advisories from byte ${offsets[0]} on`);
  return offsets.map((offset, at) => {
    const start = at * HEADS_PER_BLOCK;
    return new HeadBlock(lines.slice(start, start + HEADS_PER_BLOCK), offset);
  });
}

/** The lines of a text in which each line ends. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  lines.pop();
  return lines;
}

/** A value that is written in a line of the block at an offset. */
export function parsedLine(text: string, offset: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DamagedShard(`a damaged block at byte ${offset}`, { cause: error });
  }
}

/** The place of the last of some things, sorted by their names, that has a name or stands before it; -1 where there is none. */
export function lastNotBehind<Item>(items: readonly Item[], name: string, nameOf: (item: Item) => string): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && nameOf(item) <= name) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function itself(name: string): string {
  return name;
}
