import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { match, type Vulnerability } from '../../src/advisories/match.ts';
import { packageName } from '../../src/advisories/package-name.ts';
import { HAS_SHARED_DATA, SKIPPED, sharedAdvisories, sharedFile } from './shared.ts';

interface UbuntuCase {
  readonly source: string;
  readonly version: string;
  readonly open: readonly string[];
}

interface UbuntuOracle {
  readonly releases: Readonly<Record<string, readonly UbuntuCase[]>>;
}

interface AlpineOracle {
  readonly packages: readonly AlpineCase[];
}

interface AlpineCase {
  readonly origin: string;
  readonly version: string;
  readonly open: readonly string[];
}

interface Probe {
  readonly ecosystem: string;
  readonly package: string;
  readonly version: string;
  readonly affected_by: readonly string[];
  readonly not_affected_by: readonly string[];
}

function idsOf(found: readonly Vulnerability[]): readonly string[] {
  return found.map(({ id, state }) => (state === 'affected' ? id : `${id}?`)).toSorted();
}

describe.skipIf(!HAS_SHARED_DATA)(`what a matcher answers for real packages ${SKIPPED}`, () => {
  test('of five releases of Ubuntu is what its tracker says', { timeout: 120_000 }, async () => {
    const { releases }: UbuntuOracle = JSON.parse(gunzipSync(sharedFile('oracle/ubuntu-2020.json.gz')).toString());
    const advisories = await sharedAdvisories('Ubuntu');
    const differences: string[] = [];
    let cases = 0;
    for (const [ecosystem, each] of Object.entries(releases)) {
      for (const { source, version, open } of each) {
        cases += 1;
        const found = idsOf(await match([{ ecosystem, name: source, version }], advisories));
        if (found.join() !== open.toSorted().join())
          differences.push(`${ecosystem} ${source} ${version}: ${found.join(' ')}`);
      }
    }
    expect(differences).toEqual([]);
    expect(cases).toBe(8427);
  });

  test('of Alpine 3.15 is what its branch mends', { timeout: 60_000 }, async () => {
    const { packages }: AlpineOracle = JSON.parse(sharedFile('oracle/alpine-3.15.0-expected.json').toString());
    const advisories = await sharedAdvisories('Alpine');
    for (const { origin, version, open } of packages) {
      const found = await match([{ ecosystem: 'Alpine:v3.15', name: origin, version }], advisories);
      expect([origin, idsOf(found)]).toEqual([origin, open.toSorted()]);
    }
  });

  test('of languages is what the advisories say at the boundaries of their ranges', { timeout: 60_000 }, async () => {
    const probes = gunzipSync(sharedFile('oracle/lang-probes.jsonl.gz'))
      .toString()
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Probe => JSON.parse(line));
    const advisories = await sharedAdvisories('npm', 'Go', 'crates.io', 'PyPI', 'RubyGems');
    const differences: string[] = [];
    for (const { ecosystem, package: written, version, affected_by: wanted, not_affected_by: unwanted } of probes) {
      const name = packageName(ecosystem, written);
      const found = await match([{ ecosystem, name, version }], advisories);
      const by = found.flatMap(({ evidence }) => evidence.filter(({ answer }) => answer.state === 'affected'));
      const ids = new Set(by.map(({ advisory }) => advisory.id));
      if (wanted.some((id) => !ids.has(id)) || unwanted.some((id) => ids.has(id)))
        differences.push(`${ecosystem} ${written} ${version}`);
    }
    // Two fixes of ember are written `1.3.0-*` and `1.4.0-*`: SemVer 2.0 has no such version, so that these flaws are told as unknown.
    expect(differences).toEqual(['npm ember 1.0.0-rc.5', 'npm ember 1.3.1']);
    expect(probes.length).toBe(3787);
  });
});
