import type { Catalogue } from '../../advisories/database/catalogue.ts';
import { baseOf, isEcosystemName } from '../../advisories/ecosystem.ts';
import { advisoryErrors } from '../../advisories/errors.ts';
import { questionsOf } from '../../advisories/questions.ts';
import { unknownContentSets } from '../../advisories/streams/red-hat.ts';
import { WINDOWS } from '../../advisories/support/windows-server.ts';
import type { Distribution } from '../../core/distribution.ts';
import { type Problem, problemOf } from '../../core/errors.ts';
import { isOfOperatingSystem } from '../../core/operating-system.ts';
import type { OwnFiles } from '../../core/ports.ts';
import type { HeldAdvisories, PackageList } from './package-list.ts';

/** For which packages advisories can be had, and for which not. */
export interface AskedEcosystems {
  /** The ecosystems that are asked and are there. */
  readonly held: ReadonlySet<string>;
  /** Those that are not there, with the number of packages that need them. */
  readonly absent: ReadonlyMap<string, number>;
  /** What to fetch for them: the release, or all of them where it is not told which one counts. */
  readonly wanted: ReadonlySet<string>;
  /** How many packages of the operating system nobody publishes advisories for. */
  readonly unpublished: number;
  /** How many other packages are of kinds that nobody publishes advisories for, by their kind. */
  readonly unasked: Readonly<Record<string, number>>;
}

/** Sorts packages by whether their advisories are there. Where a distribution keeps them in several places, one is enough. */
export function askedEcosystems(
  { distribution, packages }: PackageList,
  advisories: Pick<HeldAdvisories, 'holds'>,
): AskedEcosystems {
  const held = new Set<string>();
  const absent = new Map<string, number>();
  const wanted = new Set<string>();
  const unasked = new Map<string, number>();
  let unpublished = 0;
  for (const { package: each } of packages) {
    const ecosystems = [...new Set(questionsOf(each, distribution).map(({ ecosystem }) => ecosystem))];
    const there = ecosystems.filter((ecosystem) => advisories.holds(ecosystem));
    for (const ecosystem of there) held.add(ecosystem);
    const [first] = ecosystems;
    if (first === undefined) {
      if (isOfOperatingSystem(each.type)) unpublished += 1;
      else unasked.set(each.type, (unasked.get(each.type) ?? 0) + 1);
    } else if (there.length === 0) {
      absent.set(first, (absent.get(first) ?? 0) + 1);
      wanted.add(ecosystems.length === 1 && isEcosystemName(first) ? first : baseOf(first));
    }
  }
  return { held, absent, wanted, unpublished, unasked: Object.fromEntries(sorted(unasked)) };
}

/** What keeps it from being known which vulnerabilities there are. */
export function missingAdvisories(
  { absent, wanted, unpublished }: AskedEcosystems,
  distribution: Distribution | undefined,
  { feeds, named }: Pick<Catalogue, 'feeds'> & Pick<OwnFiles, 'named'>,
): readonly Problem[] {
  const problems: Problem[] = [];
  if (absent.size > 0) {
    const sources = [
      ...[...wanted].toSorted(),
      // One command brings all that a scan asks for.
      ...(['kev', 'epss'] as const).filter((name) => feeds[name] === undefined),
    ];
    const what = sorted(absent)
      .map(([ecosystem, count]) => `${ecosystem} (${packagesText(count)})`)
      .join(', ');
    problems.push(problemOf(advisoryErrors, 'PL_E_ADVISORIES_NOT_HELD', { what, sources, named }));
  }
  const unknown = distribution === undefined ? [] : unknownContentSets(distribution);
  if (unknown.length > 0) {
    const names = `${unknown.slice(0, MOST_NAMED).join(', ')}${unknown.length > MOST_NAMED ? ' and others' : ''}`;
    problems.push(problemOf(advisoryErrors, 'PL_E_CONTENT_SETS_UNKNOWN', { names }));
  }
  if (distribution?.id === WINDOWS)
    problems.push(problemOf(advisoryErrors, 'PL_E_ADVISORIES_OF_WINDOWS', { system: distribution.prettyName }));
  // Without a distribution, a doubt of the inventory says so.
  if (unpublished > 0 && distribution !== undefined) {
    const { id, version } = distribution;
    const system = `${id} ${version}`.trim();
    problems.push(
      problemOf(advisoryErrors, 'PL_E_ADVISORIES_UNPUBLISHED', { system, packages: packagesText(unpublished) }),
    );
  }
  return problems;
}

/** How many content sets are named. */
const MOST_NAMED = 5;

function packagesText(count: number): string {
  return count === 1 ? '1 package' : `${count} packages`;
}

function sorted(counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
