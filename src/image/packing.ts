import type { ByteSource } from '../core/ports.ts';

/** How bytes are packed. */
export type Packing = 'gzip' | 'zstd' | 'none';

/** How a blob is packed, by its first bytes: media types are not to be trusted, and an archive of `docker save` has none. */
export async function packingOf(source: ByteSource): Promise<Packing> {
  const [first, second, third, fourth] = await source.read(0, 4);
  if (first === 0x1f && second === 0x8b) return 'gzip';
  return first === 0x28 && second === 0xb5 && third === 0x2f && fourth === 0xfd ? 'zstd' : 'none';
}
