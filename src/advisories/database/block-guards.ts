import { isMapping } from '../../core/record.ts';
import type { HeadCode } from './head-code.ts';
import { type PackageCode, SHARD_FORMAT, type ShardIndex } from './shard.ts';

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

/** Whether a value is a package. A checksum tells damage, and nothing of who wrote what is whole. */
export function isPackageCode(value: unknown): value is PackageCode {
  if (!Array.isArray(value)) return false;
  const [name, ...advisories]: readonly unknown[] = value;
  return isText(name) && advisories.every(isAdvisoryOfPackage);
}

/** Whether a value is an advisory. */
export function isHeadCode(value: unknown): value is HeadCode {
  if (!Array.isArray(value)) return false;
  const [id, aliases, upstream, related, modified, severity, by, score = null, published = '']: readonly unknown[] =
    value;
  return (
    [id, modified, by, published].every(isText) &&
    [aliases, upstream, related].every(isTexts) &&
    isCount(severity) &&
    (score === null || typeof score === 'number')
  );
}

function isAdvisoryOfPackage(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  const [head, ...entries]: readonly unknown[] = value;
  return isCount(head) && isListOf(entries, isEntry);
}

function isEntry([ranges, versions, specific, only]: readonly unknown[]): boolean {
  return (
    isListOf(ranges, (range) => range.every(isText)) &&
    isTexts(versions) &&
    (specific === undefined || isMapping(specific)) &&
    (only === undefined || isRestriction(only))
  );
}

function isRestriction(value: unknown): boolean {
  if (!isMapping(value)) return false;
  const { m: modules, a: architecture, w: word, r: custom } = value;
  return (
    (modules === undefined || isTexts(modules)) &&
    (custom === undefined || isListOf(custom, (range) => range.every(isText))) &&
    [architecture, word].every((each) => each === undefined || isText(each))
  );
}

function isListOf(
  value: unknown,
  isItem: (item: readonly unknown[]) => boolean,
): value is readonly (readonly unknown[])[] {
  return Array.isArray(value) && value.every((item) => Array.isArray(item) && isItem(item));
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
