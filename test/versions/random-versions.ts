import * as fc from 'fast-check';
import { type VersionScheme, versionOrders } from '../../src/versions/compare.ts';

/**
 * What versions are made of everywhere: numbers with and without zeros in front, one that fits in no machine word, and
 * what parts them.
 */
const COMMON = ['0', '1', '2', '9', '10', '01', '00', '18446744073709551616', '.', '.', '.', '-', 'a', 'b', 'rc', 'Z'];

/** What the versions of a scheme are made of besides. */
const OWN: Readonly<Record<VersionScheme, readonly string[]>> = {
  alpm: ['1:', '-1', '-1.2', '_', '+', '..', 'alpha', '+r1'],
  apk: ['_p', '_alpha', '_rc', '_pre2', '_git2024', '~ab1', '-r0', '-r1', 'p'],
  cargo: ['-', '.0', '.1', '.2', '-alpha.1', '-rc.1', '+1', '-0', '-x-y'],
  composer: ['v', '-beta', '-RC1', 'beta2', '-dev', '-p1', 'patch', '+1', '.1.2', '-stable', '20240131', 'alpha.1.2'],
  dpkg: ['1:', '~', '~~', '+', '+deb12u1', '-0ubuntu1', '~bpo', '.', 'dfsg'],
  generic: ['v', '-beta', 'rc1', 'p1', 'k', '-dev', '_1', 'final', '+1'],
  go: ['v', 'go', '-0.20240102030405-0123456789ab', '+incompatible', '.0', '.1', '-rc.1', 'rc1'],
  maven: ['sp', 'ga', 'final', 'SNAPSHOT', 'm1', '-1', 'alpha', 'cr', 'xyz', '--', '..', '_', 'RELEASE'],
  npm: ['v', '=', '.0', '.1', '-0', '-beta.2', 'beta', '+1', '-x-y'],
  nuget: ['.0', '.1', '-beta', '-BETA.2', '+1', '-0', '.3.4'],
  pep440: ['1!', '.post1', '.dev1', 'alpha2', '-1', 'c', 'rev', '+abc', '+1.a', '+a-1', 'v', '_', 'preview'],
  rpm: ['1:', '~', '^', '~rc1', '^git1', '+', '_', '-1', '.el9', 'é'],
  rubygems: ['.pre', '.a', '-1', 'rc1', '.0', 'beta', '.0.0'],
  semver: ['v', '.0', '.1', '-0', '-beta.2', '.rc', '+1', '-x-y'],
};

/** How a version begins. What does not begin so is rarely one. */
const START = ['0', '1', '1.0', '1.0.0', '1.2.3', '10', '1.10', '0.0.1'];

/** Versions of a scheme, usual ones and unusual ones, near enough to each other that many differ in one place only. */
export function versionsOf(scheme: VersionScheme): fc.Arbitrary<string> {
  const order = versionOrders[scheme];
  return textsOf(scheme).filter((text) => order.parse(text) !== undefined);
}

/** Texts like versions of a scheme, of which not all are. */
export function textsOf(scheme: VersionScheme): fc.Arbitrary<string> {
  const rest = fc.array(fc.oneof(fc.constantFrom(...COMMON), fc.constantFrom(...OWN[scheme])), { maxLength: 5 });
  const prefix = fc.constantFrom('', '', '', ...OWN[scheme].filter((piece) => /^(?:1[:!]|v|=|go)$/.test(piece)));
  return fc
    .tuple(prefix, fc.constantFrom(...START), rest)
    .map(([before, start, pieces]) => `${before}${start}${pieces.join('')}`);
}
