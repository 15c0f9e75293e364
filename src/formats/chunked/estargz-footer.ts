/** The length of the footer that ends a blob in the format eStargz, in bytes. */
export const FOOTER_BYTES = 51;

/**
 * What stands before and behind the sixteen digits: the header of a gzip member with an extra field, then `STARGZ`, an empty block and the
 * sums. The flags, time and system of the header are left to whoever wrote it.
 */
const MAGIC = '1f8b08';
const FIELD = { offset: 10, bytes: '1a0053471600' } as const;
const DIGITS = { from: 16, to: 32 } as const;
const NAME = 'STARGZ';
const EMPTY = { offset: 38, bytes: '010000ffff0000000000000000' } as const;

/** Where the table of contents begins in a blob, by its last bytes; undefined where these are no footer. Source: containerd/stargz-snapshotter, docs/estargz.md, "Footer". */
export function tableStartIn(footer: Uint8Array): number | undefined {
  const bytes = Buffer.from(footer);
  const hex = (offset: number, length: number): string => bytes.toString('hex', offset, offset + length);
  const digits = bytes.toString('latin1', DIGITS.from, DIGITS.to);
  const isFooter =
    bytes.length === FOOTER_BYTES &&
    hex(0, 3) === MAGIC &&
    hex(FIELD.offset, FIELD.bytes.length / 2) === FIELD.bytes &&
    bytes.toString('latin1', DIGITS.to, DIGITS.to + NAME.length) === NAME &&
    hex(EMPTY.offset, EMPTY.bytes.length / 2) === EMPTY.bytes &&
    /^[0-9a-f]{16}$/.test(digits);
  const start = isFooter ? Number.parseInt(digits, 16) : Number.NaN;
  return Number.isSafeInteger(start) ? start : undefined;
}
