import type { VersionOrder } from './order.ts';
import { comparisons, readRelations } from './requirements/relations.ts';
import { endOfRun, isDigit, isLetter } from './scanning/characters.ts';
import { compareNumerals, numeral } from './scanning/numerals.ts';
import { compareRuns } from './scanning/runs.ts';

/** `[epoch:]version[-release]`. */
interface RpmVersion {
  readonly epoch: string;
  readonly version: string;
  readonly release: string | undefined;
}

const TILDE = 126;
const CARET = 94;

/**
 * RPM packages: rpmio/rpmvercmp.c, rpmio/rpmver.c and rpm-version(7). rpm compares any text; what is empty or holds a
 * space is no version. A missing epoch is 0, and a version without release is older than each with one.
 */
export const rpm: VersionOrder<RpmVersion> = {
  title: 'RPM packages',
  specification: 'https://github.com/rpm-software-management/rpm/blob/master/rpmio/rpmvercmp.c',
  parse,
  compare: (a, b) => compareUpToRelease(a, b) || compareReleases(a.release, b.release),
  requirement: (text) => readRelations(text, parse, RELATIONS),
};

/** `rpmverOverlap` of rpmio/rpmver.c: a requirement that names no release is met by every one. */
const RELATIONS = comparisons<RpmVersion>((version, bound) => {
  const difference = compareUpToRelease(version, bound);
  if (difference !== 0 || version.release === undefined || bound.release === undefined) return difference;
  return compareParts(version.release, bound.release);
});

function parse(text: string): RpmVersion | undefined {
  const trimmed = text.trim();
  const hyphen = trimmed.lastIndexOf('-');
  const digits = endOfRun(trimmed, 0, isDigit);
  const hasEpoch = trimmed[digits] === ':';
  const start = hasEpoch ? digits + 1 : 0;
  const version = trimmed.slice(start, hyphen < start ? undefined : hyphen);
  if (version === '' || /\s/.test(trimmed)) return undefined;
  return {
    epoch: numeral(hasEpoch ? trimmed.slice(0, digits) : ''),
    version,
    release: hyphen < start ? undefined : trimmed.slice(hyphen + 1),
  };
}

function compareUpToRelease(a: RpmVersion, b: RpmVersion): number {
  return compareNumerals(a.epoch, b.epoch) || compareParts(a.version, b.version);
}

function compareReleases(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return compareParts(a, b);
}

/** `rpmvercmp`: runs of digits or of letters, one after the other; what is between them only parts them. */
function compareParts(a: string, b: string): number {
  if (a === b) return 0;
  let inA = 0;
  let inB = 0;
  while (inA < a.length || inB < b.length) {
    inA = endOfRun(a, inA, isSeparator);
    inB = endOfRun(b, inB, isSeparator);
    const marks = compareMarks(a.charCodeAt(inA), b.charCodeAt(inB));
    if (marks !== 0) return marks;
    if (inA === a.length || inB === b.length) break;
    const belongs = kindOf(a.charCodeAt(inA));
    const endA = belongs === undefined ? inA + 1 : endOfRun(a, inA, belongs);
    const endB = belongs === undefined ? inB + 1 : endOfRun(b, inB, belongs);
    const difference = belongs === undefined ? 0 : compareRuns(a.slice(inA, endA), b.slice(inB, endB));
    if (difference !== 0) return difference;
    inA = endA;
    inB = endB;
  }
  return Number(inA < a.length) - Number(inB < b.length);
}

/** `~` is before all else, the end too; `^` is behind the end and before all else. Where both have the same, 0. */
function compareMarks(a: number, b: number): number {
  if (a === b) return 0;
  if (a === TILDE || b === TILDE) return a === TILDE ? -1 : 1;
  if (a === CARET) return Number.isNaN(b) ? 1 : -1;
  if (b === CARET) return Number.isNaN(a) ? -1 : 1;
  return 0;
}

/** A mark stands alone. */
function kindOf(code: number): ((code: number) => boolean) | undefined {
  if (isDigit(code)) return isDigit;
  return isLetter(code) ? isLetter : undefined;
}

function isSeparator(code: number): boolean {
  return !(Number.isNaN(code) || isDigit(code) || isLetter(code) || code === TILDE || code === CARET);
}
