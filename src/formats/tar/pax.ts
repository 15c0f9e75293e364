import { decodeName } from './header.ts';

/** The records of an extended header by their keywords; the last one of a keyword counts. */
export type PaxRecords = ReadonlyMap<string, string>;

/**
 * Reads the records of an extended header: `30 mtime=1350244992.023960108\n`. Undefined where a length is wrong.
 * Source: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html, pax Extended Header.
 */
export function readPax(body: Uint8Array): PaxRecords | undefined {
  const records = new Map<string, string>();
  for (let at = 0; at < body.length; ) {
    const space = body.indexOf(0x20, at);
    const digits = space < 0 ? '' : decodeName(body.subarray(at, space));
    if (!/^[1-9]\d{0,9}$/.test(digits)) return undefined;
    const end = at + Number(digits);
    const equals = body.indexOf(0x3d, space);
    if (end > body.length || body[end - 1] !== 0x0a || equals < 0 || equals >= end) return undefined;
    records.set(decodeName(body.subarray(space + 1, equals)), decodeName(body.subarray(equals + 1, end - 1)));
    at = end;
  }
  return records;
}
