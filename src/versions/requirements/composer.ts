import { type ComposerVersion, compareComposer, parseComposer } from '../composer/version.ts';
import type { Requirement } from '../order.ts';
import { numeral } from '../scanning/numerals.ts';

type Constraint = Requirement<ComposerVersion>;

/** The operator of a constraint, and what it stands in front of: up to four numbers, and a modifier. */
const TERM = /^(?<operator>\^|~|<>|!=|>=?|<=?|==?)?(?<version>.+)$/;
const NUMBERS = /^v?(?<numbers>\d+(?:\.\d+){0,3})(?<modifier>(?:[._@+-].*|[a-z].*)?)$/i;
const WILDCARD = /^v?(?<numbers>\d+(?:\.\d+){0,2})(?:\.[xX*])+$/;
const ANY = /^v?[xX*](?:\.[xX*])*$/;
/** A stability, with a hyphen in front, at the end of a bound. */
const WITH_STABILITY = /-[._-]?(?:(?:stable|beta|b|rc|alpha|a|patch|pl|p)(?:[.-]?\d+(?:[.-]\d+)*)?)?(?:[.-]?dev)?$/i;
const STABLE_OR_NONE = /^[._-]?(?:\+.*)?$/;

/**
 * `VersionParser::parseConstraints` of composer/semver
 * (https://getcomposer.org/doc/articles/versions.md#writing-version-constraints): spaces and commas join, `|` and `||`
 * part. A bound without stability takes in the unstable versions at it: `>=1.0` is `>=1.0-dev`.
 */
export function readComposerConstraint(text: string): Constraint | undefined {
  const alternatives = text.split(/\|\|?/).map(readAlternative);
  if (!alternatives.every((alternative) => alternative !== undefined)) return undefined;
  return { isMetBy: (version) => alternatives.some((alternative) => alternative.isMetBy(version)) };
}

function readAlternative(text: string): Constraint | undefined {
  const terms = text
    .trim()
    .replaceAll(/(?<=[<>=!])\s+/g, '')
    .split(/[\s,]+/);
  const constraints: Constraint[] = [];
  for (let position = 0; position < terms.length; position += 1) {
    const isRange = terms[position + 1] === '-';
    const term = terms[position] ?? '';
    // Composer does not part what a hyphen stands at the end of.
    if (term.endsWith('-') && position + 1 < terms.length) return undefined;
    const constraint = isRange ? readHyphenRange(term, terms[position + 2] ?? '') : readTerm(term);
    if (constraint === undefined) return undefined;
    constraints.push(constraint);
    if (isRange) position += 2;
  }
  return { isMetBy: (version) => constraints.every((constraint) => constraint.isMetBy(version)) };
}

function readTerm(text: string): Constraint | undefined {
  if (ANY.test(text)) return { isMetBy: () => true };
  const wildcard = WILDCARD.exec(text)?.groups?.['numbers'];
  if (wildcard !== undefined) return readWildcard(wildcard.split('.').map(numeral));
  const { operator = '=', version = '' } = TERM.exec(text)?.groups ?? {};
  return operator === '^' || operator === '~' ? readSeries(operator, version) : readComparison(operator, version);
}

function readComparison(operator: string, text: string): Constraint | undefined {
  const version = parseComposer(text);
  if (version === undefined) return undefined;
  const takesUnstable = (operator === '<' || operator === '>=') && !WITH_STABILITY.test(text);
  return comparison(operator, takesUnstable ? [...version, 'dev'] : version);
}

function comparison(operator: string, bound: ComposerVersion): Constraint {
  switch (operator) {
    case '<':
      return { isMetBy: (version) => compareComposer(version, bound) < 0 };
    case '<=':
      return { isMetBy: (version) => compareComposer(version, bound) <= 0 };
    case '>':
      return { isMetBy: (version) => compareComposer(version, bound) > 0 };
    case '>=':
      return atLeast(bound);
    case '<>':
    case '!=':
      return { isMetBy: (version) => compareComposer(version, bound) !== 0 };
    default:
      return { isMetBy: (version) => compareComposer(version, bound) === 0 };
  }
}

/** `1.2.*`: the versions that begin so, their unstable ones too. */
function readWildcard(numbers: readonly string[]): Constraint {
  return between([...padded(numbers), 'dev'], raised(numbers, numbers.length));
}

/**
 * `^1.2`: up to the first number that is not zero. `~1.2.3`: up to the last number but one. Composer writes `-dev`
 * behind the whole text, so that it is lost in what is built of a version.
 */
function readSeries(operator: '^' | '~', text: string): Constraint | undefined {
  const bound = parseComposer(text);
  const numbers = NUMBERS.exec(text)?.groups?.['numbers']?.split('.').map(numeral);
  if (bound === undefined || numbers === undefined) return undefined;
  return between(
    withDev(bound),
    raised(numbers, operator === '^' ? leading(numbers) : Math.max(1, numbers.length - 1)),
  );
}

function leading(numbers: readonly string[]): number {
  const position = numbers.slice(0, 3).findIndex((number) => number !== '0');
  return position === -1 ? Math.min(numbers.length, 3) : position + 1;
}

/** `1.0 - 2.0`: with what begins as the second does, where that is not written out. */
function readHyphenRange(from: string, to: string): Constraint | undefined {
  const low = parseComposer(from);
  const high = parseComposer(to);
  const { numbers = '', modifier = '' } = NUMBERS.exec(to)?.groups ?? {};
  if (low === undefined || high === undefined || numbers === '') return undefined;
  const written = numbers.split('.').map(numeral);
  if (written.length >= 3 || !STABLE_OR_NONE.test(modifier)) {
    return { isMetBy: (version) => atLeast(withDev(low)).isMetBy(version) && compareComposer(version, high) <= 0 };
  }
  return between(withDev(low), raised(written, Math.min(2, written.length)));
}

function between(low: ComposerVersion, high: ComposerVersion): Constraint {
  return { isMetBy: (version) => compareComposer(version, low) >= 0 && compareComposer(version, high) < 0 };
}

function atLeast(bound: ComposerVersion): Constraint {
  return { isMetBy: (version) => compareComposer(version, bound) >= 0 };
}

/** The first version whose number at `position`, counted from 1, is one more. */
function raised(numbers: readonly string[], position: number): ComposerVersion {
  const kept = numbers.slice(0, position);
  return [...padded([...kept.slice(0, -1), String(BigInt(kept.at(-1) ?? '0') + 1n)]), 'dev'];
}

function padded(numbers: readonly string[]): readonly string[] {
  return [...numbers, '0', '0', '0'].slice(0, 4);
}

/** With `dev` behind it, unless it has a stability. */
function withDev(version: ComposerVersion): ComposerVersion {
  return version.every((part) => /\d/.test(part)) ? [...version, 'dev'] : version;
}
