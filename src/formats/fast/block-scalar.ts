import { CHOMPING_MODE, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { literalText } from '../literal.ts';
import { DASH, HASH, NEWLINE, NINE, PIPE, PLUS, SPACE, ZERO } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { outside } from './outside.ts';
import { scalarEvent } from './scalar-event.ts';

interface Header {
  readonly isLiteral: boolean;
  readonly chomping: ScalarEvent['chomping'];
  /** The width that the indentation indicator gives; 0 if there is none. */
  readonly width: number;
  /** Where the line after the header begins. */
  readonly next: number;
}

/** Where the lines of a block scalar lie. */
interface Body {
  /** -1 if no line has content and no indicator says it. */
  readonly indent: number;
  /** Where the line after the scalar begins. */
  readonly end: number;
  /** The line feed of the last line with content. */
  readonly lastFeed: number;
  /** Whether taking away the indentation of every line after the first gives the text. */
  readonly isEven: boolean;
}

/** Reads a literal or folded block scalar and goes to the next line with content. */
export function readBlockScalar(cursor: Cursor, parent: number): string {
  const { text } = cursor;
  const header = readHeader(text, cursor.at);
  const { isLiteral, chomping, next } = header;
  const body = readBody(cursor, header, parent);
  if (chomping === CHOMPING_MODE.KEEP && endsInSpaces(cursor, body)) outside();
  cursor.toContent(body.end);
  if (isLiteral && body.isEven && chomping !== CHOMPING_MODE.KEEP) {
    const end = chomping === CHOMPING_MODE.CLIP ? body.lastFeed + 1 : body.lastFeed;
    return text.slice(next + body.indent, end).replace(indentation(body.indent), '\n');
  }
  const style = isLiteral ? SCALAR_STYLE.LITERAL_BLOCK : SCALAR_STYLE.FOLDED_BLOCK;
  const event = scalarEvent(next, body.end, style, { chomping, indent: body.indent });
  return isLiteral ? literalText(text, event) : getScalarValue(text, event);
}

/** Passes what `readBlockScalar` reads, and gives the offset of the line after it. */
export function passBlockScalar(cursor: Cursor, parent: number): number {
  const { end } = readBody(cursor, readHeader(cursor.text, cursor.at), parent);
  cursor.toContent(end);
  return end;
}

function readBody(cursor: Cursor, { width, next }: Header, parent: number): Body {
  return width > 0 ? { ...bodyOf(cursor, next, parent + width), isEven: false } : detectedBody(cursor, next, parent);
}

/** Whether the text ends in spaces: a line feed may have been put after them, which would count as one of the scalar's. */
function endsInSpaces({ text, end }: Cursor, body: Body): boolean {
  return body.end === end && text.charCodeAt(end - 2) === SPACE;
}

function readHeader(text: string, indicator: number): Header {
  let at = indicator + 1;
  let chomping: ScalarEvent['chomping'] = CHOMPING_MODE.CLIP;
  let width = 0;
  for (;;) {
    const code = text.charCodeAt(at);
    if ((code === PLUS || code === DASH) && chomping === CHOMPING_MODE.CLIP) {
      chomping = code === PLUS ? CHOMPING_MODE.KEEP : CHOMPING_MODE.STRIP;
    } else if (code > ZERO && code <= NINE && width === 0) width = code - ZERO;
    else break;
    at += 1;
  }
  const isLiteral = text.charCodeAt(indicator) === PIPE;
  return { isLiteral, chomping, width, next: afterLine(text, at) };
}

/** The start of the next line; nothing but a comment may stand on this one. */
function afterLine(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at += 1;
  const code = text.charCodeAt(at);
  if (code === NEWLINE) return at + 1;
  return code === HASH && at > from ? text.indexOf('\n', at) + 1 : outside();
}

/** The first line with content says how far the scalar is indented. */
function detectedBody(cursor: Cursor, start: number, parent: number): Body {
  const { text, end } = cursor;
  let widestBlank = 0;
  for (let lineStart = start; lineStart < end; ) {
    const at = afterSpaces(text, lineStart);
    const column = at - lineStart;
    if (text.charCodeAt(at) !== NEWLINE) {
      if (column <= parent) return { indent: -1, end: lineStart, lastFeed: start, isEven: false };
      return column < widestBlank ? outside() : bodyOf(cursor, start, column);
    }
    widestBlank = Math.max(widestBlank, column);
    lineStart = at + 1;
  }
  return { indent: -1, end, lastFeed: start, isEven: false };
}

function bodyOf(cursor: Cursor, start: number, indent: number): Body {
  const { text, end } = cursor;
  let isEven = !isBlankLine(text, start);
  let lastFeed = start;
  let lineStart = start;
  while (lineStart < end) {
    const limit = lineStart + indent;
    let at = lineStart;
    while (at < limit && text.charCodeAt(at) === SPACE) at += 1;
    if (text.charCodeAt(at) === NEWLINE) {
      if (at !== lineStart && at < limit) isEven = false;
      lineStart = at + 1;
    } else if (at < limit) break;
    else {
      lastFeed = text.indexOf('\n', at);
      lineStart = lastFeed + 1;
    }
  }
  return { indent, end: lineStart, lastFeed, isEven };
}

function isBlankLine(text: string, lineStart: number): boolean {
  return text.charCodeAt(afterSpaces(text, lineStart)) === NEWLINE;
}

function afterSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at += 1;
  return at;
}

const indentations: RegExp[] = [];

/** A line feed and so many spaces; V8 replaces all of a pattern without operators in one pass. */
function indentation(width: number): RegExp {
  return (indentations[width] ??= new RegExp(`\\n${' '.repeat(width)}`, 'g'));
}
