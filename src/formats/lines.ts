/** A place in a text as people count it: from 1. The column counts UTF-16 units, as editors and SARIF do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The lines of a text, for many questions about it. A line ends with `\n`; a `\r` before it belongs to the end. */
export class LineIndex {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  /** Counts one line more than there are line ends. */
  get count(): number {
    return this.#starts.length;
  }

  positionAt(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#startOf(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.#startOf(low) + 1 };
  }

  /** The line without its end; `line` counts from 1, and a line that is not there is empty. */
  lineText(line: number): string {
    if (line < 1 || line > this.#starts.length) return '';
    const start = this.#startOf(line - 1);
    const end = line < this.#starts.length ? this.#startOf(line) - 1 : this.#text.length;
    return this.#text.slice(start, this.#text[end - 1] === '\r' && end > start ? end - 1 : end);
  }

  #startOf(line: number): number {
    return this.#starts[line] ?? 0;
  }
}

/** The position of one offset; for many offsets of one text use `LineIndex`. */
export function positionAt(text: string, offset: number): Position {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}
