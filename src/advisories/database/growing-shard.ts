import { fieldOf } from '../../core/record.ts';
import type { Advisory, Affected } from '../advisory.ts';
import { EntryJudge, type Judgement } from '../severity.ts';
import { BlockFile } from './block-file.ts';
import { type EntryCode, encodeEntry } from './entry-code.ts';
import { encodeHead } from './head-code.ts';
import { PackageBlocks } from './package-blocks.ts';
import {
  BEHIND,
  BLOCK_BYTES,
  HEADS_PER_BLOCK,
  PACKAGES_PER_BLOCK,
  SHARD_FORMAT,
  SHORT_BLOCK_BYTES,
  type ShardIndex,
} from './shard.ts';
import { TextLog } from './text-log.ts';
import { VersionPlaces } from './version-places.ts';

/** The most that is kept of one package, in bytes: it is unpacked at once. The most that is published has some hundred thousand. */
const MOST_OF_PACKAGE = 32 * 1024 * 1024;

/** An entry of a package: a number, or where its text lies, with that of its imports behind it. */
interface Span {
  /** Negative for an entry that is a text. */
  readonly code: number;
  readonly start: number;
  readonly end: number;
  readonly importsEnd: number;
}

/** The code of an entry that is a text. */
const TEXT = -1;

/** What is kept of an advisory. One that is severe otherwise in another package has another head there. */
interface GrowingHead {
  readonly judgement: Judgement;
  readonly number: number;
}

/** The judgements on the latest advisory and the texts of its heads, which stand in the shards of all releases that it is about. */
export class HeadTexts {
  readonly judge = new EntryJudge();
  #latest: Advisory | undefined;
  #texts: { readonly judgement: Judgement; readonly text: string }[] = [];

  of(advisory: Advisory, judgement: Judgement): string {
    if (advisory !== this.#latest) this.#texts = [];
    this.#latest = advisory;
    const known = this.#texts.find((head) => isSameJudgement(head.judgement, judgement));
    if (known !== undefined) return known.text;
    const text = JSON.stringify(encodeHead(advisory, judgement));
    this.#texts.push({ judgement, text });
    return text;
  }
}

/** The advisories of one ecosystem and release. What is added is kept as the text that will be packed. */
export class GrowingShard {
  readonly #entries = new TextLog();
  readonly #packages = new Map<string, GrowingPackage>();
  readonly #heads = new TextLog();
  /** Where the text of each head ends. */
  readonly #headEnds: number[] = [];
  #modified = '';
  #advisories = 0;
  #latest: Advisory | undefined;
  /** Those of the latest advisory. */
  #headsOfLatest: GrowingHead[] = [];
  readonly #headTexts: HeadTexts;

  constructor(headTexts: HeadTexts) {
    this.#headTexts = headTexts;
  }

