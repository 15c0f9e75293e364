import type { CatalogItem, PackageItem } from '../catalogers/cataloger.ts';
import { isOfOperatingSystem } from '../core/operating-system.ts';
import type { Package } from '../core/package.ts';
import { layerPath } from '../image/layer-path.ts';
import type { FoundInventory } from './found-inventory.ts';
import type { InventoryDoubt } from './inventory.ts';
import { LayerChanges } from './layer-changes.ts';
import { countedPackages, packageNames, sortedPackages } from './package-names.ts';
import type { CatalogedLayer } from './told-files.ts';

/**
 * Packages that a database told of in a layer, and none does any more, while files of theirs are still there. A package manager that
 * removes a package deletes its files; what it keeps lies in `/etc` and `/var`.
 */
export function lostPackages(found: FoundInventory): readonly InventoryDoubt[] {
  const present = new Set(found.packages.map((each) => identityOf(each.package)));
  const { packages, files } = historyOf(found.layers);
  const missing = [...packages.values()].filter(({ item }) => !present.has(identityOf(item.package)));
  if (missing.length === 0) return [];
  const changes = new LayerChanges(found.layers);
  const lost = missing.flatMap((each): readonly Lost[] => {
    const layer = changes.firstAfter(each.layer, each.path);
    const listed = [...(each.item.files ?? []), ...keysOf(each.item).flatMap((key) => files.get(key) ?? [])];
    return listed.some((path) => isLeft(found, path, layer)) ? [{ ...each, layer }] : [];
  });
  const groups = Map.groupBy(lost, ({ path, layer }) => JSON.stringify([placeOf(path), layer]));
  return [...groups.values()].map((group) => doubtOf(found, group));
}

/** A package as a layer last told of it. */
interface Lost {
  readonly item: PackageItem;
  /** The file that told of it. */
  readonly path: string;
  readonly layer: number;
}

interface History {
  readonly packages: ReadonlyMap<string, Lost>;
  /** What the packages listed, by their keys, as it was last told. */
  readonly files: ReadonlyMap<string, readonly string[]>;
}

/** What every layer told, later layers over lower ones. */
function historyOf(layers: readonly CatalogedLayer[]): History {
  const packages = new Map<string, Lost>();
  const files = new Map<string, readonly string[]>();
  for (const { item, path, layer } of toldItems(layers)) {
    if (item.kind === 'package' && isOfOperatingSystem(item.package.type)) {
      packages.set(identityOf(item.package), { item, path, layer });
    } else if (item.kind === 'addition' && item.files !== undefined) {
      files.set(`${item.type}\n${item.key}`, item.files);
    }
  }
  return { packages, files };
}

interface ToldItem {
  readonly item: CatalogItem;
  readonly path: string;
  readonly layer: number;
}

function* toldItems(layers: readonly CatalogedLayer[]): Generator<ToldItem> {
  for (const [layer, { entries, visited }] of layers.entries()) {
    for (const { entry, item: cataloged } of visited) {
      const path = layerPath(entries[entry]?.name ?? '');
      for (const item of cataloged.flatMap(({ items }) => items)) yield { item, path, layer };
    }
  }
}

function keysOf({ package: { type }, keys = [] }: PackageItem): readonly string[] {
  return keys.map((key) => `${type}\n${key}`);
}

/** Without its version: one that was upgraded is not lost. */
function identityOf({ type, name, architecture = '' }: Package): string {
  return JSON.stringify([type, name, architecture]);
}

/** What a removal leaves behind, or what is deleted to make an image smaller. */
const NOT_TELLING = /^(?:etc|var|run|tmp|usr\/share\/(?:doc|man|info|locale|lintian))\//;

/** Whether a file is still there from a layer below the one that took its package, and is of no other package. */
export function isLeft(
  { index, ownership }: Pick<FoundInventory, 'index' | 'ownership'>,
  listed: string,
  layer: number,
): boolean {
  if (NOT_TELLING.test(listed) || ownership.ownerOf(ownership.resolved(listed)) !== undefined) return false;
  const file = index.find(listed);
  return file !== undefined && file.type === 'file' && file.layer < layer;
}

/** One database, or the directory of one that has a file for each package. */
function placeOf(path: string): string {
  const directory = path.slice(0, path.lastIndexOf('/'));
  if (directory.endsWith('/status.d')) return directory;
  return path.startsWith('var/lib/pacman/local/') ? 'var/lib/pacman/local' : path;
}

function doubtOf({ index }: FoundInventory, group: readonly Lost[]): InventoryDoubt {
  const [{ path, layer } = { path: '', layer: 0 }] = group;
  const packages = sortedPackages(group.map(({ item }) => item.package));
  const database = placeOf(path);
  const reason = `${whatBecame(index.find(database)?.size)}, while files of ${countedPackages(packages.length)} remain: ${packageNames(packages)}`;
  return { kind: 'lost-packages', weakens: 'packages', place: { path: database, layer }, reason, packages };
}

function whatBecame(size: number | undefined): string {
  if (size === undefined) return 'the package database was deleted';
  return size === 0 ? 'the package database was emptied' : 'packages were taken out of the database';
}
