import { COLON, DASH, HASH, NEWLINE, POINT, SPACE, TAB } from './characters.ts';
import { outside } from './outside.ts';

/** A place in a document that moves from line to line. */
export class Cursor {
  readonly text: string;
  /** The end of the document; a line feed stands before it, so that no scan along a line meets the end. */
  readonly end: number;
  /** The offset of the next character. */
  at: number;
  /** The column of the line's first character that is no space; -1 at the end of the document. */
  indent = -1;

  constructor(text: string, start: number, end: number) {
    this.text = text;
    this.end = end;
    this.at = start;
  }

  skipSpaces(): void {
    let { at } = this;
    while (this.text.charCodeAt(at) === SPACE) at += 1;
    this.at = at;
  }

  /**
   * Goes from the end of a value to the next line with content. Gives the number of line ends that were passed, or 0 if there was a
   * comment among them.
   */
  nextLine(): number {
    const { text } = this;
    let { at } = this;
    let code = text.charCodeAt(at);
    if (code === SPACE) {
      do {
        at += 1;
        code = text.charCodeAt(at);
      } while (code === SPACE);
      if (code === HASH) {
        this.toContent(text.indexOf('\n', at) + 1);
        return 0;
      }
    }
    if (code !== NEWLINE) outside();
    return this.toContent(at + 1);
  }

  /** Leaves the rest of the line, a comment or nothing, for the next line with content. */
  skipLine(): void {
    this.toContent(this.text.indexOf('\n', this.at) + 1);
  }

  /** Passes the colon after a key, if there is one. */
  passColon(): boolean {
    this.skipSpaces();
    if (this.text.charCodeAt(this.at) !== COLON || !isSeparation(this.text, this.at + 1)) return false;
    this.at += 1;
    return true;
  }

  /** Whether a line begins here with the dash of a list in this column. */
  isItem(column: number): boolean {
    return this.indent === column && this.text.charCodeAt(this.at) === DASH && isSeparation(this.text, this.at + 1);
  }

  /** Goes on from the start of a line as `nextLine` does. */
  toContent(from: number): number {
    const { text, end } = this;
    let lineStart = from;
    let breaks = 1;
    let hasComment = false;
    while (lineStart < end) {
      let at = lineStart;
      let code = text.charCodeAt(at);
      while (code === SPACE) {
        at += 1;
        code = text.charCodeAt(at);
      }
      if (code === NEWLINE) lineStart = at + 1;
      else if (code === HASH) {
        lineStart = text.indexOf('\n', at) + 1;
        hasComment = true;
      } else {
        this.#rest(at, at - lineStart, code);
        return hasComment ? 0 : breaks;
      }
      breaks += 1;
    }
    this.at = end;
    this.indent = -1;
    return 0;
  }

  #rest(at: number, indent: number, code: number): void {
    if (code === TAB) outside();
    if (indent === 0 && (code === DASH || code === POINT) && isMarker(this.text, at, code)) outside();
    this.at = at;
    this.indent = indent;
  }
}

/** Whether three dashes or points stand here. */
function isMarker(text: string, at: number, code: number): boolean {
  return text.charCodeAt(at + 1) === code && text.charCodeAt(at + 2) === code;
}

/** Whether a space or the end of the line stands here. */
export function isSeparation(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === SPACE || code === NEWLINE || code === TAB;
}
