import type { VersionOrder } from './order.ts';
import { comparisons, type Relations, readRelations } from './requirements/relations.ts';
import { compareTexts } from './scanning/characters.ts';
import { compareNumerals, numeral } from './scanning/numerals.ts';

/**
 * The kinds of token. A version that goes on with a lower one is newer than one that goes on with a higher one, or
 * ends.
 */
const KINDS = { first: 0, component: 1, letter: 2, suffix: 3, suffixNumber: 4, hash: 5, revision: 6, end: 7 } as const;

type Kind = keyof typeof KINDS;

interface Token {
  readonly kind: Kind;
  /** The digits of a number as they are written, a letter, the name of a suffix, a hash. */
  readonly text: string;
  /** By what it is compared where it is a number: a numeral; a component that begins with 0 has none. */
  readonly number?: string;
}

const END: Token = { kind: 'end', text: '' };
const PRE_RELEASES: readonly string[] = ['alpha', 'beta', 'pre', 'rc'];
/** Before a release those that come first, behind it those that follow. */
const SUFFIXES: readonly string[] = [...PRE_RELEASES, 'cvs', 'svn', 'git', 'hg', 'p'];

/** The parts of a version that are one token. */
const ALONE: readonly Kind[] = ['first', 'component', 'letter', 'hash', 'revision'];

/** A part of a version, and what it may be in front of. */
const PART =
  /(?<first>^\d+)|\.(?<component>\d+|(?=[a-z]))|(?<letter>(?<=[\d.])[a-z])|(?<=[a-z])(?<afterLetter>\d+)|_(?<suffix>[a-z]+)(?<suffixNumber>\d*)|~(?<hash>[0-9a-f]+)|-r(?<revision>\d+)/y;

/**
 * Alpine packages: `apk_version_compare` in src/version.c of apk-tools 3,
 * `digits{.digits}{letter}{_suffix{digits}}{~hash}{-r digits}`. Digits behind the letter (`3.3.3p1`) and a letter
 * behind a dot (`22.r0`) are versions as well: apk-tools 2, which every release of Alpine up to 3.22 has, takes both,
 * and packages have them.
 */
export const apk: VersionOrder<readonly Token[]> = {
  title: 'Alpine packages',
  specification: 'https://gitlab.alpinelinux.org/alpine/apk-tools/-/blob/master/src/version.c',
  parse,
  compare,
  requirement: (text) => readRelations(text, parse, RELATIONS),
};

/** `~` is met by every version that begins so, token for token: `~1.2` by `1.2.3-r4`. */
const RELATIONS: Relations<readonly Token[]> = {
  ...comparisons(compare),
  '~': beginsWith,
  '=~': beginsWith,
  '>~': (version, bound) => beginsWith(version, bound) || compare(version, bound) > 0,
  '<~': (version, bound) => beginsWith(version, bound) || compare(version, bound) < 0,
};

function parse(text: string): readonly Token[] | undefined {
  const trimmed = text.trim();
  const tokens: Token[] = [];
  let at = 0;
  while (at < trimmed.length) {
    PART.lastIndex = at;
    const found = PART.exec(trimmed)?.groups;
    const read = found === undefined ? [] : tokensOf(found);
    const [token] = read;
    if (token === undefined || !mayFollow(tokens.at(-1), token)) return undefined;
    tokens.push(...read);
    at = PART.lastIndex;
  }
  return tokens.length === 0 ? undefined : tokens;
}

function tokensOf(found: Readonly<Record<string, string | undefined>>): readonly Token[] {
  const { afterLetter, suffix, suffixNumber = '' } = found;
  if (afterLetter !== undefined) return [numberToken('component', afterLetter)];
  if (suffix !== undefined) return suffixTokens(suffix, suffixNumber);
  const kind = ALONE.find((name) => found[name] !== undefined);
  return kind === undefined ? [] : [tokenOf(kind, found[kind] ?? '')];
}

function tokenOf(kind: Kind, text: string): Token {
  const isText = kind === 'letter' || kind === 'hash' || (kind === 'component' && text.startsWith('0'));
  return isText ? { kind, text } : numberToken(kind, text);
}

function suffixTokens(suffix: string, digits: string): readonly Token[] {
  if (!SUFFIXES.includes(suffix)) return [];
  const token: Token = { kind: 'suffix', text: suffix };
  return digits === '' ? [token] : [token, numberToken('suffixNumber', digits)];
}

function numberToken(kind: Kind, digits: string): Token {
  return { kind, text: digits, number: numeral(digits) };
}

/** Numbers and letters come first, then suffixes, then one hash, then one revision. */
function mayFollow(before: Token | undefined, token: Token): boolean {
  if (before === undefined) return token.kind === 'first';
  const rank = KINDS[before.kind];
  if (token.kind === 'component' || token.kind === 'letter') return rank <= KINDS.letter;
  if (token.kind === 'suffix') return rank <= KINDS.suffixNumber;
  return rank < KINDS[token.kind];
}

function compare(a: readonly Token[], b: readonly Token[]): number {
  let position = 0;
  for (;;) {
    const left = a[position] ?? END;
    const right = b[position] ?? END;
    if (left.kind !== right.kind) return compareKinds(left, right);
    const difference = compareTokens(left, right);
    if (difference !== 0 || left.kind === 'end') return difference;
    position += 1;
  }
}

function compareTokens(a: Token, b: Token): number {
  if (a.number !== undefined && b.number !== undefined) return compareNumerals(a.number, b.number);
  if (a.kind === 'suffix') return SUFFIXES.indexOf(a.text) - SUFFIXES.indexOf(b.text);
  return compareTexts(a.text, b.text);
}

/** All was the same so far: what goes on is newer, unless it goes on with a suffix that comes before a release. */
function compareKinds(a: Token, b: Token): number {
  if (isPreRelease(a)) return -1;
  if (isPreRelease(b)) return 1;
  return KINDS[b.kind] - KINDS[a.kind];
}

function isPreRelease({ kind, text }: Token): boolean {
  return kind === 'suffix' && PRE_RELEASES.includes(text);
}

function beginsWith(version: readonly Token[], bound: readonly Token[]): boolean {
  return bound.every((token, position) => {
    const counterpart = version[position] ?? END;
    return counterpart.kind === token.kind && compareTokens(counterpart, token) === 0;
  });
}
