import { VERSION } from '../../core/plimsoll-version.ts';

/** What decides what a database answers; answers are kept under it. What is published has the checksum of all sources behind it. */
export const ADVISED_BY = `advised@1 ${VERSION}`;
