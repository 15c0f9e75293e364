import type { Requirement } from '../order.ts';
import { compareNumerals } from '../scanning/numerals.ts';
import { compareSemantic, isSemantic, parseSemantic, type SemanticVersion } from '../semantic/version.ts';

/** One comparator. What is not written, or is a wildcard, is not asked. */
interface Comparator {
  readonly operator: string;
  readonly written: readonly string[];
  /** The written numbers, zeros behind them, and the pre-release. */
  readonly bound: SemanticVersion;
}

const COMPARATOR =
  /^(?<operator>\^|~|=|>=?|<=?)?\s*(?<release>\d+(?:\.\d+){0,2})(?<wildcards>(?:\.[*xX]){0,2})(?<prerelease>(?:-[0-9A-Za-z.-]+)?)(?:\+[0-9A-Za-z.-]+)?$/;

/**
 * What Cargo asks of a version: comparators with commas between, `^` where no operator is written
 * (https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html; `matches_req` in src/eval.rs of the crate
 * `semver`). A pre-release meets only what names a pre-release of the same version.
 */
export function readCargoRequirement(text: string): Requirement<SemanticVersion> | undefined {
  if (/^\s*[*xX]\s*$/.test(text)) return { isMetBy: ({ prerelease }) => prerelease.length === 0 };
  const comparators = text.split(',').map((part) => readComparator(part.trim()));
  if (!comparators.every((comparator) => comparator !== undefined)) return undefined;
  return {
    isMetBy: (version) =>
      comparators.every((comparator) => meets(version, comparator)) &&
      (version.prerelease.length === 0 || comparators.some(({ bound }) => isPrereleaseOf(version, bound))),
  };
}

function readComparator(text: string): Comparator | undefined {
  const found = COMPARATOR.exec(text)?.groups;
  if (found === undefined) return undefined;
  const { operator, release = '', wildcards = '', prerelease } = found;
  const written = release.split('.');
  const isTooLong = written.length + wildcards.length / '.*'.length > 3;
  if (isTooLong || (written.length < 3 && /[+-]/.test(text))) return undefined;
  const whole = `${[...written, '0', '0'].slice(0, 3).join('.')}${prerelease}`;
  const bound = isSemantic(whole) ? parseSemantic(whole) : undefined;
  if (bound === undefined) return undefined;
  return { operator: operator ?? (wildcards === '' ? '^' : '='), written, bound };
}

const OPERATORS: Readonly<Record<string, (version: SemanticVersion, comparator: Comparator) => boolean>> = {
  '=': isWithin,
  '>': (version, comparator) => isBeyond(version, comparator) > 0,
  '>=': (version, comparator) => isWithin(version, comparator) || isBeyond(version, comparator) > 0,
  '<': (version, comparator) => isBeyond(version, comparator) < 0,
  '<=': (version, comparator) => isWithin(version, comparator) || isBeyond(version, comparator) < 0,
  '~': (version, comparator) =>
    isInSeries(version, comparator, Math.min(comparator.written.length, 2)) &&
    !isPrereleaseOfSeries(version, comparator),
  '^': (version, comparator) => isInSeries(version, comparator, compatible(comparator.written)),
};

function meets(version: SemanticVersion, comparator: Comparator): boolean {
  return OPERATORS[comparator.operator]?.(version, comparator) === true;
}

/** `~1.2` is met by no pre-release, whatever stands beside it. */
function isPrereleaseOfSeries({ prerelease }: SemanticVersion, { written }: Comparator): boolean {
  return written.length < 3 && prerelease.length > 0;
}

/** Whether a version is what is written. */
function isWithin(version: SemanticVersion, { written, bound }: Comparator): boolean {
  return agrees(version, bound, written.length) && version.prerelease.join('.') === bound.prerelease.join('.');
}

/** Not older than what is written, and with the same first numbers. */
function isInSeries(version: SemanticVersion, comparator: Comparator, fixed: number): boolean {
  const { written, bound } = comparator;
  if (!agrees(version, bound, fixed)) return false;
  return (written.length < 3 && agrees(version, bound, written.length)) || compareSemantic(version, bound) >= 0;
}

/** How many numbers `^` holds fast: up to the first that is not zero. */
function compatible(written: readonly string[]): number {
  const position = written.findIndex((number) => number !== '0');
  return position === -1 ? written.length : position + 1;
}

/** Compares as far as numbers are written. */
function isBeyond(version: SemanticVersion, { written, bound }: Comparator): number {
  if (written.length === 3) return compareSemantic(version, bound);
  const numbers = numbersOf(version);
  for (const [position, number] of written.entries()) {
    const difference = compareNumerals(numbers[position] ?? '0', number);
    if (difference !== 0) return difference;
  }
  return 0;
}

function agrees(version: SemanticVersion, bound: SemanticVersion, count: number): boolean {
  const numbers = numbersOf(version);
  return numbersOf(bound).every((number, position) => position >= count || numbers[position] === number);
}

function isPrereleaseOf(version: SemanticVersion, bound: SemanticVersion): boolean {
  return bound.prerelease.length > 0 && agrees(version, bound, 3);
}

function numbersOf({ major, minor, patch }: SemanticVersion): readonly string[] {
  return [major, minor, patch];
}
