import type { Span } from '../core/source.ts';

/** A text, and where the parts of it stand in the source. */
export interface PlacedText {
  readonly text: string;
  spanOf(part: Span): Span;
}

/** A text whose parts are not told apart: everything in it stands where the whole does. */
export function undividedText(text: string, span: Span): PlacedText {
  return { text, spanOf: () => span };
}

/** A text that was joined from pieces of another, and where each piece stood there. */
class JoinedText implements PlacedText {
  readonly text: string;
  readonly #starts: readonly number[];
  readonly #sources: readonly number[];

  constructor(source: string, pieces: readonly Span[]) {
    const starts: number[] = [];
    let text = '';
    for (const { start, end } of pieces) {
      starts.push(text.length);
      text += source.slice(start, end);
    }
    this.text = text;
    this.#starts = starts;
    this.#sources = pieces.map(({ start }) => start);
  }

  /** Where a part of it stands in the source, with all that was left out within. */
  spanOf({ start, end }: Span): Span {
    return { start: this.#sourceOf(start), end: end > start ? this.#sourceOf(end - 1) + 1 : this.#sourceOf(start) };
  }

  #sourceOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return (this.#sources[low] ?? 0) + offset - (this.#starts[low] ?? 0);
  }
}

const BLANK_OR_COMMENT = /^[ \t]*(?:#.*)?\r?$/;

/**
 * The line of a Dockerfile that begins at a place, with the lines that go on with it: a line ends with the escape character where the next
 * one does, and comments and blank lines between them are left out.
 * Source: github.com/moby/buildkit/frontend/dockerfile/parser, Parse.
 */
export function joinedLine(source: string, { start, end }: Span, escape: string): PlacedText {
  const pieces: Span[] = [];
  for (let from = start; from < end; ) {
    const newline = source.indexOf('\n', from);
    const next = newline < 0 || newline >= end ? end : newline + 1;
    const line = source.slice(from, next).replace(/\r?\n$/, '');
    const isLeftOut = from !== start && BLANK_OR_COMMENT.test(line);
    const cut = isLeftOut ? line.length : continuedAt(line, escape);
    if (!isLeftOut) pieces.push({ start: from, end: from + (cut ?? line.length) });
    if (cut === undefined) break;
    from = next;
  }
  return new JoinedText(source, pieces);
}

/** A stretch of a source as it stands there. */
export function textAt(source: string, span: Span): PlacedText {
  return new JoinedText(source, [span]);
}

/** Where the escape character stands that makes the next line a part of this one; a doubled one does not. */
function continuedAt(line: string, escape: string): number | undefined {
  const at = line.trimEnd().length - 1;
  return line[at] === escape && line[at - 1] !== escape ? at : undefined;
}
