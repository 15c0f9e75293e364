/** How bytes are packed. */
export type Packing = 'gzip' | 'zstd' | 'none';

/** How a blob is packed, by its first bytes: media types are not to be trusted, and an archive of `docker save` has none. */
export function packingOf([first, second, third, fourth]: Uint8Array): Packing {
  if (first === 0x1f && second === 0x8b) return 'gzip';
  return first === 0x28 && second === 0xb5 && third === 0x2f && fourth === 0xfd ? 'zstd' : 'none';
}

/** How an archive is packed that is not unpacked here; undefined where it is not. */
export function foreignPacking(first: Uint8Array): string | undefined {
  const text = Buffer.from(first.subarray(0, 6)).toString('latin1');
  if (text.startsWith('BZh')) return 'bzip2';
  return text === '\u00fd7zXZ\0' ? 'xz' : undefined;
}
