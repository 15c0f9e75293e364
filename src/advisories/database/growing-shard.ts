import type { Advisory, Affected } from '../advisory.ts';
import { type Judgement, severityOf } from '../severity.ts';
import { BlockFile } from './block-file.ts';
import { encodeEntry } from './entry-code.ts';
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

/** An entry of a package: which advisory it is of, and where its text lies, with that of its imports behind it. */
interface Span {
  readonly head: number;
  readonly start: number;
  readonly end: number;
  readonly importsEnd: number;
  readonly isNumber: boolean;
}

/** What is kept of an advisory. One that is severe otherwise in another package has another head there. */
interface GrowingHead {
  readonly judgement: Judgement;
  readonly number: number;
}

/** The texts of the heads of the latest advisory, which stand in the shards of all releases that it is about. */
export class HeadTexts {
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
    const start = this.#entries.end;
    const known = this.#packages.get(entry.name) ?? new GrowingPackage();
    const versions = known.versions.count;
    const code = encodeEntry(entry, known.versions);
    const end = this.#entries.add(`,${JSON.stringify(code)}`);
    const { imports } = entry.specific;
    const importsEnd = imports === undefined ? end : this.#entries.add(JSON.stringify(imports));
    if (known.bytes + importsEnd - start > MOST_OF_PACKAGE) {
      known.versions.forgetBehind(versions);
      return `with it more than ${MOST_OF_PACKAGE} bytes would be kept of one package`;
    }
    this.#packages.set(entry.name, known);
    const head = known.advisory === this.#advisories ? known.lastHead : this.#headOf(advisory, entry);
    known.add(this.#advisories, { head, start, end, importsEnd, isNumber: typeof code === 'number' });
    return undefined;
  }

  /** The shard. Its advisories are numbered in the order in which packages name them. */
  write(ecosystem: string): Uint8Array<ArrayBuffer> {
    const file = new BlockFile();
    const packages = [...this.#packages].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const order = new Map<number, number>();
    for (const [, each] of packages)
      for (const { head } of each.spans()) if (!order.has(head)) order.set(head, order.size);
    const heads = this.#writeHeads(file, [...order.keys()]);
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
    const judgement = severityOf(advisory, entry);
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
    order: ReadonlyMap<number, number>,
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

/** A package with what advisories say of it. */
class GrowingPackage {
  /** The versions that they name. */
  readonly versions = new VersionPlaces();
  #entryBytes = 0;
  /** The last advisory that names it, and what is kept of that. */
  advisory = 0;
  lastHead = 0;
  /** Five numbers for each entry: there are so many that an object for each would be felt. */
  readonly #numbers: number[] = [];

  /** How much is said of it, in bytes. */
  get bytes(): number {
    return this.#entryBytes + this.versions.bytes;
  }

  add(advisory: number, { head, start, end, importsEnd, isNumber }: Span): void {
    this.#entryBytes += importsEnd - start;
    this.advisory = advisory;
    this.lastHead = head;
    this.#numbers.push(head, start, end, importsEnd, Number(isNumber));
  }

  *spans(): Generator<Span> {
    const numbers = this.#numbers;
    for (let at = 0; at < numbers.length; at += 5)
      yield {
        head: numbers[at] ?? 0,
        start: numbers[at + 1] ?? 0,
        end: numbers[at + 2] ?? 0,
        importsEnd: numbers[at + 3] ?? 0,
        isNumber: numbers[at + 4] === 1,
      };
  }

  /** Writes its line but for its end: the versions, its advisories with the entries of each together, and behind them the imports. */
  write(line: TextLog, texts: TextLog, order: ReadonlyMap<number, number>): void {
    line.add(`[${JSON.stringify(this.versions.written())}`);
    const byHead = Map.groupBy(this.spans(), ({ head }) => head);
    for (const [head, spans] of byHead) {
      const isShort = spans.length === 1 && spans[0]?.isNumber === true;
      line.add(isShort ? `,${order.get(head)}` : `,[${order.get(head)}`);
      for (const { start, end } of spans) line.addPart(texts, start, end);
      if (!isShort) line.add(']');
    }
    line.add(']');
    let before = `${BEHIND}{`;
    for (const [head, spans] of byHead) {
      const named = spans.filter(({ end, importsEnd }) => importsEnd > end);
      for (const [each, { end, importsEnd }] of named.entries()) {
        line.add(each === 0 ? `${before}"${order.get(head)}":[` : ',');
        line.addPart(texts, end, importsEnd);
        before = '],';
      }
    }
    if (before === '],') line.add(']}');
  }
}

function isSameJudgement(a: Judgement, b: Judgement): boolean {
  return a.severity === b.severity && a.by === b.by && a.score === b.score;
}
