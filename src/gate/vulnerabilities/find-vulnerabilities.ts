import { match, type Vulnerability } from '../../advisories/match.ts';
import { DistributionWord } from './distribution-word.ts';
import { layerOf, type PackageGroup, packageGroups } from './package-groups.ts';
import type { HeldAdvisories, PackageList } from './package-list.ts';

/** One flaw in one package: of a distribution in all that was built from one source. */
export interface VulnerablePackage {
  readonly vulnerability: Vulnerability;
  /** The version that the advisories count. */
  readonly version: string;
  /** The installed packages that have it, those of the lowest layer first. */
  readonly groups: readonly [PackageGroup, ...PackageGroup[]];
}

/** Asks the advisories for every package: a row for each flaw and package. */
export async function findVulnerabilities(
  list: PackageList,
  advisories: HeldAdvisories,
): Promise<readonly VulnerablePackage[]> {
  const word = new DistributionWord(list.distribution, advisories);
  const rows = new Map<string, Growing>();
  for (const group of packageGroups(list)) {
    for (const vulnerability of await match(group.questions, advisories)) {
      if (group.owner !== undefined && (await word.knows(group.owner, vulnerability))) continue;
      const version = vulnerability.evidence[0]?.question.version ?? '';
      const key = keyOf(group, vulnerability, version);
      const known = rows.get(key);
      if (known === undefined) rows.set(key, { vulnerability, version, groups: [group] });
      else known.groups.push(group);
    }
  }
  return [...rows.values()].map(lowestFirst);
}

interface Growing extends VulnerablePackage {
  readonly groups: [PackageGroup, ...PackageGroup[]];
}

function keyOf(
  { name, lowest, owner }: PackageGroup,
  { id, state, fixed = '' }: Vulnerability,
  version: string,
): string {
  return JSON.stringify([id, state, fixed, lowest.package.type, name, version, owner?.name ?? '']);
}

function lowestFirst(row: Growing): VulnerablePackage {
  const lowest = row.groups.reduce((low, each) => (layerOf(each.lowest) < layerOf(low.lowest) ? each : low));
  return { ...row, groups: [lowest, ...row.groups.filter((each) => each !== lowest)] };
}
