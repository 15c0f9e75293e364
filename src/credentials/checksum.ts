import { crc32 } from './crc32.ts';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 6;

/**
 * The six characters that end a GitHub or npm token: the CRC-32 of its random part in base 62, zero-padded.
 * Source: "Behind GitHub's new authentication token formats" (2021), "Announcing npm's new access token format" (2021).
 */
export function base62Checksum(random: string): string {
  let rest = crc32(random);
  let digits = '';
  while (rest > 0) {
    digits = BASE62.charAt(rest % BASE62.length) + digits;
    rest = Math.floor(rest / BASE62.length);
  }
  return digits.padStart(LENGTH, '0');
}

/** Whether the last six characters of `token` (given without its prefix) are the checksum of the others. */
export function hasBase62Checksum(token: string): boolean {
  return token.slice(-LENGTH) === base62Checksum(token.slice(0, -LENGTH));
}
