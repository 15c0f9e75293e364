import { compare as pep440Compare } from '@renovatebot/pep440';
import { gt as rubygemsGreater } from '@renovatebot/ruby-semver';
import { compare as nodeSemverCompare } from 'semver';
import { compareVersions, type VersionScheme } from '../src/versions/compare.ts';
import { type Figure, median } from './figure.ts';

/** Look-ups a second that matching needs, and versions that one look-up compares. */
const TARGET = 50_000 * 4;
const ROUNDS = 7;
const COMPARISONS = 50_000;

/** Pairs of versions as images and advisories have them. */
const PAIRS: readonly (readonly [scheme: VersionScheme, ...pairs: (readonly [a: string, b: string])[]])[] = [
  ['alpm', ['1:3.0.7-4', '1:3.0.8-1'], ['0.12.8+8+ga957a90b-1', '0.12.8+8+ga957a90b-2']],
  ['apk', ['1.2.4_git20230717-r4', '1.2.4_git20230717-r5'], ['3.1.4-r1', '3.1.4-r6']],
  ['cargo', ['1.0.203', '1.0.204'], ['0.9.0-rc.1', '0.9.0']],
  ['composer', ['v6.4.12', '6.4.13'], ['2.0.0-beta2', '2.0.0-RC1']],
  ['dpkg', ['2.36-9+deb12u3', '2.36-9+deb12u10'], ['1:9.2p1-2+deb12u2', '1:9.2p1-2+deb12u3']],
  ['generic', ['1.25.3', '1.25.4'], ['1.0.2k', '1.0.2l']],
  ['go', ['v0.17.0', '0.23.0'], ['v0.0.0-20220722155217-630584e8d5aa', '0.0.0-20220906165146-f3363e06e74c']],
  ['maven', ['2.14.1', '2.15.0-rc1'], ['5.3.18.RELEASE', '5.3.20']],
  ['npm', ['4.17.20', '4.17.21'], ['7.0.0-beta.2', '7.0.0']],
  ['nuget', ['13.0.1', '13.0.3'], ['6.0.0-preview.7', '6.0.0.1']],
  ['pep440', ['2.31.0', '2.32.0'], ['4.2.0rc1', '4.2.0.post1']],
  ['rpm', ['0:2.4.21-9.EL', '0:2.4.21-9.0.1.EL'], ['3.0.7-24.el9', '3.0.7-25.el9_3']],
  ['rubygems', ['2.2.6.2', '2.2.6.3'], ['7.1.0.beta1', '7.1.0']],
  ['semver', ['1.28.0', '1.28.1'], ['1.0.0-alpha.1', '1.0.0-alpha.beta']],
];

/** What npm has for a scheme. There is no library of note for the others. */
const LIBRARIES: Readonly<
  Partial<Record<VersionScheme, readonly [name: string, compare: (a: string, b: string) => unknown]>>
> = {
  npm: ['semver', (a, b) => nodeSemverCompare(a, b, true)],
  pep440: ['@renovatebot/pep440', pep440Compare],
  rubygems: ['@renovatebot/ruby-semver', (a, b) => rubygemsGreater(a, b)],
};

/** How many pairs of texts every order compares in a second, both read anew, on one core; where npm has a library, as a ratio. */
export function versions(): readonly Figure[] {
  return PAIRS.map(([scheme, ...pairs]) => {
    const rate = rateOf(pairs, (a, b) => compareVersions(scheme, a, b));
    const library = LIBRARIES[scheme];
    const ratio = library === undefined ? '' : `, ${(rate / rateOf(pairs, library[1])).toFixed(1)} times ${library[0]}`;
    return {
      name: `versions of ${scheme} compared, on one core`,
      value: `${Math.round(rate).toLocaleString('en')} a second${ratio}`,
      target: `at least ${TARGET.toLocaleString('en')}`,
      met: rate >= TARGET,
    };
  });
}

function rateOf(pairs: readonly (readonly [string, string])[], compare: (a: string, b: string) => unknown): number {
  const rates = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    for (let done = 0; done < COMPARISONS; done += pairs.length) for (const [a, b] of pairs) compare(a, b);
    return (COMPARISONS / (performance.now() - start)) * 1000;
  });
  return median(rates);
}
