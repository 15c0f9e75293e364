import { sha256 } from '../core/digest.ts';

/** A UUID of a content: the same content has the same one. Source: RFC 9562, section 5.8 (version 8). */
export function contentUuid(content: string): string {
  const hex = sha256(content);
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20, 32)].join('-');
}
