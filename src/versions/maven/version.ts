import { compareTexts, isDigit } from '../scanning/characters.ts';
import { compareNumerals, numeral } from '../scanning/numerals.ts';

/**
 * Maven reads a version as a list that may end in a list, which may end in a list, and so on: `1.2-rc-1` is `[1, 2,
 * [rc, [1]]]`. Here they stand one behind the other, so that no depth is too deep.
 */
export type MavenVersion = readonly (readonly Item[])[];

/** A numeral, or a qualifier by what it is compared. */
type Item = { readonly number: string } | { readonly qualifier: string };

/** The next list, seen from the one that ends in it. */
type Place = Item | 'list' | undefined;

const NOT_IN_VERSION = /[^!-~]|[\\/:"<>|?*[\](),]/;

/**
 * Well-known qualifiers, oldest first; the empty one is a release. All others follow them, in the order of the
 * alphabet.
 */
const QUALIFIERS: readonly string[] = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const RELEASE = '5';
const ALIASES: Readonly<Record<string, string>> = { ga: '', final: '', release: '', cr: 'rc' };
/** What a letter with a number behind it is short for. */
const SHORT: Readonly<Record<string, string>> = { a: 'alpha', b: 'beta', m: 'milestone' };

const ZERO: Item = { number: '0' };

/** `ComparableVersion#parseVersion`. */
export function parseMaven(text: string): MavenVersion | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || NOT_IN_VERSION.test(trimmed)) return undefined;
  const runs = trimmed.toLowerCase().match(/[.-]|\d+|[^\d.-]+/g) ?? [];
  const lists: Item[][] = [[]];
  for (const [position, run] of runs.entries()) {
    if (run === '.' || run === '-') addSeparator(lists, run, runs[position - 1]);
    else addRun(lists, run, runs[position + 1]);
  }
  return normalized(lists);
}

/** Nothing between two separators is a zero, and a hyphen begins a list. */
function addSeparator(lists: Item[][], separator: string, before: string | undefined): void {
  if (isSeparator(before)) lists.at(-1)?.push(ZERO);
  if (separator === '-') lists.push([]);
}

/**
 * Letters begin a list, unless a separator is behind them; between letters and digits stands a hyphen that is not
 * written.
 */
function addRun(lists: Item[][], run: string, behind: string | undefined): void {
  const isNumber = isDigit(run.charCodeAt(0));
  const isBeforeChange = !isSeparator(behind);
  const isAlone = isBeforeChange || behind === undefined;
  if (!isNumber && isAlone && lists.at(-1)?.length !== 0) lists.push([]);
  const name = isBeforeChange && Object.hasOwn(SHORT, run) ? (SHORT[run] ?? run) : run;
  lists.at(-1)?.push(isNumber ? { number: numeral(run) } : qualifierOf(name));
  if (isBeforeChange) lists.push([]);
}

function isSeparator(run: string | undefined): boolean {
  return run === undefined || run === '.' || run === '-';
}

/** `StringItem#comparableQualifier`. */
function qualifierOf(text: string): Item {
  const name = Object.hasOwn(ALIASES, text) ? (ALIASES[text] ?? '') : text;
  const position = QUALIFIERS.indexOf(name);
  return { qualifier: position === -1 ? `${QUALIFIERS.length}-${name}` : String(position) };
}

/** Takes what means nothing, zeros and releases, from the end of each list, and lists that are then empty. */
function normalized(lists: readonly (readonly Item[])[]): MavenVersion {
  const kept: (readonly Item[])[] = [];
  for (const list of lists.toReversed()) {
    const items = list.slice(0, list.findLastIndex((item) => compareWithNothing(item) !== 0) + 1);
    if (items.length > 0 || kept.length > 0) kept.push(items);
  }
  return kept.toReversed();
}

/** `ComparableVersion#compareTo`. */
export function compareMaven(a: MavenVersion, b: MavenVersion): number {
  let depth = 0;
  let position = 0;
  for (;;) {
    const left = placeAt(a, depth, position);
    const right = placeAt(b, depth, position);
    if (left === undefined && right === undefined) return 0;
    if (left === 'list' && right === 'list') {
      depth += 1;
      position = 0;
      continue;
    }
    const difference = comparePlaces(left, right, { a, b, depth });
    if (difference !== 0) return difference;
    position += 1;
  }
}

function placeAt(version: MavenVersion, depth: number, position: number): Place {
  const list = version[depth] ?? [];
  return list[position] ?? (position === list.length && depth + 1 < version.length ? 'list' : undefined);
}

interface Context {
  readonly a: MavenVersion;
  readonly b: MavenVersion;
  readonly depth: number;
}

function comparePlaces(left: Place, right: Place, { a, b, depth }: Context): number {
  if (left === undefined) return -placeWithNothing(right, b, depth);
  if (right === undefined) return placeWithNothing(left, a, depth);
  if (left === 'list' || right === 'list') return rank(left) - rank(right);
  if ('number' in left && 'number' in right) return compareNumerals(left.number, right.number);
  if ('qualifier' in left && 'qualifier' in right) return compareTexts(left.qualifier, right.qualifier);
  return rank(left) - rank(right);
}

/** `1.any` < `1-1` < `1.1`. */
function rank(place: Item | 'list'): number {
  if (place === 'list') return 1;
  return 'number' in place ? 2 : 0;
}

/** A list is compared with nothing by the first of its items that means something. */
function placeWithNothing(place: Place, version: MavenVersion, depth: number): number {
  if (place === undefined) return 0;
  if (place !== 'list') return compareWithNothing(place);
  for (const list of version.slice(depth + 1)) {
    for (const item of list) {
      const difference = compareWithNothing(item);
      if (difference !== 0) return difference;
    }
  }
  return 0;
}

function compareWithNothing(item: Item): number {
  if ('number' in item) return item.number === '0' ? 0 : 1;
  return compareTexts(item.qualifier, RELEASE);
}
