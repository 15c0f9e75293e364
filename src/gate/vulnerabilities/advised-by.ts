import { VERSION } from '../../core/plimsoll-version.ts';

/**
 * What decides what a database answers, and how that is written: answers are kept under it. What is published has the checksum of all sources behind it;
 * of sources that are run as they are, the number is counted up.
 */
export const ADVISED_BY = `advised@1 ${VERSION}`;
