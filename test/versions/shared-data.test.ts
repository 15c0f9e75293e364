import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareVersions, satisfies, type VersionScheme } from '../../src/versions/compare.ts';

/** Cases from the ecosystems' own tools, beside the repository. The tests are skipped where they are absent. */
const DATA = join(process.env['PLIMSOLL_SHARED'] ?? join(import.meta.dirname, '../../../shared'), 'data/versions');

/** Why cases of one kind are answered otherwise than their file says. */
interface Difference {
  readonly because: string;
  readonly cases: RegExp;
  readonly answer: string;
}

interface File {
  readonly name: string;
  readonly scheme: VersionScheme;
  readonly differences?: readonly Difference[];
}

const ANY = /^/;

const ORDERS: readonly File[] = [
  {
    name: 'alpine',
    scheme: 'apk',
    differences: [
      {
        because: 'apk-tools compares text that is no version as far as it is one; we do not guess',
        cases:
          /^(?:1-r(?:-1)? |0\.\.|1\.2\.0A |1 > 1-ruff|1-r0-1 |1-ruff2 |1\.2 > 1\.2_blah|1\.2_svn1 |\.[12] |c > b|1\.0 < 1\.0bc|1-0-0 )/,
        answer: '?',
      },
      {
        because:
          'apk-tools 2 reads a letter behind a dot as an empty number and a letter, and packages are versioned so',
        cases: /^0\.r1 < 0r2$/,
        answer: '>',
      },
    ],
  },
  { name: 'debian', scheme: 'dpkg' },
  { name: 'go', scheme: 'go' },
  {
    name: 'maven',
    scheme: 'maven',
    differences: [
      {
        because:
          'ComparableVersion of Maven 3.9 says so: a qualifier behind a dot that letters or digits follow is no list, and `.0` in front of it is newer',
        cases: /\.RC8-beta$|^6\.1\.12\.rc5 |\.sec10 |^1\.0\.0rc0 /,
        answer: '>',
      },
      {
        because: 'Maven knows no `jre` and `jdk`, and its unknown qualifiers are newer than a release',
        cases: /^12\.10\.2\.jre11 /,
        answer: '>',
      },
    ],
  },
  { name: 'nuget', scheme: 'nuget' },
  {
    name: 'packagist',
    scheme: 'composer',
    differences: [
      {
        because: 'composer/semver refuses one of them too (tools.test.ts), or it is a named branch, which has no order',
        cases: ANY,
        answer: '?',
      },
      {
        because: 'composer/semver brings versions to four numbers first: 1.0 is 1.0.0, and newer than its beta',
        cases: /^v6\.[56] <|^1\.0\.0 > 1\.0$|-stable /,
        answer: '>=',
      },
      { because: 'composer/semver reads ALPHA and BETA in any case', cases: /^v1\.9\.0-ALPHA\./, answer: '<' },
    ],
  },
  {
    name: 'pacman',
    scheme: 'alpm',
    differences: [
      { because: 'vercmp(8): 1.0a < 1.0alpha < 1.0rc < 1.0', cases: /^1\.0\.0alpha > 1\.0\.0$/, answer: '<' },
    ],
  },
  {
    name: 'pypi',
    scheme: 'pep440',
    differences: [
      {
        because: 'packaging refuses one of them too (tools.test.ts): its legacy order was given up in release 22',
        cases: ANY,
        answer: '?',
      },
    ],
  },
  { name: 'redhat-rpm', scheme: 'rpm' },
  {
    name: 'rubygems',
    scheme: 'rubygems',
    differences: [
      {
        because: 'Gem::Version wants a dot in front of a word that is not first',
        cases: /1(?:beta|gamma)$/,
        answer: '?',
      },
    ],
  },
  { name: 'semver', scheme: 'semver' },
  { name: 'semver', scheme: 'npm' },
];

