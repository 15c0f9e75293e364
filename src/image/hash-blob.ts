import { createHash } from 'node:crypto';
import type { ByteSource } from '../core/ports.ts';
import { type Packing, packingOf } from './packing.ts';

const CHUNK = 1024 * 1024;

/** Reads all of a blob for its digest, `sha256:...`, and tells how it is packed. */
export async function hashBlob(source: ByteSource): Promise<{ readonly digest: string; readonly packing: Packing }> {
  const hash = createHash('sha256');
  let chunk = await source.read(0, CHUNK);
  const packing = packingOf(chunk);
  for (let offset = 0; chunk.length > 0; ) {
    offset += chunk.length;
    const next = source.read(offset, CHUNK);
    hash.update(chunk);
    chunk = await next;
  }
  return { digest: `sha256:${hash.digest('hex')}`, packing };
}
