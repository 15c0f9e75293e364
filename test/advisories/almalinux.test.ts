import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/advisories/evidence.ts';
import { match } from '../../src/advisories/match.ts';
import { questionsOf } from '../../src/advisories/questions.ts';
import { isInstalled } from '../programs.ts';
import { HAS_SHARED_DATA, SKIPPED, sharedAdvisories, sharedRecords } from './shared.ts';
import { placesByRpm } from './tool-orders.ts';

/** As AlmaLinux publishes it. */
interface AlmaRecord {
  readonly id: string;
  readonly summary: string;
  readonly affected: readonly {
    readonly package: { readonly ecosystem: string; readonly name: string };
    readonly ranges: readonly { readonly events: readonly { readonly fixed?: string }[] }[];
  }[];
}

/** A line of builds of one package: all updates of it for one release, of one module stream or of none. */
interface Line {
  readonly release: string;
  readonly name: string;
  /** `nodejs:18`; empty for no module. */
  readonly stream: string;
  /** The fixed versions by the ids of their advisories. */
  readonly fixes: Map<string, Set<string>>;
}

const HAS_RPM = isInstalled('rpm');

/** Advisories of modules that nothing names are of every stream: 15 records have no stream in their summary. */
const EVERY = '*';

/** The lines of builds that the records speak of, read from them alone. */
function linesOf(records: readonly AlmaRecord[]): readonly Line[] {
  const lines = new Map<string, Line>();
  for (const { id, release, name, stream, fixed } of records.flatMap(fixesIn)) {
    const key = [release, name, stream].join(' ');
    const line = lines.get(key) ?? { release, name, stream, fixes: new Map() };
    lines.set(key, line);
    line.fixes.set(id, (line.fixes.get(id) ?? new Set()).add(fixed));
  }
  return [...lines.values()];
}

interface Fix {
  readonly id: string;
  readonly release: string;
  readonly name: string;
  readonly stream: string;
  readonly fixed: string;
}

function fixesIn({ id, summary, affected }: AlmaRecord): readonly Fix[] {
  const streams = summary.match(/[\w.+-]+:[\w.+-]+/g) ?? [EVERY];
  return affected.flatMap(({ package: { ecosystem: release, name }, ranges }) =>
    ranges
      .flatMap(({ events }) => events.flatMap(({ fixed = [] }) => fixed))
      .flatMap((fixed) =>
        (fixed.includes('.module') ? streams : ['']).map((stream) => ({ id, release, name, stream, fixed })),
      ),
  );
}

/** So many versions of each line are installed, from its first to its last. */
const INSTALLED_PER_LINE = 5;

function spread(versions: readonly string[]): readonly string[] {
  if (versions.length <= INSTALLED_PER_LINE) return versions;
  const step = (versions.length - 1) / (INSTALLED_PER_LINE - 1);
  return Array.from({ length: INSTALLED_PER_LINE }, (_, index) => versions[Math.round(index * step)] ?? '');
}

describe.skipIf(!HAS_SHARED_DATA || !HAS_RPM)(`AlmaLinux, as rpm orders versions ${SKIPPED} (and without rpm)`, () => {
  test('each update is open before its version and mended from it on, within its module stream', {
    timeout: 600_000,
  }, async () => {
    const lines = linesOf(await sharedRecords<AlmaRecord>('AlmaLinux'));
    const advisories = await sharedAdvisories('AlmaLinux');
    const places = placesByRpm([
      ...new Set(lines.flatMap(({ fixes }) => [...fixes.values()].flatMap((set) => [...set]))),
    ]);
    const placeOf = (version: string) => places.get(version) ?? Number.NaN;
    const unnamed = new Map(
      lines.filter(({ stream }) => stream === EVERY).map((line) => [`${line.release} ${line.name}`, line.fixes]),
    );
    const differences: string[] = [];
    let cases = 0;
    for (const { release, name, stream, fixes } of lines) {
      if (stream === EVERY) continue;
      const known = new Map([...fixes, ...(stream === '' ? [] : (unnamed.get(`${release} ${name}`) ?? []))]);
      const versions = [...new Set([...fixes.values()].flatMap((set) => [...set]))].toSorted(
        (a, b) => placeOf(a) - placeOf(b),
      );
      for (const version of spread(versions)) {
        cases += 1;
        const open = [...known].flatMap(([id, fixed]) =>
          [...fixed].some((each) => placeOf(each) > placeOf(version)) ? [id] : [],
        );
        const questions = questionsOf(
          {
            type: 'rpm',
            name,
            version,
            evidence: 'installed',
            details: { modularitylabel: stream === '' ? '' : `${stream}:8060020220523160029:ad008a3a` },
          },
          { ...ALMA, version: release.replace('AlmaLinux:', '') },
        );
        const found = (await match(questions, advisories)).flatMap(({ evidence }) => evidence.map(idOf));
        const told = [...new Set(found)].toSorted().join();
        if (told !== open.toSorted().join()) differences.push(`${release} ${name} ${version} ${stream}: ${told}`);
      }
    }
    expect(differences).toEqual([]);
    expect(cases).toBe(33_355);
  });
});

function idOf({ advisory }: Evidence): string {
  return advisory.id;
}

const ALMA = { id: 'almalinux', like: [], codename: '', prettyName: '', cpe: '', variant: '' };
