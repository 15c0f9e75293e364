import type { Json } from '../document.ts';
import { isSurelyTextAt, keyText, resolvePlain } from '../scalars.ts';
import { COLON, HASH, LESS_THAN, NEWLINE, NINE, SPACE, TAB, ZERO } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { isSeparation } from './cursor.ts';
import { outside } from './outside.ts';

/** By character code: 1 where a plain scalar may begin; 2 where it may if no separation follows. */
const firstCharacters = new Uint8Array(128).fill(1, 33, 127);
for (const character of '#&*!|>\'"%@`,[]{}') firstCharacters[character.charCodeAt(0)] = 0;
for (const character of '-?:') firstCharacters[character.charCodeAt(0)] = 2;

/** So many digits always make a number that a double holds exactly. */
const LONGEST_EXACT_INTEGER = 15;

/** Whether a plain scalar begins here. */
export function startsPlain(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code > 127) return true;
  const kind = firstCharacters[code];
  return kind === 1 || (kind === 2 && !isSeparation(text, at + 1));
}

/** Where a plain scalar of a block ends on its line, spaces after it included: at a colon, a comment or the line's end. */
export function plainEnd(text: string, from: number): number {
  for (let at = from; ; at += 1) {
    const code = text.charCodeAt(at);
    // Letters come after the colon: most characters are passed here.
    if (code > COLON) continue;
    if (code === NEWLINE) return at;
    if (code === COLON && isSeparation(text, at + 1)) return at;
    if (code === HASH && text.charCodeAt(at - 1) === SPACE) return at;
    if (code === TAB) outside();
  }
}

/** The offset after the last character that is no space. */
export function trimmed(text: string, end: number): number {
  let at = end;
  while (text.charCodeAt(at - 1) === SPACE) at -= 1;
  return at;
}

/** The value of a plain scalar of a block that ends on its line at `lineEnd`; lines that are indented more than `parent` go on with it. */
export function blockPlain(cursor: Cursor, lineEnd: number, parent: number): Json {
  const { text, at: start } = cursor;
  const end = trimmed(text, lineEnd);
  cursor.at = end;
  const breaks = cursor.nextLine();
  return cursor.indent > parent ? folded(cursor, text.slice(start, end), breaks, parent) : plainValue(text, start, end);
}

/** Passes what `blockPlain` reads, and gives the offset after its last character. */
export function passBlockPlain(cursor: Cursor, firstLineEnd: number, parent: number): number {
  const { text } = cursor;
  let end = trimmed(text, firstLineEnd);
  cursor.at = end;
  cursor.nextLine();
  while (cursor.indent > parent) {
    end = trimmed(text, plainEnd(text, cursor.at));
    cursor.at = end;
    cursor.nextLine();
  }
  return end;
}

/** A plain scalar of several lines. */
function folded(cursor: Cursor, first: string, breaksAfterFirst: number, parent: number): Json {
  const { text } = cursor;
  let result = first;
  let breaks = breaksAfterFirst;
  while (cursor.indent > parent) {
    if (breaks === 0) outside();
    const start = cursor.at;
    const lineEnd = plainEnd(text, start);
    if (text.charCodeAt(lineEnd) === COLON) outside();
    const end = trimmed(text, lineEnd);
    result += (breaks === 1 ? ' ' : '\n'.repeat(breaks - 1)) + text.slice(start, end);
    cursor.at = end;
    breaks = cursor.nextLine();
  }
  return isSurelyTextAt(result, 0, result.length) ? result : resolved(result);
}

/** What a plain scalar on one line is. */
export function plainValue(text: string, start: number, end: number): Json {
  if (isSurelyTextAt(text, start, end)) return text.slice(start, end);
  const first = text.charCodeAt(start);
  const length = end - start;
  if (first >= ZERO && first <= NINE && length <= LONGEST_EXACT_INTEGER) {
    if (length === 1) return first - ZERO;
    const integer = first === ZERO ? -1 : exactInteger(text, start, end);
    if (integer !== -1) return integer;
  }
  return resolved(text.slice(start, end));
}

function resolved(text: string): Json {
  const { type, value } = resolvePlain(text);
  if (type === 'int') return Number(value);
  if (type !== 'float') return value;
  // JSON's -0 is an integer to Kubernetes, which makes 0 of it.
  return Number.isFinite(value) ? value + 0 : outside();
}

/** The number of a run of decimal digits; -1 for anything else. */
function exactInteger(text: string, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > NINE) return -1;
    value = value * 10 + (code - ZERO);
  }
  return value;
}

/** The key that a plain scalar makes. */
export function plainKey(text: string, start: number, end: number): string {
  if (isSurelyTextAt(text, start, end)) {
    return text.charCodeAt(start) === LESS_THAN && text.startsWith('<<', start) ? outside() : text.slice(start, end);
  }
  return keyText(resolvePlain(text.slice(start, end))) ?? outside();
}
