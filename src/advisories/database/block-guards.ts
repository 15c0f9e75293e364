import { isMapping } from '../../core/record.ts';
import { type EntryCode, eventCodes } from './entry-code.ts';
import type { HeadCode } from './head-code.ts';
import { SHARD_FORMAT, type ShardIndex } from './shard.ts';
import { areRuns } from './version-places.ts';

/** Whether a value is the index of a shard of the format that is read. */
export function isIndex(value: unknown): value is ShardIndex {
  return (
    isMapping(value) &&
    value['format'] === SHARD_FORMAT &&
    [value['ecosystem'], value['modified']].every(isText) &&
    [value['advisories'], value['packages']].every(isCount) &&
    isListOf(value['heads'], (place) => place.length === 2 && place.every(isCount)) &&
    isListOf(value['names'], ([first, ...place]) => isText(first) && place.length === 2 && place.every(isCount))
  );
}

/** Whether a value is a list of texts. */
export function areTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

/** Whether a value is an advisory. A checksum tells damage, and nothing of who wrote what is whole. */
export function isHeadCode(value: unknown): value is HeadCode {
  if (!Array.isArray(value)) return false;
  const [score = null, published = '']: readonly unknown[] = [value[5], value[6]];
  return (
    isText(value[0]) &&
    areTexts(value[1]) &&
    areTexts(value[2]) &&
    isCount(value[3]) &&
    isText(value[4]) &&
    (score === null || typeof score === 'number') &&
    isText(published)
  );
}

/** Whether a value is an entry of a package of which so many versions are named. */
export function isEntryCode(value: unknown, versions: number): value is EntryCode {
  if (!Array.isArray(value)) return isCount(value) && value < versions;
  const runs: unknown = value[1];
  const only: unknown = value[2];
  return (
    areRanges(value[0], versions) &&
    (runs === undefined || (areCountsBelow(runs, versions) && areRuns(runs, versions))) &&
    (only === undefined || isRestriction(only, versions))
  );
}

function areRanges(value: unknown, versions: number): boolean {
  if (!Array.isArray(value)) return false;
  const most = eventCodes(versions);
  return value.every((range) => areCountsBelow(range, most));
}

function isRestriction(value: unknown, versions: number): boolean {
  if (!isMapping(value)) return false;
  const { m: modules, a: architecture, w: word, r: custom } = value;
  return (
    (modules === undefined || areTexts(modules)) &&
    (custom === undefined || areRanges(custom, versions)) &&
    [architecture, word].every((each) => each === undefined || isText(each))
  );
}

function isListOf(value: unknown, isItem: (item: readonly unknown[]) => boolean): boolean {
  return Array.isArray(value) && value.every((item) => Array.isArray(item) && isItem(item));
}

function areCountsBelow(value: unknown, bound: number): value is readonly number[] {
  if (!Array.isArray(value)) return false;
  return value.every((each) => isCount(each) && each < bound);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Whether a value is a number that counts something. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
