import { sha256 } from '../core/digest.ts';
import type { JsonObject } from '../formats/document.ts';
import { documentText } from './json.ts';

/** What stands in a document where its number comes. */
export const NO_NUMBER = 'urn:uuid:00000000-0000-0000-0000-000000000000';

/** Where documents of a format say who they are and when they were made: the names of fields that no other data of theirs has. */
export interface DatedFields {
  /** What stands in its fields where the time comes, in as many characters. */
  readonly noTime: string;
  readonly times: readonly string[];
  readonly number: string;
}

/** Where a document has blanks, as bytes from its beginning, and what is written into them: plain data, since it is kept. */
export interface Blanks {
  /** Of the document with its blanks: the SHA-256, in hexadecimal. */
  readonly digest: string;
  readonly number: number;
  readonly times: readonly number[];
  /** Of each time: 20 bytes in seconds, 24 in milliseconds. */
  readonly timeLength: number;
}

/** A document as UTF-8 that says all but when it was made, so that it need not be made again to say that. */
export interface UndatedDocument {
  readonly bytes: Uint8Array;
  readonly blanks: Blanks;
}

/** Writes a document whose fields for time and number hold what stands for them. */
export function undatedDocument(document: JsonObject, { noTime, times, number }: DatedFields): UndatedDocument {
  const bytes = Buffer.from(documentText(document));
  const [numberAt] = valuesOf(bytes, number, NO_NUMBER);
  if (numberAt === undefined) throw new Error(`a document without ${number}`);
  const timesAt = times.flatMap((name) => valuesOf(bytes, name, noTime));
  return undatedBytes(bytes, { number: numberAt, times: timesAt, timeLength: noTime.length });
}

/** A document of which it is known where its blanks are. */
export function undatedBytes(bytes: Uint8Array, blanks: Omit<Blanks, 'digest'>): UndatedDocument {
  return { bytes, blanks: { digest: sha256(bytes), ...blanks } };
}

/** Where the values of a field begin. Texts cannot be taken for it: a quotation mark in one has a backslash before it. */
function valuesOf(bytes: Buffer, name: string, value: string): readonly number[] {
  const before = `"${name}": "`;
  const wanted = Buffer.from(`${before}${value}"`);
  const found: number[] = [];
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + wanted.length))
    found.push(at + before.length);
  return found;
}

const WITH_SECONDS = '2000-01-01T00:00:00'.length;

/** A document with the time when it is said to be made, of the years 0 to 9999, and with its number. */
export function datedBytes({ bytes, blanks }: UndatedDocument, created: Date): Uint8Array {
  const { digest, number, times, timeLength } = blanks;
  const whole = created.toISOString();
  const time = timeLength === whole.length ? whole : `${whole.slice(0, WITH_SECONDS)}Z`;
  const dated = Buffer.from(bytes);
  dated.write(`urn:uuid:${documentUuid(digest, Date.parse(time))}`, number);
  const written = Buffer.from(time);
  for (const at of times) dated.set(written, at);
  return dated;
}

/** The same as a text. */
export function datedText(document: UndatedDocument, created: Date): string {
  return new TextDecoder().decode(datedBytes(document, created));
}

const TIME_BITS = 48;
const TIME_DIGITS = 12;

/**
 * The number of a document: that of what it says, by the SHA-256 in hexadecimal, and of the time, in milliseconds since 1970. At another time the same
 * content has another one for certain. Source: RFC 9562, section 5.8 (version 8).
 */
function documentUuid(digest: string, time: number): string {
  const mixed = BigInt(`0x${digest.slice(0, TIME_DIGITS)}`) ^ BigInt.asUintN(TIME_BITS, BigInt(time));
  const first = mixed.toString(16).padStart(TIME_DIGITS, '0');
  const variant = '89ab'.charAt(Number.parseInt(digest.charAt(16), 16) % 4);
  const rest = [`8${digest.slice(13, 16)}`, `${variant}${digest.slice(17, 20)}`, digest.slice(20, 32)];
  return [first.slice(0, 8), first.slice(8), ...rest].join('-');
}
