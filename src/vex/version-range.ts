import type { PackageURL } from 'packageurl-js';
import { type VersionScheme, versionOrders } from '../versions/compare.ts';
import type { VersionOrder } from '../versions/order.ts';

/** A range of versions, as a document writes it: `vers:npm/>=1.0.0|<1.4.2`. */
export interface VersionRange {
  readonly text: string;
  /** Whether a package of this version is in it, as the rest of a sentence about the package where it is not, or nobody can tell. */
  difference(found: PackageURL): string | undefined;
}

/** A range of which nobody can tell what is in it: why, as the rest of a sentence about it. */
export interface UnreadRange {
  readonly why: string;
}

/** Which order the versions of a scheme are in, and the type of package URL that has them; without a type they may be those of any. */
interface Scheme {
  readonly order: VersionScheme;
  readonly type?: string;
}

/** Source: https://github.com/package-url/vers-spec, section on versioning schemes. */
const SCHEMES: ReadonlyMap<string, Scheme> = new Map([
  ['alpine', { order: 'apk', type: 'apk' }],
  ['alpm', { order: 'alpm', type: 'alpm' }],
  ['apk', { order: 'apk', type: 'apk' }],
  ['arch', { order: 'alpm', type: 'alpm' }],
  ['cargo', { order: 'cargo', type: 'cargo' }],
  ['composer', { order: 'composer', type: 'composer' }],
  ['deb', { order: 'dpkg', type: 'deb' }],
  ['gem', { order: 'rubygems', type: 'gem' }],
  ['generic', { order: 'generic' }],
  ['golang', { order: 'go', type: 'golang' }],
  ['intdot', { order: 'generic' }],
  ['maven', { order: 'maven', type: 'maven' }],
  ['npm', { order: 'npm', type: 'npm' }],
  ['nuget', { order: 'nuget', type: 'nuget' }],
  ['pypi', { order: 'pep440', type: 'pypi' }],
  ['rpm', { order: 'rpm', type: 'rpm' }],
  ['semver', { order: 'semver' }],
]);

type Comparator = '=' | '!=' | '<' | '<=' | '>' | '>=';

interface Constraint {
  readonly comparator: Comparator;
  readonly version: unknown;
}

/** Nobody writes longer ones, and a report repeats them. */
const LONGEST_RANGE = 2000;
const MOST_CONSTRAINTS = 100;

/**
 * Reads a version range specifier. What is in it is told by the algorithm of the specification, which takes the constraints in the order of
 * their versions. Source: https://github.com/package-url/vers-spec, "Checking if a version is contained within a range".
 */
export function readVersionRange(text: string): VersionRange | UnreadRange {
  const [whole, name = '', list = ''] = /^vers:([a-z][a-z0-9.-]*)\/(.+)$/i.exec(text.replaceAll(/\s/g, '')) ?? [];
  if (whole === undefined || text.length > LONGEST_RANGE) return { why: 'is no range as `vers:npm/>=1.0.0|<1.4.2`' };
  const scheme = SCHEMES.get(name.toLowerCase());
  if (list === '*') return { text, difference: (found) => foreignType(found, scheme, text) };
  if (scheme === undefined) return { why: `is a range of versions of ${name}, whose order is not known` };
  const order = versionOrders[scheme.order];
  const constraints = readConstraints(list, order);
  if ('why' in constraints) return constraints;
  const isInside = insideOf(constraints, order);
  return {
    text,
    difference: (found) => {
      const version = versionOf(found);
      const read = version === '' ? undefined : order.parse(version);
      if (read === undefined)
        return `has ${version === '' ? 'no version' : `the version ${version}`}, not one of ${text}`;
      return (
        foreignType(found, scheme, text) ??
        (isInside(read) ? undefined : `has the version ${version}, not one of ${text}`)
      );
    },
  };
}

function foreignType({ type }: PackageURL, scheme: Scheme | undefined, text: string): string | undefined {
  return scheme?.type === undefined || scheme.type === type
    ? undefined
    : `has versions of ${type}, not those of ${text}`;
}

/** Package URLs of RPM name the epoch apart. */
function versionOf({ version, qualifiers }: PackageURL): string {
  const epoch = qualifiers?.['epoch'];
  const told = version ?? '';
  return epoch === undefined || told.includes(':') ? told : `${epoch}:${told}`;
}

function readConstraints(list: string, order: VersionOrder): readonly Constraint[] | UnreadRange {
  const parts = list.split('|').filter((part) => part !== '');
  if (parts.length > MOST_CONSTRAINTS) return { why: `is a range of more than ${MOST_CONSTRAINTS} parts` };
  const constraints: Constraint[] = [];
  for (const part of parts) {
    const [, comparator = '=', encoded = ''] = /^(!=|<=|>=|<|>|=)?(.+)$/.exec(part) ?? [];
    const version = order.parse(decoded(encoded));
    if (version === undefined) return { why: `is a range with ${encoded}, which is no version` };
    constraints.push({ comparator: comparator as Comparator, version }); // oxlint-disable-line typescript/no-unsafe-type-assertion -- the expression lets nothing else through
  }
  if (constraints.every(({ comparator }) => comparator === '!='))
    return { why: 'is a range that names only what is not in it' };
  const sorted = constraints.toSorted((a, b) => order.compare(a.version, b.version));
  return isInOrder(sorted, order) ? sorted : { why: 'is a range whose parts contradict one another' };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** No version stands twice, and where an interval begins, it ends before another begins. */
function isInOrder(sorted: readonly Constraint[], order: VersionOrder): boolean {
  const isUnique = sorted.every(({ version }, index) => {
    const before = sorted[index - 1];
    return before === undefined || order.compare(before.version, version) !== 0;
  });
  const ends = sorted.filter(({ comparator }) => isLower(comparator) || isUpper(comparator));
  return (
    isUnique &&
    ends.every((end, index) => index === 0 || isLower(end.comparator) === isUpper((ends[index - 1] ?? end).comparator))
  );
}

/** Whether an interval begins there. */
function isLower(comparator: Comparator): boolean {
  return comparator === '>' || comparator === '>=';
}

/** Whether an interval ends there. */
function isUpper(comparator: Comparator): boolean {
  return comparator === '<' || comparator === '<=';
}

function insideOf(sorted: readonly Constraint[], order: VersionOrder): (version: unknown) => boolean {
  const ends = sorted.filter(({ comparator }) => isLower(comparator) || isUpper(comparator));
  return (version) => {
    const same = sorted.find((each) => order.compare(each.version, version) === 0);
    if (same !== undefined)
      return same.comparator === '=' || (same.comparator.endsWith('=') && same.comparator !== '!=');
    const next = ends.find((each) => order.compare(version, each.version) < 0);
    const last = ends.at(-1);
    if (next !== undefined) return isUpper(next.comparator);
    return last !== undefined && isLower(last.comparator);
  };
}
