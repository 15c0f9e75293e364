import { problemOf, UserError } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import { versionErrors } from './errors.ts';
import * as orders from './index.ts';
import type { VersionOrder } from './order.ts';

/** The name of a version order: that of the tool or the specification which defines it. */
export type VersionScheme = keyof typeof orders;

/** `less` is older. `unknown` where one of them is no version of the scheme: which is newer would be a guess. */
export type Comparison = 'less' | 'equal' | 'greater' | 'unknown';

/** Every order by its name. */
export const versionOrders: Readonly<Record<VersionScheme, VersionOrder>> = orders;

/** What others call the orders: types of package URLs, ecosystems of OSV, distributions. */
const OTHER_NAMES: ReadonlyMap<string, VersionScheme> = new Map([
  ['alpine', 'apk'],
  ['arch', 'alpm'],
  ['crates.io', 'cargo'],
  ['deb', 'dpkg'],
  ['debian', 'dpkg'],
  ['gem', 'rubygems'],
  ['golang', 'go'],
  ['packagist', 'composer'],
  ['pacman', 'alpm'],
  ['pypi', 'pep440'],
  ['redhat', 'rpm'],
  ['ubuntu', 'dpkg'],
]);

function orderOf(scheme: VersionScheme): VersionOrder {
  if (Object.hasOwn(orders, scheme)) return versionOrders[scheme];
  const known = Object.keys(orders);
  const meant = OTHER_NAMES.get(scheme.toLowerCase()) ?? nearest(scheme, known);
  throw new UserError(problemOf(versionErrors, 'PL_E_VERSION_SCHEME', { scheme, meant, known }));
}

/**
 * Whether version `a` is older than, the same as or newer than version `b`, by the rules of an ecosystem's own tools. A scheme that is none is a
 * `UserError`.
 */
export function compareVersions(scheme: VersionScheme, a: string, b: string): Comparison {
  const order = orderOf(scheme);
  const left = order.parse(a);
  const right = order.parse(b);
  if (left === undefined || right === undefined) return 'unknown';
  const difference = order.compare(left, right);
  if (difference === 0) return 'equal';
  return difference < 0 ? 'less' : 'greater';
}

/**
 * Whether a version meets a requirement that is written in its ecosystem's own syntax: `^1.2` (npm, cargo, composer),
 * `~> 1.2` (rubygems), `[1.0,2.0)` (maven, nuget), `>= 1.2, < 2` (the others). `unknown` where one of the two cannot
 * be read. A scheme that is none is a `UserError`.
 */
export function satisfies(scheme: VersionScheme, version: string, requirement: string): 'yes' | 'no' | 'unknown' {
  const order = orderOf(scheme);
  const read = order.parse(version);
  const asked = order.requirement(requirement);
  if (read === undefined || asked === undefined) return 'unknown';
  return asked.isMetBy(read) ? 'yes' : 'no';
}
