import { compareTexts, endOfRun, isDigit } from '../scanning/characters.ts';
import { compareNumeralLists, compareNumerals, numeral } from '../scanning/numerals.ts';

/** `[N!]N(.N)*[{a|b|rc}N][.postN][.devN][+local]`. Every number is a numeral. */
export interface Pep440Version {
  readonly epoch: string;
  readonly release: readonly string[];
  readonly pre: { readonly phase: Phase; readonly number: string } | undefined;
  readonly post: string | undefined;
  readonly dev: string | undefined;
  /** The parts of the local version, lower case; none has an empty list. */
  readonly local: readonly string[];
}

type Phase = 'a' | 'b' | 'rc';

/** Appendix B of PEP 440, with every form that is normalised. */
const VERSION =
  /^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)(?:[-_.]?(?<phase>alpha|beta|preview|pre|rc|a|b|c)[-_.]?(?<pre>\d+)?)?(?:-(?<implicitPost>\d+)|[-_.]?(?<postWord>post|rev|r)[-_.]?(?<post>\d+)?)?(?:[-_.]?(?<devWord>dev)[-_.]?(?<dev>\d+)?)?(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/;

/** Numbers alone, as most versions are. */
const RELEASE = /^\d+(?:\.\d+)*$/;

/** What a version has none of that is numbers alone. */
const FINAL = { epoch: numeral(''), pre: undefined, post: undefined, dev: undefined, local: [] } as const;

const PHASES: Readonly<Record<string, Phase>> = {
  a: 'a',
  alpha: 'a',
  b: 'b',
  beta: 'b',
  c: 'rc',
  pre: 'rc',
  preview: 'rc',
  rc: 'rc',
};

export function parsePep440(text: string): Pep440Version | undefined {
  if (RELEASE.test(text)) return { ...FINAL, release: text.split('.').map(numeral) };
  const found = VERSION.exec(text.trim().toLowerCase())?.groups;
  if (found === undefined) return undefined;
  const { epoch = '', release = '', phase = '', pre = '', local = '' } = found;
  const written = PHASES[phase];
  return {
    epoch: numeral(epoch),
    release: release.split('.').map(numeral),
    pre: written === undefined ? undefined : { phase: written, number: numeral(pre) },
    post:
      found['implicitPost'] === undefined
        ? numberBehind(found['postWord'], found['post'])
        : numeral(found['implicitPost']),
    dev: numberBehind(found['devWord'], found['dev']),
    local: local === '' ? [] : local.split(/[-_.]/).map((part) => (isNumber(part) ? numeral(part) : part)),
  };
}

function numberBehind(word: string | undefined, digits: string | undefined): string | undefined {
  return word === undefined ? undefined : numeral(digits ?? '');
}

export function comparePep440(a: Pep440Version, b: Pep440Version): number {
  return comparePublic(a, b) || compareLocals(a.local, b.local);
}

/** Compares without the local version. */
export function comparePublic(a: Pep440Version, b: Pep440Version): number {
  return (
    compareNumerals(a.epoch, b.epoch) ||
    compareNumeralLists(a.release, b.release) ||
    comparePre(a, b) ||
    compareOptional(a.post, b.post, -1) ||
    compareOptional(a.dev, b.dev, 1)
  );
}

/** A development release of no pre-release comes before every pre-release, and what is none of both behind them. */
function comparePre(a: Pep440Version, b: Pep440Version): number {
  const difference = phaseRank(a) - phaseRank(b);
  return difference || compareNumerals(a.pre?.number ?? '0', b.pre?.number ?? '0');
}

function phaseRank({ pre, post, dev }: Pep440Version): number {
  if (pre !== undefined) return ['a', 'b', 'rc'].indexOf(pre.phase);
  return post === undefined && dev !== undefined ? -1 : 3;
}

/** `absent` is where what has none stands: -1 before every number, 1 behind. */
function compareOptional(a: string | undefined, b: string | undefined, absent: -1 | 1): number {
  if (a !== undefined && b !== undefined) return compareNumerals(a, b);
  return (Number(a === undefined) - Number(b === undefined)) * absent;
}

/** Part by part; numbers are newer than words, and what goes on newer than what ends. */
function compareLocals(a: readonly string[], b: readonly string[]): number {
  const length = Math.min(a.length, b.length);
  for (let position = 0; position < length; position += 1) {
    const difference = compareLocalParts(a[position] ?? '', b[position] ?? '');
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function compareLocalParts(a: string, b: string): number {
  const aIsNumber = isNumber(a);
  const bIsNumber = isNumber(b);
  if (aIsNumber && bIsNumber) return compareNumerals(a, b);
  return Number(aIsNumber) - Number(bIsNumber) || compareTexts(a, b);
}

function isNumber(part: string): boolean {
  return endOfRun(part, 0, isDigit) === part.length;
}