  /** Takes an entry of an advisory. Gives why it cannot be taken, where it is larger than a block may be. */
  add(advisory: Advisory, entry: Affected): string | undefined {
    if (advisory !== this.#latest) this.#begin(advisory);
    const known = this.#packages.get(entry.name) ?? new GrowingPackage();
    const versions = known.versions.count;
    const span = this.#spanOf(encodeEntry(entry, known.versions), fieldOf(entry.specific, 'imports'));
    if (known.bytes + bytesOf(span) > MOST_OF_PACKAGE) {
      known.versions.forgetBehind(versions);
      return `with it more than ${MOST_OF_PACKAGE} bytes would be kept of one package`;
    }
    if (known.isEmpty) this.#packages.set(entry.name, known);
    const head = known.advisory === this.#advisories ? known.lastHead : this.#headOf(advisory, entry);
    known.add(this.#advisories, head, span);
    return undefined;
  }

  #spanOf(code: EntryCode, imports: unknown): Span {
    const start = this.#entries.end;
    const end = typeof code === 'number' ? start : this.#entries.add(`,${JSON.stringify(code)}`);
    const importsEnd = imports === undefined ? end : this.#entries.add(JSON.stringify(imports));
    return { code: typeof code === 'number' ? code : TEXT, start, end, importsEnd };
  }

  /** The shard. Its advisories are numbered in the order in which packages name them. */
  write(ecosystem: string): Uint8Array<ArrayBuffer> {
    const file = new BlockFile();
    const packages = [...this.#packages].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const order = new HeadOrder(this.#headEnds.length);
    for (const [, each] of packages) each.nameHeads(order);
    const heads = this.#writeHeads(file, order.heads);
    const blocks = new PackageBlocks(file);
    this.#writePackages(blocks, packages, order);
    return file.close({
      format: SHARD_FORMAT,
      ecosystem,
      modified: this.#modified,
      advisories: this.#advisories,
      packages: packages.length,
      heads,
      names: blocks.places(),
    });
  }

  #begin(advisory: Advisory): void {
    this.#latest = advisory;
    this.#advisories += 1;
    this.#headsOfLatest = [];
    if (advisory.modified > this.#modified) this.#modified = advisory.modified;
  }

  #headOf(advisory: Advisory, entry: Affected): number {
    const judgement = this.#headTexts.judge.severityOf(advisory, entry);
    const known = this.#headsOfLatest.find((head) => isSameJudgement(head.judgement, judgement));
    if (known !== undefined) return known.number;
    const number = this.#headEnds.push(this.#heads.add(this.#headTexts.of(advisory, judgement))) - 1;
    this.#headsOfLatest.push({ judgement, number });
    return number;
  }

  #writeHeads(file: BlockFile, order: readonly number[]): ShardIndex['heads'] {
    const places: ShardIndex['heads'][number][] = [];
    const block = new TextLog();
    for (const [position, head] of order.entries()) {
      block.addPart(this.#heads, this.#headEnds[head - 1] ?? 0, this.#headEnds[head] ?? 0);
      block.add('\n');
      if ((position + 1) % HEADS_PER_BLOCK === 0) places.push(closed(file, block));
    }
    if (block.end > 0) places.push(closed(file, block));
    return places;
  }

  /** Many packages in a block, and fewer where much is said of them. */
  #writePackages(
    blocks: PackageBlocks,
    packages: readonly (readonly [name: string, GrowingPackage])[],
    order: HeadOrder,
  ): void {
    for (const [name, each] of packages) {
      const most = blocks.count < PACKAGES_PER_BLOCK ? BLOCK_BYTES : SHORT_BLOCK_BYTES;
      if (blocks.bytes + each.bytes > most) blocks.end();
      blocks.add(name, (line) => each.write(line, this.#entries, order));
    }
  }
}

function closed(file: BlockFile, block: TextLog): ShardIndex['heads'][number] {
  const place = file.add(block.all());
  block.clear();
  return place;
}

/** How many numbers are kept of an entry: there are so many that an object for each would be felt. */
const PER_SPAN = 5;

/** A package with what advisories say of it. */
class GrowingPackage {
  /** The versions that they name. */
  readonly versions = new VersionPlaces();
  #entryBytes = 0;
  /** The last advisory that names it, and what is kept of that. */
  advisory = 0;
  lastHead = 0;
  /** Those of all its entries. */
  readonly #numbers: number[] = [];

  /** How much is said of it, in bytes. */
  get bytes(): number {
    return this.#entryBytes + this.versions.bytes;
  }

  add(advisory: number, head: number, span: Span): void {
    this.#entryBytes += bytesOf(span);
    this.advisory = advisory;
    this.lastHead = head;
    this.#numbers.push(head, span.code, span.start, span.end, span.importsEnd);
  }

  get isEmpty(): boolean {
    return this.#numbers.length === 0;
  }

  /** Names the heads of its advisories. */
  nameHeads(order: HeadOrder): void {
    for (let at = 0; at < this.#numbers.length; at += PER_SPAN) order.name(this.#numbers[at] ?? 0);
  }

  /** Writes its line but for its end: the versions, its advisories with the entries of each together, and behind them the imports. */
  write(line: TextLog, texts: TextLog, order: HeadOrder): void {
    const numbers = this.#numbers;
    let written = `[${JSON.stringify(this.versions.written())}`;
    let hasImports = false;
    for (let at = 0; at < numbers.length; at += PER_SPAN) {
      const [head, code, start, end, importsEnd] = spanAt(numbers, at);
      const isFirst = numbers[at - PER_SPAN] !== head;
      const isLast = numbers[at + PER_SPAN] !== head;
      const isShort = isFirst && isLast && code !== TEXT;
      if (isFirst) written += isShort ? `,${order.of(head)}` : `,[${order.of(head)}`;
      if (code === TEXT) {
        line.add(written);
        line.addPart(texts, start, end);
        written = '';
      } else written += `,${code}`;
      if (isLast && !isShort) written += ']';
      hasImports ||= importsEnd > end;
    }
    line.add(`${written}]`);
    if (hasImports) this.#writeImports(line, texts, order);
  }

  #writeImports(line: TextLog, texts: TextLog, order: HeadOrder): void {
    let before = `${BEHIND}{`;
    let latest = TEXT;
    for (let at = 0; at < this.#numbers.length; at += PER_SPAN) {
      const [head, , , end, importsEnd] = spanAt(this.#numbers, at);
      if (importsEnd === end) continue;
      line.add(head === latest ? ',' : `${before}"${order.of(head)}":[`);
      line.addPart(texts, end, importsEnd);
      before = '],';
      latest = head;
    }
    line.add(']}');
  }
}

function spanAt(
  numbers: readonly number[],
  at: number,
): readonly [head: number, code: number, start: number, end: number, importsEnd: number] {
  const [head = 0, code = 0, start = 0, end = 0, importsEnd = 0] = [
    numbers[at],
    numbers[at + 1],
    numbers[at + 2],
    numbers[at + 3],
    numbers[at + 4],
  ];
  return [head, code, start, end, importsEnd];
}

/** How long an entry is as it is written, in bytes: a number stands behind a comma. */
function bytesOf({ code, start, importsEnd }: Span): number {
  return importsEnd - start + (code === TEXT ? 0 : `,${code}`.length);
}

/** Heads in the order in which packages name them. */
class HeadOrder {
  readonly heads: number[] = [];
  readonly #places: Int32Array;

  /** `count` is how many heads there are. */
  constructor(count: number) {
    this.#places = new Int32Array(count).fill(-1);
  }

  name(head: number): void {
    if (this.#places[head] === -1) this.#places[head] = this.heads.push(head) - 1;
  }

  of(head: number): number {
    return this.#places[head] ?? 0;
  }
}

function isSameJudgement(a: Judgement, b: Judgement): boolean {
  return a === b || (a.severity === b.severity && a.by === b.by && a.score === b.score);
}
