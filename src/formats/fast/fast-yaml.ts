import type { Json } from '../document.ts';
import { BlockReader } from './block.ts';
import { isOutside } from './outside.ts';

/**
 * Characters that are a fault, end a line for some parsers only, or are half of another: documents that hold one of them are left to the
 * parser of all YAML, so that no other file here has to look out for them.
 */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const ODD_CHARACTER = /[\0-\x08\v-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]/g;

/**
 * Reads documents written in the subset of YAML that manifests are written in, from the text to the plain value in one pass. It has an
 * answer only where it is certain that the parser of all YAML would give the same value and no problem.
 */
export class FastYaml {
  readonly #text: string;
  readonly #isComplete: boolean;
  readonly #maxDepth: number;
  /** The first odd character from somewhere before the documents that are still to be read. */
  #odd = -1;

  /** `maxDepth` is the depth that the parser of all YAML accepts. */
  constructor(text: string, maxDepth: number) {
    this.#isComplete = text.endsWith('\n');
    this.#text = this.#isComplete ? text : `${text}\n`;
    this.#maxDepth = maxDepth;
  }

  /** The value of the document; `undefined` if it is not in the subset. */
  read(start: number, end: number): Json | undefined {
    const lineEnd = this.#endOfLastLine(start, end);
    if (lineEnd === undefined || this.#hasOddCharacter(start, lineEnd)) return undefined;
    try {
      return new BlockReader(this.#text, { start, end: lineEnd }, this.#maxDepth).read();
    } catch (error) {
      if (isOutside(error)) return undefined;
      throw error;
    }
  }

  /** The end with the line feed that has to stand before it. */
  #endOfLastLine(start: number, end: number): number | undefined {
    if (end > start && this.#text[end - 1] === '\n') return end;
    return this.#isComplete || end !== this.#text.length - 1 ? undefined : end + 1;
  }

  #hasOddCharacter(start: number, end: number): boolean {
    if (this.#odd < start) {
      ODD_CHARACTER.lastIndex = start;
      this.#odd = ODD_CHARACTER.exec(this.#text)?.index ?? this.#text.length;
    }
    return this.#odd < end;
  }
}
