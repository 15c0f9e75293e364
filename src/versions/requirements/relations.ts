import type { Requirement, VersionOrder } from '../order.ts';

/** Whether a version stands in a relation to the one that is written behind an operator. */
export type Relation<Version> = (version: Version, bound: Version) => boolean;

export type Relations<Version> = Readonly<Record<string, Relation<Version>>>;

/**
 * One relation: an operator, and the version behind it. Nothing of it is told apart twice, so that its time is linear.
 */
const TERM = /[\s,]*(?<operator>[<>=!~^]*)\s*(?<version>[^\s,|]+)/y;
const REST = /[\s,]*$/y;

/** The operators that nearly every ecosystem has; a version without one is that version. */
export function comparisons<Version>(compare: (a: Version, b: Version) => number): Relations<Version> {
  const isEqual: Relation<Version> = (version, bound) => compare(version, bound) === 0;
  return {
    '': isEqual,
    '=': isEqual,
    '==': isEqual,
    '!=': (version, bound) => compare(version, bound) !== 0,
    '<': (version, bound) => compare(version, bound) < 0,
    '<=': (version, bound) => compare(version, bound) <= 0,
    '>': (version, bound) => compare(version, bound) > 0,
    '>=': (version, bound) => compare(version, bound) >= 0,
  };
}

/**
 * `>= 1.0, < 2.0 || = 3.0`: commas and spaces join what must hold together, `||` parts alternatives; empty asks
 * nothing.
 */
export function readRelations<Version>(
  text: string,
  parse: VersionOrder<Version>['parse'],
  relations: Relations<Version>,
): Requirement<Version> | undefined {
  if (text.trim() === '') return { isMetBy: () => true };
  const alternatives: (readonly Requirement<Version>[])[] = [];
  for (const alternative of text.split('||')) {
    const terms = readTerms(alternative, parse, relations);
    if (terms === undefined || terms.length === 0) return undefined;
    alternatives.push(terms);
  }
  return { isMetBy: (version) => alternatives.some((terms) => terms.every((term) => term.isMetBy(version))) };
}

function readTerms<Version>(
  text: string,
  parse: VersionOrder<Version>['parse'],
  relations: Relations<Version>,
): readonly Requirement<Version>[] | undefined {
  const terms: Requirement<Version>[] = [];
  let at = 0;
  while (!matchesAt(REST, text, at)) {
    TERM.lastIndex = at;
    const { operator = '', version = '' } = TERM.exec(text)?.groups ?? {};
    const relation = Object.hasOwn(relations, operator) ? relations[operator] : undefined;
    const bound = parse(version);
    if (relation === undefined || bound === undefined) return undefined;
    terms.push({ isMetBy: (candidate) => relation(candidate, bound) });
    at = TERM.lastIndex;
  }
  return terms;
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
