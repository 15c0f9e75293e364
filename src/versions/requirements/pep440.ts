import type { Requirement } from '../order.ts';
import { comparePep440, comparePublic, type Pep440Version, parsePep440 } from '../pep440/version.ts';
import { compareNumeralLists } from '../scanning/numerals.ts';

const SPECIFIER = /^(?<operator>~=|==|!=|<=|>=|<|>)\s*(?<version>[^\s,]+?)(?<prefix>\.\*)?$/;

/**
 * Version specifiers: https://packaging.python.org/en/latest/specifications/version-specifiers/. A version that is
 * installed is asked about, so that pre-releases are not left out. `===`, which compares texts and not versions, is
 * not read.
 */
export function readSpecifiers(text: string): Requirement<Pep440Version> | undefined {
  if (text.trim() === '') return { isMetBy: () => true };
  const specifiers = text.split(',').map((part) => readSpecifier(part.trim()));
  if (!specifiers.every((specifier) => specifier !== undefined)) return undefined;
  return { isMetBy: (version) => specifiers.every((specifier) => specifier.isMetBy(version)) };
}

/** The epoch and the numbers of a version, and nothing else. */
const RELEASE_ALONE = /^v?(?:\d+!)?\d+(?:\.\d+)*$/i;

/** Whether a version stands in the relation of an operator to the version behind it. */
const OPERATORS: Readonly<Record<string, (candidate: Pep440Version, bound: Pep440Version) => boolean>> = {
  '==': isSame,
  '!=': (candidate, bound) => !isSame(candidate, bound),
  '<=': (candidate, bound) => comparePublic(candidate, bound) <= 0,
  '>=': (candidate, bound) => comparePublic(candidate, bound) >= 0,
  '<': isOlder,
  '>': isNewer,
};
const WITH_LOCAL: ReadonlySet<string> = new Set(['==', '!=']);

function readSpecifier(text: string): Requirement<Pep440Version> | undefined {
  const { operator = '', version = '', prefix } = SPECIFIER.exec(text)?.groups ?? {};
  const bound = parsePep440(version);
  if (bound === undefined) return undefined;
  if (prefix !== undefined) return readPrefix(operator, version);
  if (bound.local.length > 0 && !WITH_LOCAL.has(operator)) return undefined;
  if (operator === '~=') return readCompatible(bound);
  const relation = OPERATORS[operator];
  return relation === undefined ? undefined : { isMetBy: (candidate) => relation(candidate, bound) };
}

/** `== 1.1.*`: what the release begins with, whatever is behind. */
function readPrefix(operator: string, text: string): Requirement<Pep440Version> | undefined {
  const series = RELEASE_ALONE.test(text) ? parsePep440(text) : undefined;
  if (series === undefined) return undefined;
  if (operator === '==') return { isMetBy: (candidate) => beginsWith(candidate, series) };
  if (operator === '!=') return { isMetBy: (candidate) => !beginsWith(candidate, series) };
  return undefined;
}

/** `~= 2.2.1`: `>= 2.2.1, == 2.2.*`. */
function readCompatible(bound: Pep440Version): Requirement<Pep440Version> | undefined {
  if (bound.release.length < 2) return undefined;
  const series = { ...bound, release: bound.release.slice(0, -1) };
  return { isMetBy: (candidate) => comparePublic(candidate, bound) >= 0 && beginsWith(candidate, series) };
}

function beginsWith(candidate: Pep440Version, { epoch, release }: Pep440Version): boolean {
  const start = release.map((_number, position) => candidate.release[position] ?? '0');
  return candidate.epoch === epoch && compareNumeralLists(start, release) === 0;
}

/** What names no local version is met by every one. */
function isSame(candidate: Pep440Version, bound: Pep440Version): boolean {
  return (bound.local.length === 0 ? comparePublic(candidate, bound) : comparePep440(candidate, bound)) === 0;
}

/** `< 1.0` is not met by a pre-release of 1.0, of which `1.0.dev0` is the first. */
function isOlder(candidate: Pep440Version, bound: Pep440Version): boolean {
  const isPrerelease = bound.pre !== undefined || bound.dev !== undefined;
  return comparePublic(candidate, isPrerelease ? bound : { ...bound, dev: '0' }) < 0;
}

/** `> 1.0` is met neither by a post-release nor by a local version of 1.0. */
function isNewer(candidate: Pep440Version, bound: Pep440Version): boolean {
  if (comparePublic(candidate, bound) <= 0) return false;
  if (bound.post !== undefined || bound.dev !== undefined) return true;
  return comparePublic({ ...candidate, post: undefined, dev: undefined }, bound) !== 0;
}
