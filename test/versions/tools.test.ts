import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { SemVer } from 'semver';
import { describe, expect, test } from 'vitest';
import { compareVersions, satisfies, type VersionScheme } from '../../src/versions/compare.ts';
import { textsOf, versionsOf } from './random-versions.ts';

/**
 * The tool that an ecosystem orders its versions with, as a program that reads two of them a line, with a tab between,
 * and writes `less`, `equal`, `greater`, or `unknown` where it refuses one of them. Tests of what is not installed are
 * skipped.
 */
interface Tool {
  readonly name: string;
  readonly command: readonly string[];
  /** How many pairs: dpkg starts two processes for each. */
  readonly pairs: number;
  /** What is put before it: texts of which not all are versions, or versions alone where the tool refuses nothing. */
  readonly given: 'texts' | 'versions';
}

const WORDS = "c < 0 ? 'less' : c > 0 ? 'greater' : 'equal'";

const ORDERING: Readonly<Partial<Record<VersionScheme, Tool>>> = {
  alpm: {
    name: 'libalpm',
    command: [
      'python3',
      '-c',
      `import ctypes, ctypes.util, sys
alpm = ctypes.CDLL(ctypes.util.find_library('alpm') or sys.exit(3))
for line in sys.stdin:
    a, b = line.rstrip('\\n').split('\\t')
    c = alpm.alpm_pkg_vercmp(a.encode(), b.encode())
    print('less' if c < 0 else 'greater' if c > 0 else 'equal')`,
    ],
    pairs: 3000,
    given: 'versions',
  },
  composer: {
    name: 'composer/semver',
    command: [
      'php',
      '-r',
      `(@include 'Composer/Semver/autoload.php') || exit(3);
$parser = new Composer\\Semver\\VersionParser();
while (($line = fgets(STDIN)) !== false) {
  try {
    [$a, $b] = array_map([$parser, 'normalize'], explode("\\t", rtrim($line, "\\n")));
    echo Composer\\Semver\\Comparator::lessThan($a, $b) ? "less\\n" : (Composer\\Semver\\Comparator::greaterThan($a, $b) ? "greater\\n" : "equal\\n");
  } catch (UnexpectedValueException $refused) { echo "unknown\\n"; }
}`,
    ],
    pairs: 3000,
    given: 'texts',
  },
  dpkg: {
    name: 'dpkg',
    command: [
      'sh',
      '-c',
      `dpkg --version > /dev/null 2>&1 || exit 3
tab=$(printf '\\t')
while IFS="$tab" read -r a b; do
  if dpkg --compare-versions "$a" lt "$b"; then echo less
  elif dpkg --compare-versions "$a" eq "$b"; then echo equal
  else echo greater; fi
done`,
    ],
    pairs: 300,
    given: 'versions',
  },
  pep440: {
    name: 'packaging',
    command: [
      'python3',
      '-c',
      `import sys
try: from packaging.version import Version, InvalidVersion
except ImportError: sys.exit(3)
for line in sys.stdin:
    try:
        a, b = map(Version, line.rstrip('\\n').split('\\t'))
        print('less' if a < b else 'greater' if a > b else 'equal')
    except InvalidVersion: print('unknown')`,
    ],
    pairs: 3000,
    given: 'texts',
  },
  rpm: {
    name: 'rpm',
    command: [
      'rpm',
      '--eval',
      `%{lua: for line in io.stdin:lines() do
  local a, b = line:match("^(.-)\\t(.*)$")
  local c = rpm.vercmp(a, b)
  io.stdout:write(c < 0 and "less" or c > 0 and "greater" or "equal", "\\n")
end}`,
    ],
    pairs: 3000,
    given: 'versions',
  },
  rubygems: {
    name: 'RubyGems',
    command: [
      'ruby',
      '-e',
      `STDIN.each_line do |line|
  c = line.chomp.split("\\t", -1).map { |text| Gem::Version.new(text) }.reduce(:<=>)
  puts ${WORDS}
rescue ArgumentError
  puts 'unknown'
end`,
    ],
    pairs: 3000,
    given: 'texts',
  },
};

/** The same for requirements: a version and a requirement a line; `yes`, `no` or `unknown`. */
const REQUIRING: Readonly<
  Partial<
    Record<
      VersionScheme,
      { readonly name: string; readonly command: readonly string[]; readonly operators: readonly string[] }
    >
  >
