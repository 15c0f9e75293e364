import type { CatalogItem } from '../catalogers/cataloger.ts';
import type { Distribution } from '../core/distribution.ts';
import type { PackageType } from '../core/package.ts';
import type { FoundInventory } from './found-inventory.ts';
import type { ImagePlace, InventoryDoubt, InventoryPackage } from './inventory.ts';
import { PathVersions } from './told-files.ts';

/** Whether the distribution that is named can be believed, where there are packages of one. */
export function distributionDoubts(
  found: FoundInventory,
  system: readonly InventoryPackage[],
): readonly InventoryDoubt[] {
  if (found.distribution === undefined) {
    const reason = 'nothing names the distribution of its packages, and without it no advisories can be chosen';
    return [doubt('no-distribution', system[0]?.places[0], reason)];
  }
  const edited = editedRelease(found, system);
  return edited.length > 0 ? edited : otherFamily(found.distribution, system);
}

function doubt(kind: InventoryDoubt['kind'], place: ImagePlace | undefined, reason: string): InventoryDoubt {
  const at = place === undefined ? undefined : { path: place.path, layer: place.layer };
  return { kind, weakens: 'advisories', place: at, reason, packages: [] };
}

/** Where os-release stands: the first counts, and is a link to the second where both are there. */
const FILES = ['etc/os-release', 'usr/lib/os-release'];

/** One distribution in a layer, another in a later one: an upgrade installs the package that brings the file, an edit does not. */
function editedRelease(found: FoundInventory, system: readonly InventoryPackage[]): readonly InventoryDoubt[] {
  const versions = new PathVersions(found.layers);
  const told = FILES.flatMap((path) =>
    versions.of(path).flatMap(({ layer, items }) => {
      const distribution = distributionIn(items);
      return distribution === undefined ? [] : [{ path, layer, distribution }];
    }),
  ).toSorted((a, b) => a.layer - b.layer);
  return told.flatMap((each, position): readonly InventoryDoubt[] => {
    const before = told[position - 1];
    if (before === undefined || isSame(before.distribution, each.distribution)) return [];
    if (before.layer !== each.layer && wasInstalled(found, system, each)) return [];
    const reason = `it names ${nameOf(each.distribution)}, where ${before.path} ${before.layer === each.layer ? 'names' : 'named'} ${nameOf(before.distribution)}, and no package brought that`;
    return [doubt('edited-distribution', { path: each.path, layer: each.layer }, reason)];
  });
}

function distributionIn(items: readonly CatalogItem[]): Distribution | undefined {
  return items.flatMap((item) => (item.kind === 'distribution' ? [item.distribution] : []))[0];
}

/** Whether the package that owns the file came in the same layer; where none does, whether any package of the system did. */
function wasInstalled(
  { ownership }: FoundInventory,
  system: readonly InventoryPackage[],
  { path, layer }: ImagePlace,
): boolean {
  const owner = ownership.ownerOf(ownership.resolved(path)) ?? ownership.ownerOf('usr/lib/os-release');
  return system.some((each) => each.layer === layer && (owner === undefined || each.package === owner));
}

function isSame(a: Distribution, b: Distribution): boolean {
  return a.id === b.id && a.version === b.version;
}

function nameOf({ id, version }: Distribution): string {
  return `${id} ${version}`.trim();
}

/** Which packages distributions have that one can be, or be like. */
const FAMILIES: ReadonlyMap<string, PackageType> = new Map([
  ['alpine', 'apk'],
  ['chainguard', 'apk'],
  ['wolfi', 'apk'],
  ['arch', 'alpm'],
  ['debian', 'deb'],
  ['ubuntu', 'deb'],
  ['amzn', 'rpm'],
  ['centos', 'rpm'],
  ['fedora', 'rpm'],
  ['rhel', 'rpm'],
  ['suse', 'rpm'],
  ['opensuse', 'rpm'],
]);

function otherFamily(distribution: Distribution, system: readonly InventoryPackage[]): readonly InventoryDoubt[] {
  const [expected] = [distribution.id, ...distribution.like].flatMap((id) => FAMILIES.get(id) ?? []);
  const [first] = system;
  if (expected === undefined || first === undefined) return [];
  if (system.some(({ package: { type } }) => type === expected)) return [];
  const { type } = first.package;
  const reason = `its packages are of ${type}, and ${nameOf(distribution)}, which the image says that it is, has those of ${expected}`;
  return [doubt('other-distribution', first.places[0], reason)];
}
