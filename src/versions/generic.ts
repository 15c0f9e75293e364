import type { VersionOrder } from './order.ts';
import { comparisons, readRelations } from './requirements/relations.ts';
import { compareNumeralLists, compareNumerals, numeral } from './scanning/numerals.ts';

/** Numbers, then words with a number each. */
interface GenericVersion {
  readonly numbers: readonly string[];
  readonly words: readonly Word[];
}

interface Word {
  readonly rank: number;
  readonly number: string;
}

/** What every word stands for, in relation to the release (0). A word that is not here makes no version. */
const RANKS: Readonly<Record<string, number>> = {
  dev: -7,
  snapshot: -7,
  nightly: -7,
  alpha: -6,
  a: -6,
  beta: -5,
  b: -5,
  milestone: -4,
  m: -4,
  pre: -3,
  preview: -3,
  rc: -2,
  cr: -2,
  c: -2,
  ea: -2,
  ga: 0,
  final: 0,
  release: 0,
  lts: 0,
  p: 2,
  pl: 2,
  patch: 2,
  sp: 2,
  post: 2,
  u: 2,
  update: 2,
  r: 2,
  rev: 2,
};
const RELEASE: Word = { rank: 0, number: '0' };
/** `1.0.2k`: a letter alone behind the last number. */
const LETTER_RANK = 1;
const NUMBER_RANK = 3;

const NUMBERS = /^v?(?<numbers>\d+(?:\.\d+)*)(?<rest>[^+]*)(?:\+[0-9a-z.+_-]*)?$/;
const LETTER = /^[a-z](?![a-z\d])/;
const WORD = /[._-]?(?:(?<word>[a-z]+)(?:[._-](?=\d))?)?(?<number>\d*)/y;

/**
 * Software that no ecosystem versions: curl, nginx, a program that was found by its text. Its order is nobody's but
 * ours: numbers by their values (`1.0` is `1.0.0`), then words that everybody uses alike, before the release (`rc`) or
 * behind it (`p`), then a letter alone behind it (`1.0.2k`). A word that not everybody knows makes a version unknown,
 * and so is what has no number in front.
 */
export const generic: VersionOrder<GenericVersion> = {
  title: 'other software',
  specification: 'https://github.com/package-url/vers-spec',
  parse,
  compare,
  requirement: (text) => readRelations(text, parse, RELATIONS),
};

const RELATIONS = comparisons(compare);

function parse(text: string): GenericVersion | undefined {
  const { numbers, rest = '' } = NUMBERS.exec(text.trim().toLowerCase())?.groups ?? {};
  const letter = LETTER.exec(rest)?.[0];
  const words = readWords(rest, letter === undefined ? 0 : 1);
  if (numbers === undefined || words === undefined) return undefined;
  const lead = letter === undefined ? [] : [{ rank: LETTER_RANK, number: String(letter.charCodeAt(0)) }];
  return { numbers: numbers.split('.').map(numeral), words: [...lead, ...words] };
}

function readWords(text: string, start: number): readonly Word[] | undefined {
  const words: Word[] = [];
  let at = start;
  while (at < text.length) {
    WORD.lastIndex = at;
    const { word = '', number = '' } = WORD.exec(text)?.groups ?? {};
    const read = wordOf(word, number);
    if (read === undefined) return undefined;
    words.push(read);
    at = WORD.lastIndex;
  }
  return words;
}

function wordOf(word: string, digits: string): Word | undefined {
  const number = numeral(digits);
  if (word === '') return digits === '' ? undefined : { rank: number === '0' ? RELEASE.rank : NUMBER_RANK, number };
  const rank = Object.hasOwn(RANKS, word) ? RANKS[word] : undefined;
  return rank === undefined ? undefined : { rank, number };
}

function compare(a: GenericVersion, b: GenericVersion): number {
  return compareNumeralLists(a.numbers, b.numbers) || compareWords(a.words, b.words);
}

function compareWords(a: readonly Word[], b: readonly Word[]): number {
  const length = Math.max(a.length, b.length);
  for (let position = 0; position < length; position += 1) {
    const left = a[position] ?? RELEASE;
    const right = b[position] ?? RELEASE;
    const difference = left.rank - right.rank || compareNumerals(left.number, right.number);
    if (difference !== 0) return difference;
  }
  return 0;
}
