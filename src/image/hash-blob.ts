import { createHash } from 'node:crypto';
import type { ByteSource } from '../core/ports.ts';

const CHUNK = 1024 * 1024;

/** Reads all of a blob for its digest, `sha256:...`. */
export async function hashBlob(source: ByteSource): Promise<string> {
  const hash = createHash('sha256');
  let chunk = await source.read(0, CHUNK);
  for (let offset = 0; chunk.length > 0; ) {
    offset += chunk.length;
    const next = source.read(offset, CHUNK);
    hash.update(chunk);
    chunk = await next;
  }
  return `sha256:${hash.digest('hex')}`;
}
