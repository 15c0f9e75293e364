import type { ByteSource } from '../../../core/ports.ts';
import { readInto } from '../../../formats/byte-source.ts';
import { unneededParts } from '../../../formats/executable/unneeded-parts.ts';
import { BEFORE, BEHIND, type Classifier } from './classifier.ts';

/** A text of a program that tells its version. */
export interface Evidence {
  readonly version: string;
  /** Where it begins in the file, in bytes. */
  readonly offset: number;
  readonly text: string;
}

/** What the bytes of a program tell of it. */
export interface Classified {
  readonly classifier: Classifier;
  /** One for each version, at the first place where it stands. */
  readonly evidence: readonly Evidence[];
  /** Whether there were more places to look at than are looked at. */
  readonly isCut: boolean;
}

const CHUNK = 1024 * 1024;

/** The most places of one literal that are looked at: a program names itself a few times, and not ten thousand. */
const MAX_PLACES = 10_000;

/**
 * Reads a program once, all but its code, and looks around every literal of the classifiers. Nothing is searched for that they do not name.
 */
export async function classify(
  source: ByteSource,
  fileName: string,
  classifiers: readonly Classifier[],
): Promise<readonly Classified[]> {
  const searches = classifiers.map((classifier) => new Search(classifier, fileName));
  for (const range of await searchedRanges(source)) await searchRange(source, range, searches);
  return searches.map((search) => search.result()).filter(({ evidence, isCut }) => evidence.length > 0 || isCut);
}

/** Bytes of a file, by the first and the one behind the last. */
interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** What may hold texts: code is half of a program, and has none. */
async function searchedRanges(source: ByteSource): Promise<readonly ByteRange[]> {
  const ranges: ByteRange[] = [];
  let start = 0;
  for (const { offset, size } of (await unneededParts(source)).toSorted((a, b) => a.offset - b.offset)) {
    if (offset > start) ranges.push({ start, end: offset });
    start = Math.max(start, offset + size);
  }
  return start < source.size ? [...ranges, { start, end: source.size }] : ranges;
}

async function searchRange(source: ByteSource, range: ByteRange, searches: readonly Search[]): Promise<void> {
  let memory = new ArrayBuffer(Math.min(range.end - range.start, BEFORE + CHUNK + BEHIND));
  for (let start = range.start; start < range.end; start += CHUNK) {
    const from = Math.max(range.start, start - BEFORE);
    const bytes = await readInto(source, memory, from);
    if (bytes.length === 0) break;
    memory = bytes.buffer;
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, range.end - from));
    for (const search of searches) search.look(buffer, { from, first: start - from });
  }
}

interface Window {
  /** Where the bytes begin in the file. */
  readonly from: number;
  /** The first byte at which a literal may begin that was not looked at before. */
  readonly first: number;
}

class Search {
  readonly #classifier: Classifier;
  readonly #literals: readonly Buffer[];
  readonly #found = new Map<string, Evidence>();
  #places = 0;

  constructor(classifier: Classifier, fileName: string) {
    this.#classifier = classifier;
    this.#literals = classifier.literals(fileName).map((literal) => Buffer.from(literal, 'latin1'));
  }

  look(bytes: Buffer, { from, first }: Window): void {
    const last = first + CHUNK;
    for (const literal of this.#literals) {
      for (let at = bytes.indexOf(literal, first); at >= 0 && at < last; at = bytes.indexOf(literal, at + 1)) {
        this.#places += 1;
        if (this.#places > MAX_PLACES) return;
        this.#lookAt(bytes, at, from);
      }
    }
  }

  #lookAt(bytes: Buffer, at: number, from: number): void {
    const start = Math.max(0, at - BEFORE);
    const window = bytes.toString('latin1', start, at + BEHIND);
    // A window may show the text before this one, too, which has its own.
    const match = window.matchAll(this.#classifier.pattern).find((each) => isAt(each, at - start));
    const version = match?.groups?.['version'];
    if (match === undefined || version === undefined || this.#found.has(version)) return;
    const text = match[0].replaceAll('\0', ' ').trim();
    this.#found.set(version, { version, offset: from + start + match.index, text });
  }

  result(): Classified {
    return {
      classifier: this.#classifier,
      evidence: [...this.#found.values()],
      isCut: this.#places > MAX_PLACES,
    };
  }
}

function isAt({ 0: text, index }: RegExpExecArray, place: number): boolean {
  return index <= place && place < index + text.length;
}
