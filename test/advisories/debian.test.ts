import { describe, expect, test } from 'vitest';
import { match } from '../../src/advisories/match.ts';
import { questionsOf } from '../../src/advisories/questions.ts';
import { isInstalled } from '../programs.ts';
import { HAS_SHARED_DATA, SKIPPED, sharedAdvisories, sharedRecords } from './shared.ts';
import { placesByDpkg } from './tool-orders.ts';

/** As the public bucket has it. */
interface DebianRecord {
  readonly id: string;
  readonly affected: readonly {
    readonly package: { readonly ecosystem: string; readonly name: string };
    readonly ranges: readonly { readonly events: readonly { readonly fixed?: string }[] }[];
  }[];
}

/** A source package of a release, with where each record that names it was fixed: undefined for one without a fix. */
interface Source {
  readonly release: string;
  readonly name: string;
  readonly fixes: Map<string, string | undefined>;
}

const HAS_DPKG = isInstalled('perl', '-MDpkg::Version', '-e', '1');

/** The sources that the records speak of, read from them alone. Each names a source of a release once, with one range from the beginning. */
function sourcesOf(records: readonly DebianRecord[]): readonly Source[] {
  const sources = new Map<string, Source>();
  for (const { id, affected } of records) {
    for (const { package: named, ranges } of affected) {
      const key = `${named.ecosystem} ${named.name}`;
      const source = sources.get(key) ?? { release: named.ecosystem, name: named.name, fixes: new Map() };
      sources.set(key, source);
      source.fixes.set(id, ranges.flatMap(({ events }) => events.flatMap(({ fixed = [] }) => fixed))[0]);
    }
  }
  return [...sources.values()];
}

function distributionOf(release: string) {
  const version = release.replace('Debian:', '');
  return { id: 'debian', like: [], version, codename: '', prettyName: '', cpe: '', variant: '' };
}

describe.skipIf(!HAS_SHARED_DATA || !HAS_DPKG)(
  `Debian, as dpkg orders versions ${SKIPPED} (and without dpkg-dev)`,
  () => {
    test('each record is open just before its version and mended from it on, of every release', {
      timeout: 600_000,
    }, async () => {
      const sources = sourcesOf(await sharedRecords<DebianRecord>('Debian'));
      const advisories = await sharedAdvisories('Debian');
      const fixed = [...new Set(sources.flatMap(({ fixes }) => [...fixes.values()].flatMap((each) => each ?? [])))];
      // Nothing stands between a version and the same with a tilde (deb-version(7)), but what has more tildes.
      const places = placesByDpkg([...new Set(fixed.flatMap((version) => [version, `${version}~`]))]);
      const placeOf = (version: string) => places.get(version) ?? Number.NaN;
      const differences: string[] = [];
      let cases = 0;
      for (const { release, name, fixes } of sources) {
        const ends = [...new Set([...fixes.values()].flatMap((each) => each ?? []))];
        for (const version of ends.flatMap((each) => [each, `${each}~`])) {
          if (Number.isNaN(placeOf(version))) continue;
          cases += 1;
          const open = [...fixes].flatMap(([id, end]) => {
            if (end === undefined || placeOf(end) > placeOf(version)) return [id];
            return Number.isNaN(placeOf(end)) ? [`${id}?`] : [];
          });
          const installed = { type: 'deb', name: `${name}-bin`, version: '0', evidence: 'installed' } as const;
          const questions = questionsOf({ ...installed, source: { name, version } }, distributionOf(release));
          const found = (await match(questions, advisories)).flatMap(({ evidence }) =>
            evidence.map(({ advisory, answer }) => (answer.state === 'affected' ? advisory.id : `${advisory.id}?`)),
          );
          const told = [...new Set(found)].toSorted().join();
          if (told !== open.toSorted().join()) differences.push(`${release} ${name} ${version}: ${told}`);
        }
      }
      expect(differences).toEqual([]);
      expect(cases).toBe(20_863);
    });
  },
);
