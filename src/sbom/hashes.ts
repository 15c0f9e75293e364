import type { ContentHash } from '../core/package.ts';

const LENGTHS: Readonly<Record<ContentHash['algorithm'], number>> = { md5: 32, sha1: 40, sha256: 64, sha512: 128 };

/** Whether a digest can be one of its algorithm; the formats refuse every other one. */
export function isWellFormed({ algorithm, value }: ContentHash): boolean {
  return value.length === LENGTHS[algorithm] && /^[0-9a-f]*$/.test(value);
}
