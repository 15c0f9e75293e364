import type { VersionOrder } from './order.ts';
import { comparisons, type Relations, readRelations } from './requirements/relations.ts';
import { compareTexts, isDigit } from './scanning/characters.ts';
import { compareNumerals, numeral } from './scanning/numerals.ts';

/**
 * Numbers, as numerals, and words; zeros at the end of the numbers before the first word, and at its end, are left
 * out.
 */
type Segments = readonly string[];

interface RubygemsVersion {
  /** As they are written. */
  readonly segments: Segments;
  readonly canonical: Segments;
}

const VERSION = /^\d+(?:\.[0-9a-zA-Z]+)*(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

/** Ruby gems: Gem::Version and Gem::Requirement. A word makes a pre-release; a hyphen is `.pre.`. */
export const rubygems: VersionOrder<RubygemsVersion> = {
  title: 'Ruby gems',
  specification: 'https://github.com/rubygems/rubygems/blob/master/lib/rubygems/version.rb',
  parse,
  compare,
  requirement: (text) => readRelations(text, parse, RELATIONS),
};

const RELATIONS: Relations<RubygemsVersion> = { ...comparisons(compare), '~>': isCompatible };

function parse(text: string): RubygemsVersion | undefined {
  const trimmed = text.trim();
  if (!VERSION.test(trimmed)) return undefined;
  const written = trimmed.replaceAll('-', '.pre.').match(/\d+|[a-zA-Z]+/g) ?? [];
  const segments = written.map((segment) => (isNumber(segment) ? numeral(segment) : segment));
  const firstWord = segments.findIndex((segment) => !isNumber(segment));
  const split = firstWord === -1 ? segments.length : firstWord;
  return {
    segments,
    canonical: [...withoutZeros(segments.slice(0, split)), ...withoutZeros(segments.slice(split))],
  };
}

function withoutZeros(segments: Segments): Segments {
  return segments.slice(0, segments.findLastIndex((segment) => segment !== '0') + 1);
}

function compare({ canonical: a }: RubygemsVersion, { canonical: b }: RubygemsVersion): number {
  const length = Math.max(a.length, b.length);
  for (let position = 0; position < length; position += 1) {
    const difference = compareSegments(a[position] ?? '0', b[position] ?? '0');
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A word is older than every number. */
function compareSegments(a: string, b: string): number {
  const aIsNumber = isNumber(a);
  const bIsNumber = isNumber(b);
  if (aIsNumber && bIsNumber) return compareNumerals(a, b);
  return Number(aIsNumber) - Number(bIsNumber) || compareTexts(a, b);
}

/** `~> 1.2.3`: not older, and the same up to the last number but one. */
function isCompatible(version: RubygemsVersion, bound: RubygemsVersion): boolean {
  return compare(version, bound) >= 0 && compare({ ...version, canonical: releaseOf(version) }, bumped(bound)) < 0;
}

/** `Gem::Version#release`: the numbers before the first word. */
function releaseOf({ segments }: RubygemsVersion): Segments {
  const firstWord = segments.findIndex((segment) => !isNumber(segment));
  return withoutZeros(firstWord === -1 ? segments : segments.slice(0, firstWord));
}

/** `Gem::Version#bump`: without the last number, and one more in what is then the last. */
function bumped({ segments }: RubygemsVersion): RubygemsVersion {
  const firstWord = segments.findIndex((segment) => !isNumber(segment));
  const numbers = firstWord === -1 ? segments : segments.slice(0, firstWord);
  const kept = numbers.length > 1 ? numbers.slice(0, -1) : numbers;
  const canonical = [...kept.slice(0, -1), String(BigInt(kept.at(-1) ?? '0') + 1n)];
  return { segments: canonical, canonical };
}

function isNumber(segment: string): boolean {
  return isDigit(segment.charCodeAt(0));
}
