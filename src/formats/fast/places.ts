import type { Range } from '../document.ts';
import { passBlockScalar } from './block-scalar.ts';
import { COLON, DASH, DOUBLE_QUOTE, GREATER_THAN, HASH, NEWLINE, PIPE, SINGLE_QUOTE } from './characters.ts';
import { Cursor, isSeparation } from './cursor.ts';
import { flowPlace, quotedPlace } from './flow-places.ts';
import { readKey } from './key.ts';
import { NOWHERE, type Place, scalarPlace } from './place.ts';
import { passBlockPlain, plainEnd, startsPlain } from './plain.ts';

/** Finds where everything stands in a document that `BlockReader` took; its ways are the same, without its doubts. */
export class PlaceReader {
  readonly #text: string;
  readonly #cursor: Cursor;
  /** The end of the last thing that was written. */
  #last = 0;

  constructor(text: string, { start, end }: Range) {
    this.#text = text;
    this.#cursor = new Cursor(text, start, end);
  }

  read(): Place {
    this.#cursor.toContent(this.#cursor.at);
    return this.#node(-1, 0);
  }

  #node(parent: number, column: number): Place {
    const cursor = this.#cursor;
    const text = this.#text;
    const start = cursor.at;
    if (cursor.text.charCodeAt(start) === DASH && isSeparation(text, start + 1)) return this.#sequence(column);
    return this.#beginsWithKey() ? this.#mapping(column) : this.#leaf(parent);
  }

  /** Whether a key begins at the cursor. */
  #beginsWithKey(): boolean {
    const cursor = this.#cursor;
    const { at } = cursor;
    const code = this.#text.charCodeAt(at);
    if (code !== DOUBLE_QUOTE && code !== SINGLE_QUOTE) {
      return startsPlain(this.#text, at) && this.#text.charCodeAt(plainEnd(this.#text, at)) === COLON;
    }
    quotedPlace(cursor, NOWHERE);
    const isKey = cursor.passColon();
    cursor.at = at;
    return isKey;
  }

  /** A scalar or a flow collection, and the way to the next line. */
  #leaf(parent: number): Place {
    const place = this.#leafPlace(parent);
    this.#last = place.end;
    return place;
  }

  #leafPlace(parent: number): Place {
    const cursor = this.#cursor;
    const text = this.#text;
    const start = cursor.at;
    const code = text.charCodeAt(start);
    if (startsPlain(text, start)) {
      return scalarPlace('plain', start, passBlockPlain(cursor, plainEnd(text, start), parent));
    }
    if (code === PIPE || code === GREATER_THAN) {
      return scalarPlace(code === PIPE ? 'literal' : 'folded', start, passBlockScalar(cursor, parent));
    }
    const isQuoted = code === DOUBLE_QUOTE || code === SINGLE_QUOTE;
    const place = isQuoted ? quotedPlace(cursor, parent) : flowPlace(cursor);
    cursor.nextLine();
    return place;
  }

  #sequence(column: number): Place {
    const cursor = this.#cursor;
    const start = cursor.at;
    const children: Place[] = [];
    do {
      const dash = cursor.at;
      cursor.at += 1;
      this.#last = cursor.at;
      cursor.skipSpaces();
      if (this.#isLineOver()) children.push(this.#below(column));
      else children.push(this.#node(column, column + cursor.at - dash));
    } while (cursor.isItem(column));
    return this.#collection('sequence', start, children);
  }

  #mapping(column: number): Place {
    const cursor = this.#cursor;
    const start = cursor.at;
    const children: Place[] = [];
    do children.push(this.#field(column));
    while (cursor.indent === column);
    return this.#collection('mapping', start, children);
  }

  #field(column: number): Place {
    const cursor = this.#cursor;
    const keyStart = cursor.at;
    const name = readKey(cursor);
    const keyEnd = cursor.at;
    cursor.passColon();
    this.#last = cursor.at;
    cursor.skipSpaces();
    const place = this.#isLineOver() ? this.#below(column, true) : this.#leaf(column);
    place.name = name;
    place.keyStart = keyStart;
    place.keyEnd = keyEnd;
    return place;
  }

  /** Whether nothing but a comment follows on this line. */
  #isLineOver(): boolean {
    const code = this.#text.charCodeAt(this.#cursor.at);
    return code === NEWLINE || code === HASH;
  }

  /** A value on the lines below its key or dash; a list may stand in the column of its key. */
  #below(column: number, mayAlign = false): Place {
    const cursor = this.#cursor;
    cursor.skipLine();
    if (cursor.indent > column) return this.#node(column, cursor.indent);
    return mayAlign && cursor.isItem(column) ? this.#sequence(column) : scalarPlace('plain', this.#last, this.#last);
  }

  #collection(kind: 'mapping' | 'sequence', start: number, children: readonly Place[]): Place {
    return { kind, style: 'block', start, end: this.#last, children, name: '', keyStart: NOWHERE, keyEnd: NOWHERE };
  }
}
