import { EVENT_ID, type Event } from 'js-yaml';
import { problemOf } from '../core/errors.ts';
import type { DocumentLimits } from './document.ts';
import { formatErrors } from './errors.ts';
import { ABSENT, abbreviate } from './events.ts';
import { DocumentFault } from './fault.ts';

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const LETTER_U = 117;

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;
const HEX4 = /[0-9a-fA-F]{4}/y;
const SIMPLE_ESCAPES = '"\\/bfnrt';

/**
 * Reads one JSON value (RFC 8259) into the events that the YAML parser would give, so that one builder and one locator serve both.
 * Further values may follow it, as in kubectl's streams of objects.
 */
export class JsonReader {
  readonly events: Event[] = [];
  readonly #text: string;
  readonly #maxDepth: number;
  #at: number;
  #depth = 0;

  constructor(text: string, start: number, limits: DocumentLimits) {
    this.#text = text;
    this.#at = start;
    this.#maxDepth = limits.maxDepth;
  }

  /** The offset after the value. Throws a `DocumentFault`. */
  read(): number {
    this.events.push({ type: EVENT_ID.DOCUMENT, explicitStart: false, explicitEnd: false, directives: [] });
    this.#value();
    this.events.push({ type: EVENT_ID.POP });
    return this.#at;
  }

  #value(): void {
    const code = this.#peek();
    if (code === OPEN_OBJECT) this.#object();
    else if (code === OPEN_LIST) this.#list();
    else if (code === QUOTE) this.#string();
    else this.#literal();
  }

  #object(): void {
    this.#open(EVENT_ID.MAPPING);
    if (this.#passIf(CLOSE_OBJECT)) return this.#close();
    do {
      if (this.#peek() !== QUOTE) throw this.#fault('a key in double quotes is expected');
      this.#string();
      this.#expect(COLON, '":"');
      this.#value();
    } while (this.#passIf(COMMA));
    this.#expect(CLOSE_OBJECT, '"," or "}"');
    return this.#close();
  }

  #list(): void {
    this.#open(EVENT_ID.SEQUENCE);
    if (this.#passIf(CLOSE_LIST)) return this.#close();
    do this.#value();
    while (this.#passIf(COMMA));
    this.#expect(CLOSE_LIST, '"," or "]"');
    return this.#close();
  }

  #open(type: 2 | 3): void {
    if (this.#depth === this.#maxDepth) {
      throw new DocumentFault(problemOf(formatErrors, 'PL_E_DOCUMENT_DEPTH', { limit: this.#maxDepth }), this.#at);
    }
    this.#depth += 1;
    const absent = { anchorStart: ABSENT, anchorEnd: ABSENT, tagStart: ABSENT, tagEnd: ABSENT };
    this.events.push({ type, start: this.#at, ...absent, style: 2 });
    this.#at += 1;
  }

  #close(): void {
    this.#depth -= 1;
    this.events.push({ type: EVENT_ID.POP });
  }

  #string(): void {
    const start = this.#at + 1;
    let at = start;
    let fast = true;
    for (;;) {
      const code = this.#text.charCodeAt(at);
      if (code === QUOTE) break;
      if (code === BACKSLASH) {
        fast = false;
        at = this.#escape(at + 1);
      } else if (code >= 32) at += 1;
      else throw this.#fault(unclosedString(code), at);
    }
    this.#scalar(start, at, 3, fast);
    this.#at = at + 1;
  }

  /** The offset after the escape whose backslash stands before `at`. */
  #escape(at: number): number {
    if (this.#text.charCodeAt(at) === LETTER_U) {
      HEX4.lastIndex = at + 1;
      if (HEX4.test(this.#text)) return at + 5;
    } else if (at < this.#text.length && SIMPLE_ESCAPES.includes(this.#text.charAt(at))) return at + 1;
    throw this.#fault('a string holds an unknown escape', at - 1);
  }

  #literal(): void {
    const start = this.#at;
    for (const word of ['true', 'false', 'null']) {
      if (!this.#text.startsWith(word, start)) continue;
      this.#at += word.length;
      return this.#scalar(start, this.#at, 1, true);
    }
    NUMBER.lastIndex = start;
    const number = NUMBER.exec(this.#text)?.[0];
    if (number === undefined) {
      throw this.#fault(start >= this.#text.length ? 'the text ends where a value is expected' : 'a value is expected');
    }
    if (!Number.isFinite(Number(number))) throw this.#fault(`the number ${abbreviate(number)} is too large`);
    this.#at += number.length;
    return this.#scalar(start, this.#at, 1, true);
  }

  #scalar(valueStart: number, valueEnd: number, style: 1 | 3, fast: boolean): void {
    const absent = { anchorStart: ABSENT, anchorEnd: ABSENT, tagStart: ABSENT, tagEnd: ABSENT };
    this.events.push({ type: EVENT_ID.SCALAR, valueStart, valueEnd, ...absent, style, chomping: 1, indent: -1, fast });
  }

  #peek(): number {
    this.#at = skipJsonSpace(this.#text, this.#at);
    return this.#text.charCodeAt(this.#at);
  }

  #passIf(code: number): boolean {
    if (this.#peek() !== code) return false;
    this.#at += 1;
    return true;
  }

  #expect(code: number, what: string): void {
    if (!this.#passIf(code)) throw this.#fault(`${what} is expected`);
  }

  #fault(reason: string, at = this.#at): DocumentFault {
    return new DocumentFault(problemOf(formatErrors, 'PL_E_JSON_SYNTAX', { reason }), Math.min(at, this.#text.length));
  }
}

function unclosedString(code: number): string {
  if (Number.isNaN(code)) return 'the text ends inside a string';
  return code === 10 || code === 13 ? 'a string does not end on its line' : 'a string holds a control character';
}

/** The offset after JSON's white space. */
export function skipJsonSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at;
    at += 1;
  }
}
