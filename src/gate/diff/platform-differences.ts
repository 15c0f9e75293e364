import { isOfOperatingSystem } from '../../core/operating-system.ts';
import type { ToldPackage } from '../../inventory/inventory.ts';

/** What is installed on one of the platforms of an image. */
export interface PlatformPackages {
  /** As people know it: `linux/arm64`. */
  readonly platform: string;
  readonly packages: readonly ToldPackage[];
}

/** Versions of a package, and the platforms that have just these. */
export interface PlatformVersions {
  /** Sorted; empty where the package is not there. */
  readonly versions: readonly string[];
  readonly platforms: readonly string[];
}

/** A package that is not the same on every platform. */
export interface PlatformDifference {
  readonly type: string;
  /** With its namespace, where that is part of the name: `@babel/core`. */
  readonly name: string;
  /** In the order of the platforms. */
  readonly found: readonly PlatformVersions[];
}

/** The packages that only some platforms have, or have in other versions, by type and name. What they are built for is no difference. */
export function platformDifferences(platforms: readonly PlatformPackages[]): readonly PlatformDifference[] {
  const kinds = new Map<string, Kind>();
  for (const [index, { packages }] of platforms.entries()) {
    for (const { package: each } of packages) {
      const isOfSystem = isOfOperatingSystem(each.type) || each.namespace === undefined;
      const name = isOfSystem ? each.name : `${each.namespace}/${each.name}`;
      const key = `${each.type} ${name}`;
      const kind = kinds.get(key) ?? { type: each.type, name, versions: platforms.map(() => new Set<string>()) };
      kinds.set(key, kind);
      kind.versions[index]?.add(each.version);
    }
  }
  const names = platforms.map(({ platform }) => platform);
  return [...kinds]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { type, name, versions }]) => ({ type, name, found: groupsOf(versions, names) }))
    .filter(({ found }) => found.length > 1);
}

interface Kind {
  readonly type: string;
  readonly name: string;
  /** Of each platform. */
  readonly versions: readonly Set<string>[];
}

function groupsOf(versions: readonly ReadonlySet<string>[], names: readonly string[]): readonly PlatformVersions[] {
  const sorted = versions.map((each) => [...each].toSorted());
  const groups = Map.groupBy(sorted.entries(), ([, each]) => JSON.stringify(each));
  return [...groups.values()].map((group) => ({
    versions: group[0]?.[1] ?? [],
    platforms: group.map(([index]) => names[index] ?? ''),
  }));
}
