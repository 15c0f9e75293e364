import * as v from 'valibot';
import type { FeedFault } from './feed.ts';

const MAX_NAME = 200;

/** A date, as `2026-01-31`. */
export const feedDay = v.pipe(v.string(), v.isoDate());

/** A name, a version or a time that is only shown. */
export const feedName = v.pipe(v.string(), v.maxLength(MAX_NAME));

/** That a field is not as the publisher of a feed writes it. */
export function shapeFault(issue: v.BaseIssue<unknown>): FeedFault {
  return { why: `its ${v.getDotPath(issue) ?? 'content'} is not as its publisher writes it` };
}

/** What is kept, as JSON. */
export function jsonBytes(kept: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(kept));
}
