import { COLON, DOUBLE_QUOTE, SINGLE_QUOTE } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { outside } from './outside.ts';
import { plainEnd, plainKey, startsPlain, trimmed } from './plain.ts';
import { ONE_LINE, readQuoted } from './quoted.ts';

/** Reads the key of a block mapping and goes after its last character. */
export function readKey(cursor: Cursor): string {
  const { text, at: start } = cursor;
  const code = text.charCodeAt(start);
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return readQuoted(cursor, ONE_LINE);
  if (!startsPlain(text, start)) outside();
  const colon = plainEnd(text, start);
  if (text.charCodeAt(colon) !== COLON) outside();
  cursor.at = trimmed(text, colon);
  return plainKey(text, start, cursor.at);
}
