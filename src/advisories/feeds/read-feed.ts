import { gunzipSync } from 'node:zlib';
import type { Feed, FeedFault } from './feed.ts';
import { isEol, readEol } from './read-eol.ts';
import { isEpss, readEpss } from './read-epss.ts';
import { isKev, readKev } from './read-kev.ts';
import { isKevTable, readKevTable } from './read-kev-table.ts';

/** More than any feed unpacks to, in bytes. */
export const MAX_FEED_BYTES: number = 128 * 1024 * 1024;

/** Reads a feed, packed with gzip or not. Which one it is tells its shape. */
export function readFeed(bytes: Uint8Array): Feed | FeedFault {
  const text = isPacked(bytes) ? unpacked(bytes) : Buffer.from(bytes).toString();
  if (typeof text !== 'string') return text;
  if (isEpss(text)) return readEpss(text);
  if (isKevTable(text)) return readKevTable(text);
  const value = parsed(text);
  if (value === undefined) return { why: 'it is no JSON' };
  if (isKev(value)) return readKev(value);
  return isEol(value) ? readEol(value) : { why: 'it is no feed that is known' };
}

/** Whether bytes are those of a feed, whole or not. */
export function isFeedLike(bytes: Uint8Array): boolean {
  const text = isPacked(bytes) ? unpacked(bytes) : Buffer.from(bytes).toString();
  if (typeof text !== 'string') return false;
  if (isEpss(text) || isKevTable(text)) return true;
  const value = parsed(text);
  return isKev(value) || isEol(value);
}

/** Source: RFC 1952, 2.3.1. */
function isPacked([first, second]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b;
}

function unpacked(bytes: Uint8Array): string | FeedFault {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_FEED_BYTES }).toString();
  } catch (error) {
    const isLarge = error instanceof RangeError;
    return { why: isLarge ? `it unpacks to more than ${MAX_FEED_BYTES} bytes` : 'it is cut off or damaged' };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
