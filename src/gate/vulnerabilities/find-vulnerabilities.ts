import type { GoImport } from '../../advisories/go-imports.ts';
import { match, type Vulnerability } from '../../advisories/match.ts';
import type { Package } from '../../core/package.ts';
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
  /** What in it has the flaw, where programs that it is built into are known. */
  readonly imports: readonly GoImport[];
}

/** Asks the advisories for every package: a row for each flaw and package. */
export async function findVulnerabilities(
  list: PackageList,
  advisories: HeldAdvisories,
): Promise<readonly VulnerablePackage[]> {
  const word = new DistributionWord(list.distribution, advisories);
  const rows = new Map<string, Growing>();
  const groups = packageGroups(list);
  await advisories.prepare?.(groups.flatMap(({ questions }) => questions));
  for (const group of groups) {
    for (const found of await match(group.questions, advisories)) {
      if (group.owner !== undefined && (await word.knows(group.owner, found))) continue;
      const vulnerability = group.owner === undefined ? found : broughtBy(group.owner, found);
      const version = vulnerability.evidence[0]?.question.version ?? '';
      const key = keyOf(group, vulnerability, version);
      const known = rows.get(key);
      if (known === undefined) rows.set(key, { vulnerability, version, groups: [group] });
      else known.groups.push(group);
    }
  }
  return [...rows.values()].map((row) => ({ ...lowestFirst(row), imports: importsOf(row) }));
}

/** What a package of the system brought is mended by a newer one of that, and not by the version that its language has. */
function broughtBy(owner: Package, found: Vulnerability): Vulnerability {
  if (found.fixed === undefined) return found;
  const elsewhere = { version: found.fixed, takes: `a newer ${owner.name}` };
  return { ...found, fixed: undefined, fixState: 'fixed-elsewhere', elsewhere };
}

interface Growing extends Omit<VulnerablePackage, 'imports'> {
  readonly groups: [PackageGroup, ...PackageGroup[]];
}

function keyOf(
  { name, lowest, owner }: PackageGroup,
  { id, state, fixed = '', elsewhere }: Vulnerability,
  version: string,
): string {
  return JSON.stringify([
    id,
    state,
    fixed,
    elsewhere?.version ?? '',
    lowest.package.type,
    name,
    version,
    owner?.name ?? '',
  ]);
}

/** Nothing is asked of what programs have where none is known. */
function importsOf({ vulnerability, groups }: Growing): readonly GoImport[] {
  if (groups.every(({ programs }) => programs.length === 0)) return [];
  return vulnerability.evidence.flatMap((item) => item.imports());
}

function lowestFirst(row: Growing): Growing {
  const lowest = row.groups.reduce((low, each) => (layerOf(each.lowest) < layerOf(low.lowest) ? each : low));
  return { ...row, groups: [lowest, ...row.groups.filter((each) => each !== lowest)] };
}
