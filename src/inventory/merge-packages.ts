import type { InventoryPackage } from './inventory.ts';

/** One package that several files tell of, as libraries that lie in many folders: told once, with all its places. Keeps their order. */
export function mergePackages(packages: readonly InventoryPackage[]): readonly InventoryPackage[] {
  const groups = new Map<string, [InventoryPackage, ...InventoryPackage[]]>();
  for (const each of packages) {
    const identity = identityOf(each);
    const known = groups.get(identity);
    if (known === undefined) groups.set(identity, [each]);
    else known.push(each);
  }
  return [...groups.values()].map(joined);
}

function identityOf({ package: each, cataloger, owner }: InventoryPackage): string {
  const { type, namespace = '', name, version, architecture = '' } = each;
  return JSON.stringify([type, namespace, name, version, architecture, cataloger, owner?.name ?? '']);
}

function joined([first, ...others]: readonly [InventoryPackage, ...InventoryPackage[]]): InventoryPackage {
  if (others.length === 0) return first;
  const [place, ...places] = first.places;
  return {
    ...first,
    places: [place, ...places, ...others.flatMap((each) => each.places)],
    layer: others.reduce((lowest, { layer }) => Math.min(lowest, layer), first.layer),
    files: [...new Set([first, ...others].flatMap(({ files }) => files))],
  };
}
