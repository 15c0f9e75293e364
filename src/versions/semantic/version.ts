import { compareTexts, endOfRun, isDigit } from '../scanning/characters.ts';
import { compareNumerals, numeral } from '../scanning/numerals.ts';

/** `major.minor.patch[-prerelease][+build]`. What is built of it does not count, and is not kept. */
export interface SemanticVersion {
  /** Each a numeral. */
  readonly major: string;
  readonly minor: string;
  readonly patch: string;
  /** The identifiers of the pre-release; a release has none. */
  readonly prerelease: readonly string[];
}

/**
 * A pre-release without its hyphen begins with a letter: `1.2.3beta`, `1.2.3.beta`. An `x` alone is a wildcard and no
 * pre-release.
 */
const VERSION =
  /^[vV]?(?<release>\d+(?:\.\d+){0,2})(?:-(?<prerelease>[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)|\.?(?<loose>(?![xX](?![0-9A-Za-z-]))[A-Za-z][0-9A-Za-z-]*(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;
/** Three numbers without zeros in front. */
const RELEASE = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;
const NO_IDENTIFIERS: readonly string[] = [];
/** The letter of the specification: a number without zeros in front, and so a pre-release's identifier that is one. */
const EXACT =
  /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

/**
 * Semantic Versioning 2.0.0, and what is written for it: a `v` in front, no minor or patch version (0), zeros in front
 * of a number, a dot or nothing instead of the hyphen in front of a pre-release. Each reads in one way only; what does
 * not, is no version.
 */
export function parseSemantic(text: string): SemanticVersion | undefined {
  const plain = parseRelease(text);
  if (plain !== undefined) return plain;
  const found = VERSION.exec(text)?.groups;
  if (found === undefined) return undefined;
  const { release = '', prerelease, loose } = found;
  const numbers = release.split('.');
  const identifiers = (prerelease ?? loose)?.split('.') ?? [];
  return {
    major: numeral(numbers[0] ?? ''),
    minor: numeral(numbers[1] ?? ''),
    patch: numeral(numbers[2] ?? ''),
    prerelease: identifiers.map(identifierOf),
  };
}

/** A release by the letter of the specification, as most versions are: reading no more than that takes a fraction of the time. */
export function parseRelease(text: string): SemanticVersion | undefined {
  const found = RELEASE.exec(text);
  if (found === null) return undefined;
  return { major: found[1] ?? '', minor: found[2] ?? '', patch: found[3] ?? '', prerelease: NO_IDENTIFIERS };
}

function identifierOf(text: string): string {
  return isNumber(text) ? numeral(text) : text;
}

/** Whether a text is a version by the letter of Semantic Versioning 2.0.0. */
export function isSemantic(text: string): boolean {
  return EXACT.test(text);
}

/** https://semver.org/#spec-item-11 */
export function compareSemantic(a: SemanticVersion, b: SemanticVersion): number {
  return compareReleases(a, b) || comparePrereleases(a, b);
}

export function compareReleases(a: SemanticVersion, b: SemanticVersion): number {
  return compareNumerals(a.major, b.major) || compareNumerals(a.minor, b.minor) || compareNumerals(a.patch, b.patch);
}

export function comparePrereleases({ prerelease: a }: SemanticVersion, { prerelease: b }: SemanticVersion): number {
  if (a.length === 0 || b.length === 0) return Number(a.length === 0) - Number(b.length === 0);
  const length = Math.min(a.length, b.length);
  for (let position = 0; position < length; position += 1) {
    const difference = compareIdentifiers(a[position] ?? '', b[position] ?? '');
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function compareIdentifiers(a: string, b: string): number {
  const aIsNumber = isNumber(a);
  const bIsNumber = isNumber(b);
  if (aIsNumber && bIsNumber) return compareNumerals(a, b);
  return Number(bIsNumber) - Number(aIsNumber) || compareTexts(a, b);
}

function isNumber(identifier: string): boolean {
  return endOfRun(identifier, 0, isDigit) === identifier.length;
}
