import type { Json, JsonObject } from '../document.ts';
import {
  CLOSE_LIST,
  CLOSE_MAPPING,
  COLON,
  COMMA,
  DASH,
  DOUBLE_QUOTE,
  HASH,
  NEWLINE,
  OPEN_LIST,
  OPEN_MAPPING,
  QUESTION,
  SINGLE_QUOTE,
  SPACE,
  TAB,
} from './characters.ts';
import { type Cursor, isSeparation } from './cursor.ts';
import { setNewField } from './field.ts';
import { outside } from './outside.ts';
import { plainKey, plainValue, startsPlain, trimmed } from './plain.ts';
import { ONE_LINE, readQuoted } from './quoted.ts';

/** Reads a flow collection that stands on one line and goes after it. `levels` is how deep it may nest. */
export function readFlow(cursor: Cursor, levels: number): Json {
  if (levels === 0) outside();
  return cursor.text.charCodeAt(cursor.at) === OPEN_LIST ? readList(cursor, levels) : readMapping(cursor, levels);
}

function readList(cursor: Cursor, levels: number): Json[] {
  const list: Json[] = [];
  if (passOpening(cursor, CLOSE_LIST)) return list;
  do {
    cursor.skipSpaces();
    list.push(readValue(cursor, levels));
  } while (passSeparator(cursor, CLOSE_LIST));
  return list;
}

function readMapping(cursor: Cursor, levels: number): JsonObject {
  const mapping: JsonObject = {};
  if (passOpening(cursor, CLOSE_MAPPING)) return mapping;
  do {
    cursor.skipSpaces();
    const key = readFlowKey(cursor);
    passFlowColon(cursor);
    setNewField(mapping, key, readValue(cursor, levels));
  } while (passSeparator(cursor, CLOSE_MAPPING));
  return mapping;
}

/** Passes the bracket; whether the collection is empty. */
export function passOpening(cursor: Cursor, closing: number): boolean {
  cursor.at += 1;
  cursor.skipSpaces();
  if (cursor.text.charCodeAt(cursor.at) !== closing) return false;
  cursor.at += 1;
  return true;
}

/** Passes a comma or the closing bracket; whether another entry follows. */
export function passSeparator(cursor: Cursor, closing: number): boolean {
  cursor.skipSpaces();
  const code = cursor.text.charCodeAt(cursor.at);
  if (code !== COMMA && code !== closing) outside();
  cursor.at += 1;
  return code === COMMA;
}

/** Passes the colon after a key, and the spaces on both sides. */
export function passFlowColon(cursor: Cursor): void {
  cursor.skipSpaces();
  if (cursor.text.charCodeAt(cursor.at) !== COLON) outside();
  cursor.at += 1;
  cursor.skipSpaces();
}

/** Reads a key and goes after its last character. */
export function readFlowKey(cursor: Cursor): string {
  const { text, at: start } = cursor;
  const code = text.charCodeAt(start);
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return readQuoted(cursor, ONE_LINE);
  const end = passFlowPlain(cursor);
  return plainKey(text, start, end);
}

function readValue(cursor: Cursor, levels: number): Json {
  const { text, at: start } = cursor;
  const code = text.charCodeAt(start);
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return readQuoted(cursor, ONE_LINE);
  if (code === OPEN_LIST || code === OPEN_MAPPING) return readFlow(cursor, levels - 1);
  const end = passFlowPlain(cursor);
  return plainValue(text, start, end);
}

/** Goes after the plain scalar that begins at the cursor, and gives its end. */
export function passFlowPlain(cursor: Cursor): number {
  const { text, at } = cursor;
  if (!startsPlain(text, at) || (isIndicator(text.charCodeAt(at)) && isFlowIndicator(text.charCodeAt(at + 1))))
    outside();
  cursor.at = trimmed(text, flowPlainEnd(text, at));
  return cursor.at;
}

function flowPlainEnd(text: string, from: number): number {
  for (let at = from; ; at += 1) {
    const code = text.charCodeAt(at);
    if (isFlowIndicator(code)) return at;
    if (code === COLON) {
      if (isSeparation(text, at + 1) || isFlowIndicator(text.charCodeAt(at + 1))) return at;
    } else if (code === NEWLINE || code === TAB || (code === HASH && text.charCodeAt(at - 1) === SPACE)) outside();
  }
}

/** Whether it depends on what follows that a plain scalar begins with this character. */
function isIndicator(code: number): boolean {
  return code === DASH || code === QUESTION || code === COLON;
}

function isFlowIndicator(code: number): boolean {
  return code === COMMA || code === OPEN_LIST || code === CLOSE_LIST || code === OPEN_MAPPING || code === CLOSE_MAPPING;
}
