import type { Distribution } from '../../core/distribution.ts';
import { isJudgedByDistribution, isOfOperatingSystem } from '../../core/operating-system.ts';
import { comparePriority, type Ranked } from '../../core/priority.ts';
import { purlOf } from '../../core/purl.ts';
import type { PackageUpdate, Reachability } from '../../core/vulnerability.ts';
import type { Exploitation } from './exploitation.ts';
import type { VulnerablePackage } from './find-vulnerabilities.ts';
import type { FlawInPackage, FoundFlaw } from './found-flaw.ts';
import { matchEvidence } from './match-evidence.ts';
import { MendingVersions } from './mending-versions.ts';
import type { PackageGroup } from './package-groups.ts';
import { reachabilityOf } from './reachability.ts';
import { remedyOf } from './remedy.ts';
import { urgencyOf } from './urgency.ts';

interface FlawsInput {
  readonly distribution: Distribution | undefined;
  readonly exploitation: Exploitation;
}

/** What is told of flaws in packages, the most urgent first. */
export function foundFlaws(rows: readonly VulnerablePackage[], input: FlawsInput): readonly FlawInPackage[] {
  const mending = new MendingVersions(rows);
  const purls = new Purls(input.distribution);
  return rows
    .map((row) => ranked(flawInPackage(row, { ...input, mending, purls })))
    .toSorted(comparePriority)
    .map(({ found }) => found);
}

function ranked(found: FlawInPackage): Ranked & { readonly found: FlawInPackage } {
  return { severity: found.flaw.severity, vulnerability: found.flaw, found };
}

interface KnownFlawsInput extends FlawsInput {
  readonly mending: MendingVersions;
  readonly purls: Purls;
}

function flawInPackage(
  row: VulnerablePackage,
  { distribution, exploitation, mending, purls }: KnownFlawsInput,
): FlawInPackage {
  const { vulnerability: found, version, groups } = row;
  const [{ name, lowest, owner }] = groups;
  const purl = purls.of(groups[0]);
  const names = installedNames(row);
  const reachability = reachabilityIn(row);
  const { severity, by: ratedBy, score } = found.judgement;
  const flaw: FoundFlaw = {
    id: found.id,
    names: found.names,
    state: found.state,
    advisories: [...new Set(found.evidence.map(({ advisory }) => advisory.id))].toSorted(),
    evidence: found.evidence.map(matchEvidence),
    package: name,
    purl,
    installed: names.slice(0, MOST_NAMES),
    broughtBy: owner?.name,
    version,
    fixed: found.fixed,
    fixState: found.fixState,
    elsewhere: found.elsewhere,
    ratedBy,
    score,
    ...urgencyOf(row, reachability, exploitation),
    layer: lowest.layer === undefined ? undefined : lowest.layer + 1,
    path: lowest.path,
    reachability,
    note: [noteOf(row, names.length - MOST_NAMES), ...(reachability === 'not-linked' ? [NOT_LINKED] : [])]
      .join(' ')
      .trim(),
    severity,
    doubt: doubtOf(row),
    update: updateOf(row, names, distribution),
    remedy: remedyOf(row, { names, fixed: mending.of(row), distribution: distribution?.id ?? '' }),
  };
  return { flaw, layer: lowest.layer, packages: groups.flatMap(({ packages }) => packages) };
}

/** Said of what the linker left out. */
const NOT_LINKED = 'Nothing can reach it: the program has none of the functions that the advisory names.';

/** The packages that an update of the system mends; undefined where it does not. */
function updateOf(
  { vulnerability, groups: [{ lowest, owner }] }: VulnerablePackage,
  names: readonly string[],
  distribution: Distribution | undefined,
): PackageUpdate | undefined {
  const { type } = lowest.package;
  if (vulnerability.fixed === undefined || owner !== undefined || !isOfOperatingSystem(type)) return undefined;
  return { type, names: names.slice(0, MOST_NAMES), distribution: distribution?.id ?? '' };
}

/** How many names a report repeats with every flaw of a source; no real one is that of more packages. */
const MOST_NAMES = 200;

/** The names of the packages that have it, sorted. */
function installedNames({ groups: [first, ...others] }: VulnerablePackage): readonly string[] {
  if (others.length === 0) return first.names;
  return [...new Set([first, ...others].flatMap(({ names }) => names))].toSorted();
}

function reachabilityIn({ imports, groups }: VulnerablePackage): Reachability {
  // Of most flaws nothing is told that a program could contain.
  if (imports.length === 0) return 'unknown';
  return reachabilityOf(
    imports,
    groups.flatMap(({ programs }) => programs.map((functions) => functions())),
  );
}

/** The package URLs of groups, without versions. A group may have many flaws. */
class Purls {
  readonly #distribution: Distribution | undefined;
  readonly #known = new Map<PackageGroup, string>();

  constructor(distribution: Distribution | undefined) {
    this.#distribution = distribution;
  }

  of(group: PackageGroup): string {
    const known = this.#known.get(group) ?? this.#made(group);
    this.#known.set(group, known);
    return known;
  }

  #made({ name, lowest: { package: each } }: PackageGroup): string {
    const { architecture: _, ...own } = each;
    const named = isJudgedByDistribution(each.type) ? { ...own, name } : own;
    return purlOf({ ...named, version: '' }, this.#distribution)?.replace(/\?.*$/, '') ?? '';
  }
}

function noteOf({ vulnerability: { evidence }, groups: [{ owner }] }: VulnerablePackage, unnamed: number): string {
  const [first] = evidence;
  const notes = [
    ...(unnamed > 0 ? [`So it is in ${unnamed} more packages of that source.`] : []),
    ...(owner === undefined
      ? []
      : [`The package ${owner.name} brought it, and the advisories of its distribution do not know the flaw.`]),
    ...(first !== undefined && evidence.every(({ doubt }) => doubt !== '') ? [first.doubt] : []),
  ];
  return notes.join(' ');
}

function doubtOf({ vulnerability, version, groups: [{ name }] }: VulnerablePackage): string | undefined {
  const { id, state, evidence } = vulnerability;
  if (state === 'affected') return undefined;
  const unread = evidence.flatMap(({ answer }) => (answer.state === 'unknown' ? [answer.version] : []))[0] ?? '';
  const why = unread === '' ? 'nothing tells its version' : `${unread} cannot be compared`;
  return `Whether ${id} is in ${`${name} ${version}`.trim()} cannot be told: ${why}.`;
}