> = {
  composer: {
    name: 'composer/semver',
    command: [
      'php',
      '-r',
      `(@include 'Composer/Semver/autoload.php') || exit(3);
while (($line = fgets(STDIN)) !== false) {
  [$version, $constraint] = explode("\\t", rtrim($line, "\\n"));
  try { echo Composer\\Semver\\Semver::satisfies($version, $constraint) ? "yes\\n" : "no\\n"; }
  catch (UnexpectedValueException $refused) { echo "unknown\\n"; }
}`,
    ],
    operators: ['', '=', '!=', '<', '<=', '>', '>=', '^', '~'],
  },
  pep440: {
    name: 'packaging',
    command: [
      'python3',
      '-c',
      `import sys
try:
    import packaging
    from packaging.version import Version, InvalidVersion
    from packaging.specifiers import SpecifierSet, InvalidSpecifier
except ImportError: sys.exit(3)
# Before 23.2 it compares epochs in requirements wrongly (https://github.com/pypa/packaging/pull/683).
if tuple(map(int, packaging.__version__.split('.')[:2])) < (23, 2): sys.exit(3)
for line in sys.stdin:
    version, specifiers = line.rstrip('\\n').split('\\t')
    try: print('yes' if SpecifierSet(specifiers).contains(Version(version), prereleases=True) else 'no')
    except (InvalidVersion, InvalidSpecifier): print('unknown')`,
    ],
    operators: ['==', '!=', '<', '<=', '>', '>=', '~='],
  },
  rubygems: {
    name: 'RubyGems',
    command: [
      'ruby',
      '-e',
      `STDIN.each_line do |line|
  version, requirement = line.chomp.split("\\t", -1)
  puts Gem::Requirement.new(*requirement.split(', ')).satisfied_by?(Gem::Version.new(version)) ? 'yes' : 'no'
rescue ArgumentError, Gem::Requirement::BadRequirementError
  puts 'unknown'
end`,
    ],
    operators: ['', '=', '!=', '<', '<=', '>', '>=', '~>'],
  },
};

/** What a tool answers, a line each; nothing where it, or the library that it needs, is not installed. */
function answersOf([program = '', ...parameters]: readonly string[], lines: readonly string[]): string[] | undefined {
  const input = lines.map((line) => `${line}\n`).join('');
  const ended = spawnSync(program, parameters, { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (ended.error !== undefined || ended.status === 3) return undefined;
  if (ended.status !== 0) throw new Error(`${program}: ${ended.stderr}`);
  return ended.stdout.split('\n').filter((line) => line !== '');
}

function casesOf<Asked extends object>(
  tools: Readonly<Partial<Record<VersionScheme, Asked>>>,
): readonly (Asked & { readonly scheme: string })[] {
  return Object.entries(tools).map(([scheme, tool]) => ({ ...tool, scheme }));
}

describe('versions stand in the order of', () => {
  test.for(casesOf(ORDERING))(
    '$scheme as $name has it (skipped where it is absent)',
    ({ scheme, ...tool }, { skip }) => {
      const known = scheme as VersionScheme;
      const text = tool.given === 'texts' ? textsOf(known) : versionsOf(known);
      const pairs = fc.sample(fc.tuple(text, text), { numRuns: tool.pairs, seed: 440 });
      const answers =
        answersOf(
          tool.command,
          pairs.map(([a, b]) => `${a}\t${b}`),
        ) ?? skip(`${tool.name} is not installed`);
      expect(pairs.map(([a, b]) => [a, b, compareVersions(known, a, b)])).toEqual(
        pairs.map(([a, b], position) => [a, b, answers[position]]),
      );
    },
  );

  test('npm as node-semver has it, in all that both read', () => {
    const version = textsOf('npm');
    fc.assert(
      fc.property(version, version, (a, b) => {
        const left = nodeSemver(a);
        const right = nodeSemver(b);
        const compared = compareVersions('npm', a, b);
        if (left === undefined || right === undefined || compared === 'unknown') return;
        expect(compared).toBe((['less', 'equal', 'greater'] as const)[left.compare(right) + 1]);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('requirements are met in', () => {
  test.for(casesOf(REQUIRING))(
    '$scheme as $name has it (skipped where it is absent)',
    ({ scheme, ...tool }, { skip }) => {
      const known = scheme as VersionScheme;
      const version = versionsOf(known).filter((text) => !/-(?:$|\+)/.test(text));
      const term = fc.tuple(fc.constantFrom(...tool.operators), version).map((parts) => parts.join(''));
      const requirement = fc.array(term, { minLength: 1, maxLength: 2 }).map((terms) => terms.join(', '));
      const pairs = fc.sample(fc.tuple(version, requirement), { numRuns: 3000, seed: 441 });
      const answers =
        answersOf(
          tool.command,
          pairs.map((pair) => pair.join('\t')),
        ) ?? skip(`${tool.name} is not installed`);
      expect(pairs.map(([a, asked]) => [a, asked, satisfies(known, a, asked)])).toEqual(
        pairs.map(([a, asked], position) => [a, asked, answers[position]]),
      );
    },
  );
});

/** A dot behind three numbers: node-semver's loose mode reads `1.2.30.v` as `1.2.3-0.v`, into which its expression backtracks. */
const FOURTH_PART = /^\D*\d+\.\d+\.\d+\./;

function nodeSemver(text: string): SemVer | undefined {
  if (FOURTH_PART.test(text)) return undefined;
  try {
    return new SemVer(text, { loose: true });
  } catch {
    return undefined;
  }
}
