import type { Json, Range } from '../document.ts';
import { BlockReader } from './block.ts';
import { isOutside, outside } from './outside.ts';
import { PlaceLocator } from './place.ts';
import { PlaceReader } from './places.ts';

/**
 * Characters that are a fault, end a line for some parsers only, or are half of another: documents that hold one of them are left to the
 * parser of all YAML, so that no other file here has to look out for them.
 */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const ODD_CHARACTER = /[\0-\x08\v-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]/;

/**
 * Reads a document written in the subset of YAML that manifests are written in, from the text to the plain value in one pass. Answers
 * only where it is certain that the parser of all YAML would give the same value and no problem; else `undefined`. `maxDepth` is the
 * depth that the other parser accepts.
 */
export function readFast(text: string, range: Range, maxDepth: number): Json | undefined {
  return unlessOutside(() => {
    if (ODD_CHARACTER.test(text.slice(range.start, range.end))) outside();
    if (endsLine(text, range)) return new BlockReader(text, range, maxDepth).read();
    if (range.end !== text.length) outside();
    const source = `${text.slice(range.start)}\n`;
    return new BlockReader(source, { start: 0, end: source.length }, maxDepth).read();
  });
}

/** Where everything stands in a document that `readFast` took; `undefined` if it does not end a line. */
export function locateFast(text: string, range: Range): PlaceLocator | undefined {
  if (!endsLine(text, range)) return undefined;
  return unlessOutside(() => new PlaceLocator(new PlaceReader(text, range).read()));
}

function endsLine(text: string, { start, end }: Range): boolean {
  return end > start && text[end - 1] === '\n';
}

function unlessOutside<Answer>(read: () => Answer): Answer | undefined {
  try {
    return read();
  } catch (error) {
    if (isOutside(error)) return undefined;
    throw error;
  }
}
