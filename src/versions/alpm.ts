import type { VersionOrder } from './order.ts';
import { comparisons, readRelations } from './requirements/relations.ts';
import { endOfRun, isDigit, isLetter } from './scanning/characters.ts';
import { compareNumerals, numeral } from './scanning/numerals.ts';
import { compareRuns } from './scanning/runs.ts';

/** `[epoch:]version[-release]`. */
interface AlpmVersion {
  readonly epoch: string;
  readonly version: string;
  readonly release: string | undefined;
}

/**
 * PKGBUILD(5): no colon, slash, hyphen or space in a version; a release is a number, or two with a dot between. The
 * last character parts nothing: with `1_`, vercmp says `1++r1` < `1_` < `1.1` < `1++r1`.
 */
const VERSION = /^(?:(?<epoch>\d*):)?(?<version>[^:/\s-]*[0-9a-zA-Z])(?:-(?<release>\d+(?:\.\d+)?))?$/;

/**
 * Arch Linux packages: vercmp(8) and lib/libalpm/version.c, which took an old rpm and changed it. Every package has a
 * release; a version without one, as requirements write it, is the same as each with one.
 */
export const alpm: VersionOrder<AlpmVersion> = {
  title: 'Arch Linux packages (pacman)',
  specification: 'https://man.archlinux.org/man/vercmp.8',
  parse,
  compare,
  requirement: (text) => readRelations(text, parse, RELATIONS),
};

const RELATIONS = comparisons(compare);

function parse(text: string): AlpmVersion | undefined {
  const found = VERSION.exec(text.trim())?.groups;
  if (found === undefined) return undefined;
  const { epoch = '', version = '', release } = found;
  return { epoch: numeral(epoch), version, release };
}

function compare(a: AlpmVersion, b: AlpmVersion): number {
  const difference = compareNumerals(a.epoch, b.epoch) || compareParts(a.version, b.version);
  if (difference !== 0 || a.release === undefined || b.release === undefined) return difference;
  return compareParts(a.release, b.release);
}

/** Runs of digits or of letters; where what parts them is of unlike length, the longer is newer. */
function compareParts(a: string, b: string): number {
  if (a === b) return 0;
  let inA = 0;
  let inB = 0;
  while (inA < a.length && inB < b.length) {
    const startA = endOfRun(a, inA, isSeparator);
    const startB = endOfRun(b, inB, isSeparator);
    const separators = startA - inA - (startB - inB);
    inA = startA;
    inB = startB;
    if (startA === a.length || startB === b.length) break;
    if (separators !== 0) return separators;
    const belongs = isDigit(a.charCodeAt(startA)) ? isDigit : isLetter;
    inA = endOfRun(a, startA, belongs);
    inB = endOfRun(b, startB, belongs);
    const difference = compareRuns(a.slice(startA, inA), b.slice(startB, inB));
    if (difference !== 0) return difference;
  }
  return compareRests(a.charCodeAt(inA), b.charCodeAt(inB));
}

/** More is newer, unless it is letters: `1.0rc` is older than `1.0`, and `1.0.1` newer. */
function compareRests(a: number, b: number): number {
  if (Number.isNaN(a) && Number.isNaN(b)) return 0;
  if (Number.isNaN(a)) return isLetter(b) ? 1 : -1;
  return isLetter(a) ? -1 : 1;
}

function isSeparator(code: number): boolean {
  return !(Number.isNaN(code) || isDigit(code) || isLetter(code));
}
