import type { Json, JsonObject, Range } from '../document.ts';
import { readBlockScalar } from './block-scalar.ts';
import {
  COLON,
  DASH,
  DOUBLE_QUOTE,
  GREATER_THAN,
  HASH,
  NEWLINE,
  OPEN_LIST,
  OPEN_MAPPING,
  PIPE,
  SINGLE_QUOTE,
} from './characters.ts';
import { Cursor, isSeparation } from './cursor.ts';
import { setNewField } from './field.ts';
import { readFlow } from './flow.ts';
import { readKey } from './key.ts';
import { outside } from './outside.ts';
import { blockPlain, plainEnd, plainKey, startsPlain, trimmed } from './plain.ts';
import { readQuoted } from './quoted.ts';

/** Manifests nest less; deeper ones are left to the parser of all YAML, which knows the limit to the level. */
const DEEPEST = 100;

/** Reads the block collections of one document. The column of a collection is that of its keys or dashes. */
export class BlockReader {
  readonly #text: string;
  readonly #cursor: Cursor;
  /** How many more levels may be opened. */
  #levels: number;

  /** A line feed must end the range. */
  constructor(text: string, { start, end }: Range, maxDepth: number) {
    this.#text = text;
    this.#cursor = new Cursor(text, start, end);
    this.#levels = Math.min(maxDepth - 2, DEEPEST);
  }

  /** The document's value, a mapping or a list in the first column. */
  read(): Json {
    const cursor = this.#cursor;
    cursor.toContent(cursor.at);
    if (cursor.indent !== 0) outside();
    const value = this.#node(-1, 0);
    if (cursor.at !== cursor.end || value === null || typeof value !== 'object') outside();
    return value;
  }

  /** The node that begins at the cursor, in this column, below a collection in the column `parent`. */
  #node(parent: number, column: number): Json {
    const cursor = this.#cursor;
    const text = this.#text;
    const start = cursor.at;
    const code = text.charCodeAt(start);
    if (code === DASH && isSeparation(text, start + 1)) return this.#sequence(column);
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return this.#quotedNode(parent, column);
    if (!startsPlain(text, start)) return this.#marked(code, parent);
    const end = plainEnd(text, start);
    if (text.charCodeAt(end) !== COLON) return blockPlain(cursor, end, parent);
    cursor.at = end + 1;
    return this.#mapping(column, plainKey(text, start, trimmed(text, end)));
  }

  /** A quoted scalar, or a mapping whose first key it is. */
  #quotedNode(parent: number, column: number): Json {
    const cursor = this.#cursor;
    const start = cursor.at;
    const scalar = readQuoted(cursor, parent);
    const end = cursor.at;
    if (!cursor.passColon()) {
      cursor.at = end;
      cursor.nextLine();
      return scalar;
    }
    return this.#text.slice(start, end).includes('\n') ? outside() : this.#mapping(column, scalar);
  }

  /** A block scalar or a flow collection. */
  #marked(code: number, parent: number): Json {
    const cursor = this.#cursor;
    if (code === PIPE || code === GREATER_THAN) return readBlockScalar(cursor, parent);
    if (code !== OPEN_LIST && code !== OPEN_MAPPING) outside();
    const value = readFlow(cursor, this.#levels);
    cursor.nextLine();
    return value;
  }

  #sequence(column: number): Json[] {
    this.#open();
    const cursor = this.#cursor;
    const text = this.#text;
    const list: Json[] = [];
    do {
      const dash = cursor.at;
      cursor.at += 1;
      cursor.skipSpaces();
      const code = text.charCodeAt(cursor.at);
      if (code === NEWLINE || code === HASH) list.push(this.#itemBelow(column));
      else list.push(this.#node(column, column + cursor.at - dash));
    } while (cursor.isItem(column));
    if (cursor.indent > column) outside();
    this.#levels += 1;
    return list;
  }

  #itemBelow(column: number): Json {
    const cursor = this.#cursor;
    cursor.skipLine();
    return cursor.indent > column ? this.#node(column, cursor.indent) : null;
  }

  /** A mapping whose first key was read, with its colon. */
  #mapping(column: number, firstKey: string): JsonObject {
    this.#open();
    const cursor = this.#cursor;
    const mapping: JsonObject = {};
    setNewField(mapping, firstKey, this.#value(column));
    while (cursor.indent === column) {
      const key = readKey(cursor);
      if (!cursor.passColon()) outside();
      setNewField(mapping, key, this.#value(column));
    }
    if (cursor.indent > column) outside();
    this.#levels += 1;
    return mapping;
  }

  /** The value of a field of a mapping, from after the colon. */
  #value(column: number): Json {
    const cursor = this.#cursor;
    const text = this.#text;
    cursor.skipSpaces();
    const start = cursor.at;
    const code = text.charCodeAt(start);
    if (code === NEWLINE || code === HASH) return this.#valueBelow(column);
    if (startsPlain(text, start)) {
      const end = plainEnd(text, start);
      return text.charCodeAt(end) === COLON ? outside() : blockPlain(cursor, end, column);
    }
    if (code !== DOUBLE_QUOTE && code !== SINGLE_QUOTE) return this.#marked(code, column);
    const scalar = readQuoted(cursor, column);
    cursor.nextLine();
    return scalar;
  }

  #valueBelow(column: number): Json {
    const cursor = this.#cursor;
    cursor.skipLine();
    if (cursor.indent > column) return this.#node(column, cursor.indent);
    return cursor.isItem(column) ? this.#sequence(column) : null;
  }

  #open(): void {
    if (this.#levels === 0) outside();
    this.#levels -= 1;
  }
}
