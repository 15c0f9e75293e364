import type { VersionOrder } from './order.ts';
import { comparisons, type Relations, readRelations } from './requirements/relations.ts';
import { isDigit, isLetter } from './scanning/characters.ts';

/** `[epoch:]upstream[-revision]`. */
interface DpkgVersion {
  readonly epoch: number;
  readonly upstream: string;
  readonly revision: string;
}

const ZERO = 48;
const TILDE = 126;
const NOT_IN_UPSTREAM = /[^\w.+~:-]|_/;
const NOT_IN_REVISION = /[^\w.+~]|_/;
/** dpkg keeps an epoch in an `int`. */
const GREATEST_EPOCH = 2 ** 31 - 1;

/**
 * Debian and Ubuntu packages: deb-version(7), Debian policy 5.6.12. What dpkg refuses or warns of is no version, but an
 * upstream version that begins with a letter is one: dpkg only warns, and packages of third parties have it.
 */
export const dpkg: VersionOrder<DpkgVersion> = {
  title: 'Debian and Ubuntu packages',
  specification: 'https://manpages.debian.org/deb-version.7',
  parse,
  compare,
  requirement: (text) => readRelations(text, parse, RELATIONS),
};

/**
 * `<<` and `>>` of control files besides what everybody writes. Old control files meant `<=` with `<`; dpkg calls that
 * obsolete and confusing, advisories never do, and here it is what it says.
 */
const RELATIONS: Relations<DpkgVersion> = {
  ...comparisons(compare),
  '<<': (version, bound) => compare(version, bound) < 0,
  '>>': (version, bound) => compare(version, bound) > 0,
};

function parse(text: string): DpkgVersion | undefined {
  const trimmed = text.trim();
  const colon = trimmed.indexOf(':');
  const epoch = colon === -1 ? 0 : epochOf(trimmed.slice(0, colon));
  if (epoch === undefined) return undefined;
  const rest = trimmed.slice(colon + 1);
  const hyphen = rest.lastIndexOf('-');
  const upstream = hyphen === -1 ? rest : rest.slice(0, hyphen);
  const revision = hyphen === -1 ? '' : rest.slice(hyphen + 1);
  if (upstream === '' || (hyphen !== -1 && revision === '')) return undefined;
  if (NOT_IN_UPSTREAM.test(upstream) || NOT_IN_REVISION.test(revision)) return undefined;
  return { epoch, upstream, revision };
}

function epochOf(text: string): number | undefined {
  const epoch = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return epoch <= GREATEST_EPOCH ? epoch : undefined;
}

function compare(a: DpkgVersion, b: DpkgVersion): number {
  const upstream = a.upstream === b.upstream ? 0 : compareParts(a.upstream, b.upstream);
  return a.epoch - b.epoch || upstream || compareParts(a.revision, b.revision);
}

/** What is not a digit by its weight, then a number, and so on, until they differ. */
function compareParts(a: string, b: string): number {
  let inA = 0;
  let inB = 0;
  while (inA < a.length || inB < b.length) {
    while (isWord(a, inA) || isWord(b, inB)) {
      const difference = weight(a.charCodeAt(inA)) - weight(b.charCodeAt(inB));
      if (difference !== 0) return difference;
      inA += 1;
      inB += 1;
    }
    inA = afterZeros(a, inA);
    inB = afterZeros(b, inB);
    let firstDifference = 0;
    while (isDigit(a.charCodeAt(inA)) && isDigit(b.charCodeAt(inB))) {
      firstDifference ||= a.charCodeAt(inA) - b.charCodeAt(inB);
      inA += 1;
      inB += 1;
    }
    if (isDigit(a.charCodeAt(inA))) return 1;
    if (isDigit(b.charCodeAt(inB))) return -1;
    if (firstDifference !== 0) return firstDifference;
  }
  return 0;
}

function isWord(text: string, at: number): boolean {
  return at < text.length && !isDigit(text.charCodeAt(at));
}

function afterZeros(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === ZERO) at += 1;
  return at;
}

/** `~` before the end, the end before letters, letters before all else. A digit ends a word as the end does. */
function weight(code: number): number {
  if (code === TILDE) return -1;
  if (Number.isNaN(code) || isDigit(code)) return 0;
  return isLetter(code) ? code : code + 256;
}
