import { sha256 } from '../core/digest.ts';
import type { JsonObject } from '../formats/document.ts';
import { documentText } from './json.ts';

/** What stands in a document where its number comes. */
export const NO_NUMBER = 'urn:uuid:00000000-0000-0000-0000-000000000000';

/** Where documents of a format say who they are and when they were made. */
export interface DatedFields {
  /** What stands in its fields where the time comes, in as many characters. */
  readonly noTime: string;
  /** The names of fields that no other data of theirs has. */
  readonly times: readonly string[];
  /** What is written before a number, with the quotation mark: what no text of an image can be taken for. */
  readonly numbers: readonly string[];
}

/** Where a document has blanks, as bytes from its beginning, and what is written into them: plain data, since it is kept. */
export interface Blanks {
  /** Of the document with its blanks: the SHA-256, in hexadecimal. */
  readonly digest: string;
  readonly numbers: readonly number[];
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
export function undatedDocument(document: JsonObject, { noTime, times, numbers }: DatedFields): UndatedDocument {
  const bytes = Buffer.from(documentText(document));
  const numbersAt = numbers.flatMap((before) => placesOf(bytes, before, NO_NUMBER));
  if (numbersAt.length === 0) throw new Error(`a document without ${numbers.join(' or ')}`);
  const timesAt = times.flatMap((name) => placesOf(bytes, fieldBeginning(name), `${noTime}"`));
  return undatedBytes(bytes, { numbers: numbersAt, times: timesAt, timeLength: noTime.length });
}

/** What is written before the text of a field. Texts cannot be taken for it: a quotation mark in one has a backslash before it. */
export function fieldBeginning(name: string): string {
  return `"${name}": "`;
}

/** A document of which it is known where its blanks are. */
export function undatedBytes(bytes: Uint8Array, blanks: Omit<Blanks, 'digest'>): UndatedDocument {
  return { bytes, blanks: { digest: sha256(bytes), ...blanks } };
}

/** Where a value begins that stands behind another text. */
function placesOf(bytes: Buffer, before: string, value: string): readonly number[] {
  const wanted = Buffer.from(`${before}${value}`);
  const start = Buffer.byteLength(before);
  const found: number[] = [];
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + wanted.length)) found.push(at + start);
  return found;
}

const WITH_SECONDS = '2000-01-01T00:00:00'.length;

/** A document with the time when it is said to be made, of the years 0 to 9999, and with its number. */
export function datedBytes({ bytes, blanks }: UndatedDocument, created: Date): Uint8Array {
  const { digest, numbers, times, timeLength } = blanks;
  const whole = created.toISOString();
  const time = timeLength === whole.length ? whole : `${whole.slice(0, WITH_SECONDS)}Z`;
  const dated = Buffer.from(bytes);
  const number = Buffer.from(`urn:uuid:${documentUuid(digest, Date.parse(time))}`);
  for (const at of numbers) dated.set(number, at);
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
