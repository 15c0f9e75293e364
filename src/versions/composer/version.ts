import { compareNumerals, numeral } from '../scanning/numerals.ts';

/**
 * What Composer makes of a version, numerals and stabilities: four numbers or the parts of a date, a stability and its
 * numbers, `dev`.
 */
export type ComposerVersion = readonly string[];

/** What may follow the numbers: a stability with its numbers, and `dev`. */
const MODIFIER =
  '(?:[._-]?(?:(?<stability>stable|beta|b|rc|alpha|a|patch|pl|p)(?<numbers>(?:[.-]?\\d+(?:[.-]\\d+)*)?))?(?<dev>[.-]?dev)?)';
const CLASSICAL = new RegExp(`^v?(?<first>\\d{1,5})(?<more>(?:\\.\\d+){0,3})${MODIFIER}$`, 'i');
const DATE = new RegExp(`^v?(?<date>\\d{4}(?:[.:-]?\\d{2}){1,6}(?:[.:-]?\\d{1,3})?)${MODIFIER}$`, 'i');
const NUMBERED_BRANCH = /^v?(?<numbers>\d+(?:\.(?:\d+|[xX*])){0,3})[.-]?dev$/i;
const ALIAS = /^(?<version>[^,\s]+) +as +[^,\s]+$/;
const FLAG = /@(?:stable|rc|beta|alpha|dev)$/i;
const BUILD = /^(?<version>[^,\s+]+)\+\S+$/;
/** What stands for `x` in a numbered branch. */
const ANY_NUMBER = '9999999';

const STABILITIES: Readonly<Record<string, string>> = {
  a: 'alpha',
  alpha: 'alpha',
  b: 'beta',
  beta: 'beta',
  rc: 'rc',
  p: 'patch',
  pl: 'patch',
  patch: 'patch',
};

/**
 * `VersionParser::normalize` of composer/semver. The name of a branch (`dev-main`) has no place among the versions, for
 * Composer neither, and is none here.
 */
export function parseComposer(text: string): ComposerVersion | undefined {
  const version = bareVersion(text.trim());
  const classical = CLASSICAL.exec(version)?.groups;
  if (classical !== undefined) return [...fourNumbers(classical), ...modifiersOf(classical)];
  const date = DATE.exec(version)?.groups;
  if (date !== undefined) return [...dateNumbers(date), ...modifiersOf(date)];
  const branch = NUMBERED_BRANCH.exec(version)?.groups?.['numbers'];
  return branch === undefined ? undefined : [...branchNumbers(branch), 'dev'];
}

/** Without what it stands in for, a flag of stability, and what is built of it. */
function bareVersion(text: string): string {
  const named = (ALIAS.exec(text)?.groups?.['version'] ?? text).replace(FLAG, '');
  return BUILD.exec(named)?.groups?.['version'] ?? named;
}

type Groups = Readonly<Record<string, string | undefined>>;

function fourNumbers({ first = '', more = '' }: Groups): readonly string[] {
  return [...`${first}${more}`.split('.'), '0', '0', '0'].slice(0, 4).map(numeral);
}

function dateNumbers({ date = '' }: Groups): readonly string[] {
  return date.split(/\D/).map(numeral);
}

function branchNumbers(text: string): readonly string[] {
  return [...text.split('.'), 'x', 'x', 'x']
    .slice(0, 4)
    .map((number) => (/\d/.test(number) ? numeral(number) : ANY_NUMBER));
}

function modifiersOf({ stability = '', numbers = '', dev }: Groups): readonly string[] {
  const name = stability.toLowerCase();
  if (name === 'stable') return [];
  const written = numbers.split(/[.-]/).filter((number) => number !== '');
  const known = STABILITIES[name];
  return [...(known === undefined ? [] : [known, ...written.map(numeral)]), ...(dev === undefined ? [] : ['dev'])];
}

/** `version_compare` of PHP: a stability before a number, and what ends between them; `patch` behind. */
const RANKS: Readonly<Record<string, number>> = { dev: 0, alpha: 1, beta: 2, rc: 3, '': 4, patch: 6 };
const NUMBER_RANK = 5;

export function compareComposer(a: ComposerVersion, b: ComposerVersion): number {
  const length = Math.max(a.length, b.length);
  for (let position = 0; position < length; position += 1) {
    const difference = compareParts(a[position] ?? '', b[position] ?? '');
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareParts(a: string, b: string): number {
  const aRank = RANKS[a] ?? NUMBER_RANK;
  const bRank = RANKS[b] ?? NUMBER_RANK;
  return aRank === NUMBER_RANK && bRank === NUMBER_RANK ? compareNumerals(a, b) : aRank - bRank;
}
