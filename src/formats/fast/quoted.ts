import { getScalarValue, SCALAR_STYLE } from 'js-yaml';
import { BACKSLASH, DOUBLE_QUOTE, LOWER_U, LOWER_X, NEWLINE, SINGLE_QUOTE, SPACE, TAB } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { outside } from './outside.ts';
import { scalarEvent } from './scalar-event.ts';

/** The `parent` of a scalar that has to end on its line. */
export const ONE_LINE: number = Number.MAX_SAFE_INTEGER;

const SIMPLE_ESCAPES = '0abtnvfre "/\\N_LP';

/** Reads a quoted scalar and goes after it; its further lines must be indented more than `parent`. */
export function readQuoted(cursor: Cursor, parent: number): string {
  return cursor.text.charCodeAt(cursor.at) === SINGLE_QUOTE
    ? readSingleQuoted(cursor, parent)
    : readDoubleQuoted(cursor, parent);
}

function readSingleQuoted(cursor: Cursor, parent: number): string {
  const { text } = cursor;
  const start = cursor.at + 1;
  let isSimple = true;
  for (let at = start; ; ) {
    const code = text.charCodeAt(at);
    if (code === SINGLE_QUOTE) {
      if (text.charCodeAt(at + 1) !== SINGLE_QUOTE) {
        cursor.at = at + 1;
        return isSimple
          ? text.slice(start, at)
          : getScalarValue(text, scalarEvent(start, at, SCALAR_STYLE.SINGLE_QUOTED));
      }
      isSimple = false;
      at += 2;
    } else if (code === NEWLINE) {
      isSimple = false;
      at = afterBreaks(cursor, at, parent);
    } else at += 1;
  }
}

function readDoubleQuoted(cursor: Cursor, parent: number): string {
  const { text } = cursor;
  const start = cursor.at + 1;
  let isSimple = true;
  for (let at = start; ; ) {
    const code = text.charCodeAt(at);
    if (code === DOUBLE_QUOTE) {
      cursor.at = at + 1;
      return isSimple
        ? text.slice(start, at)
        : getScalarValue(text, scalarEvent(start, at, SCALAR_STYLE.DOUBLE_QUOTED));
    }
    if (code === BACKSLASH) {
      isSimple = false;
      at = text.charCodeAt(at + 1) === NEWLINE ? afterBreaks(cursor, at + 1, parent) : afterEscape(text, at + 1);
    } else if (code === NEWLINE) {
      isSimple = false;
      at = afterBreaks(cursor, at, parent);
    } else at += 1;
  }
}

/** The offset of the first character after line ends and indentation. */
function afterBreaks(cursor: Cursor, lineEnd: number, parent: number): number {
  const { text, end } = cursor;
  let lineStart = lineEnd + 1;
  while (lineStart < end) {
    let at = lineStart;
    while (text.charCodeAt(at) === SPACE) at += 1;
    const code = text.charCodeAt(at);
    if (code !== NEWLINE) return at - lineStart <= parent || code === TAB ? outside() : at;
    lineStart = at + 1;
  }
  return outside();
}

/** The offset after an escape whose backslash stands before `at`. Halves of characters are left to the parser of all YAML. */
function afterEscape(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (SIMPLE_ESCAPES.includes(text.charAt(at))) return at + 1;
  if (code === LOWER_X) return afterHexadecimal(text, at + 1, 2);
  if (code !== LOWER_U || /^[dD][89a-fA-F]/.test(text.slice(at + 1, at + 3))) return outside();
  return afterHexadecimal(text, at + 1, 4);
}

function afterHexadecimal(text: string, at: number, digits: number): number {
  return /^[0-9a-fA-F]+$/.test(text.slice(at, at + digits)) ? at + digits : outside();
}