const REQUIREMENTS: readonly File[] = [
  { name: 'apk', scheme: 'apk' },
  {
    name: 'bitnami',
    scheme: 'semver',
    differences: [
      {
        because:
          'what follows a hyphen is a pre-release (Semantic Versioning 2.0.0, item 9); to Bitnami it is a revision',
        cases: /^2\.3\.1-1\t/,
        answer: 'yes|no',
      },
    ],
  },
  { name: 'deb', scheme: 'dpkg' },
  {
    name: 'gem',
    scheme: 'rubygems',
    differences: [
      {
        because: 'a platform is no part of a version: Gem::Version refuses it, or reads a pre-release',
        cases: /x86_64|aarch64/,
        answer: 'unknown|no',
      },
    ],
  },
  { name: 'golang', scheme: 'go' },
  { name: 'maven', scheme: 'maven' },
  {
    name: 'pep440',
    scheme: 'pep440',
    differences: [
      {
        because:
          'neither `=` nor `||` is an operator of version specifiers, and none but == and != takes a local version',
        cases: /\t *(?:= |.*\|\||> 2\.0\.0\+)/,
        answer: 'unknown',
      },
      { because: '< 1.1.1 is not met by a pre-release of 1.1.1', cases: /< 1\.1\.1\t/, answer: 'no' },
    ],
  },
  {
    name: 'rpm',
    scheme: 'rpm',
    differences: [
      {
        because: 'rpm reads a missing epoch as 0 and compares releases to their ends',
        cases: /^(?:2:4\.19\.01|4\.19\.0|3:4\.19\.0|8\.3\.1-5\.el8)/,
        answer: 'yes|no',
      },
    ],
  },
  {
    name: 'semantic',
    scheme: 'semver',
    differences: [
      {
        because: 'a dot parts identifiers and a hyphen belongs to one (Semantic Versioning 2.0.0, item 9)',
        cases: /alpha-beta/,
        answer: 'no',
      },
    ],
  },
];

const SIGNS = { less: '<', equal: '=', greater: '>', unknown: '?' } as const;

describe.skipIf(!existsSync(DATA))('of the cases of the ecosystems, skipped where they are absent,', () => {
  test.each(ORDERS)('all of $name are ordered by $scheme, or the specification says why not', (file) => {
    const answers = linesOf(`${file.name}.txt`).map((line) => {
      const { a = '', sign = '', b = '' } = /^(?<a>.*) (?<sign>[<=>]) (?<b>.*)$/.exec(line)?.groups ?? {};
      return { line, expected: sign, given: SIGNS[compareVersions(file.scheme, a, b)] };
    });
    expect(unexplained(file, answers)).toEqual([]);
  });

  test.each(REQUIREMENTS)(
    'all of constraints-$name are judged by $scheme, or the specification says why not',
    (file) => {
      const answers = linesOf(`constraints-${file.name}.txt`).map((line) => {
        const [version = '', requirement = '', met] = line.split('\t');
        return { line, expected: met === 'true' ? 'yes' : 'no', given: satisfies(file.scheme, version, requirement) };
      });
      expect(unexplained(file, answers)).toEqual([]);
    },
  );

  test('those that are versions of Alpine are read, and those that are none are not', () => {
    expect(linesOf('alpine-valid.txt').filter((text) => compareVersions('apk', text, text) !== 'equal')).toEqual([]);
    expect(linesOf('alpine-invalid.txt').filter((text) => compareVersions('apk', text, text) !== 'unknown')).toEqual(
      [],
    );
  });
});

function linesOf(name: string): readonly string[] {
  return readFileSync(join(DATA, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

interface Answer {
  readonly line: string;
  readonly expected: string;
  readonly given: string;
}

/** What is answered otherwise than the file says, without a reason; and reasons that explain nothing. */
function unexplained({ differences = [] }: File, answers: readonly Answer[]): readonly string[] {
  const different = answers.filter(({ expected, given }) => expected !== given);
  const explains = ({ cases, answer }: Difference, { line, given }: Answer): boolean =>
    cases.test(line) && answer.includes(given);
  return [
    ...different
      .filter((found) => !differences.some((difference) => explains(difference, found)))
      .map(({ line, given }) => `${line}: ${given}`),
    ...differences
      .filter((difference) => !different.some((found) => explains(difference, found)))
      .map(({ because }) => `explains nothing: ${because}`),
  ];
}
