import type { AdditionItem, DistributionItem, PackageItem, UnknownItem } from '../catalogers/cataloger.ts';
import type { Distribution } from '../core/distribution.ts';
import { isOfOperatingSystem } from '../core/operating-system.ts';
import type { Package, PackageType } from '../core/package.ts';
import { purlOf } from '../core/purl.ts';
import type { FileIndex } from '../image/file-index.ts';
import { withoutCarriedOut } from './carried-out.ts';
import type { StrayList } from './found-inventory.ts';
import { doubtsOf } from './integrity.ts';
import { Introduced } from './introduced.ts';
import type { ImagePlace, Inventory, InventoryPackage, InventoryUnknown, ProgramFunctions } from './inventory.ts';
import { mergePackages } from './merge-packages.ts';
import { withoutNoted } from './noted-packages.ts';
import { Ownership } from './ownership.ts';
import { type CatalogedLayer, PathVersions, type ToldFile, toldFiles } from './told-files.ts';

/** An image whose layers were read by the catalogers. */
export interface CatalogedImage {
  readonly index: FileIndex;
  /** The lowest first. */
  readonly layers: readonly CatalogedLayer[];
}

/** Puts together what the catalogers read: what a container sees counts, and each package knows where it came from. */
export function takeInventory({ index, layers }: CatalogedImage): Inventory {
  const told = collect(toldFiles(index, layers));
  const distribution = distributionOf(told);
  const ownership = new Ownership(index);
  const introduced = new Introduced(new PathVersions(layers));
  const found = told.packages.map(({ cataloger, item, place }): InventoryPackage => {
    const more = additionsTo(item, told.additions);
    const complete = completed(item.package, more, distribution);
    const files = filesOf(item, more);
    return {
      package: complete,
      purl: purlOf(complete, distribution),
      cataloger,
      places: [place],
      layer: introduced.layerOf(item.package, place.path, place.layer),
      files: isOfOperatingSystem(complete.type) ? ownership.add(complete, files) : files,
      owner: undefined,
    };
  });
  const owned = withoutNoted(found, { distribution, ownership }).map((each) => ({
    ...each,
    owner: ownerOf(each, ownership),
  }));
  const doubts = doubtsOf({
    index,
    layers,
    distribution,
    packages: owned,
    ownership,
    strayLists: strayLists(told),
  });
  return {
    distribution,
    packages: mergePackages(withoutCarriedOut(owned).filter(isItsOwn).toSorted(byName)),
    unknown: told.unknown.filter(
      ({ isGuess, place }) => isGuess !== true || ownership.ownerOf(place.path) === undefined,
    ),
    functions: told.functions,
    doubts,
  };
}

interface PackageAtPlace {
  readonly cataloger: string;
  readonly item: PackageItem;
  readonly place: ImagePlace;
}

type AdditionAtPlace = AdditionItem & { readonly place: ImagePlace };

interface Told {
  readonly packages: readonly PackageAtPlace[];
  readonly additions: ReadonlyMap<string, readonly AdditionAtPlace[]>;
  readonly distributions: readonly DistributionItem[];
  readonly repositories: readonly string[];
  readonly unknown: readonly InventoryUnknown[];
  readonly functions: readonly ProgramFunctions[];
}

function collect(files: Iterable<ToldFile>): Told {
  const packages: PackageAtPlace[] = [];
  const additions: AdditionAtPlace[] = [];
  const distributions: DistributionItem[] = [];
  const repositories = new Set<string>();
  const unknown: InventoryUnknown[] = [];
  const functions: ProgramFunctions[] = [];
  for (const { path, layer, cataloger, items } of files) {
    for (const item of items) {
      if (item.kind === 'package') packages.push({ cataloger, item, place: placeOf(item, path, layer) });
      else if (item.kind === 'addition') additions.push({ ...item, place: placeOf({}, path, layer) });
      else if (item.kind === 'distribution') distributions.push(item);
      else if (item.kind === 'repositories') addAll(repositories, item.repositories);
      else if (item.kind === 'functions') functions.push({ path, names: item.names });
      else unknown.push(unknownOf(item, { cataloger, place: placeOf(item, path, layer) }));
    }
  }
  return {
    packages,
    additions: Map.groupBy(additions, ({ type, key }) => keyOf(type, key)),
    distributions,
    repositories: [...repositories].toSorted(),
    unknown,
    functions,
  };
}

function unknownOf(
  { reason, isGuess }: UnknownItem,
  found: Pick<InventoryUnknown, 'cataloger' | 'place'>,
): InventoryUnknown {
  return { ...found, reason, ...(isGuess === undefined ? {} : { isGuess }) };
}

function addAll<Value>(set: Set<Value>, values: readonly Value[]): void {
  for (const value of values) set.add(value);
}

function placeOf({ line, offset }: { line?: number; offset?: number }, path: string, layer: number): ImagePlace {
  return { path, layer, ...(line === undefined ? {} : { line }), ...(offset === undefined ? {} : { offset }) };
}

function keyOf(type: PackageType, key: string): string {
  return `${type}\n${key}`;
}

/** The files that a package lists, each once. */
function filesOf({ files }: PackageItem, more: readonly AdditionItem[]): readonly string[] {
  const all = new Set(files);
  for (const { files: listed = [] } of more) for (const file of listed) all.add(file);
  return [...all];
}

function additionsTo({ package: each, keys = [] }: PackageItem, additions: Told['additions']): readonly AdditionItem[] {
  return keys.flatMap((key) => additions.get(keyOf(each.type, key)) ?? []);
}

/** The lists of files whose package nothing tells of. */
function strayLists({ packages, additions }: Told): readonly StrayList[] {
  const known = new Set(
    packages.flatMap(({ item: { package: each, keys = [] } }) => keys.map((key) => keyOf(each.type, key))),
  );
  return [...additions].flatMap(([key, found]) =>
    known.has(key)
      ? []
      : found.flatMap(({ key: name, files, place }) => (files === undefined ? [] : [{ name, files, place }])),
  );
}

function completed(each: Package, more: readonly AdditionItem[], distribution: Distribution | undefined): Package {
  const licences = [...new Set([...(each.licences ?? []), ...more.flatMap(({ licences: told = [] }) => told)])];
  const isOfDistribution = isOfOperatingSystem(each.type) && each.namespace === undefined;
  return {
    ...each,
    ...(isOfDistribution && distribution !== undefined ? { namespace: distribution.id } : {}),
    ...(licences.length === 0 ? {} : { licences }),
  };
}

function distributionOf({ distributions, repositories }: Told): Distribution | undefined {
  const distribution = distributions.toSorted((a, b) => a.rank - b.rank)[0]?.distribution;
  if (distribution === undefined || repositories.length === 0) return distribution;
  return { ...distribution, repositories };
}

/** A program that only looks like one, and that a package of the operating system brought, is that package. */
function isItsOwn({ package: { evidence }, owner }: InventoryPackage): boolean {
  return evidence !== 'recognised' || owner === undefined;
}

function ownerOf({ package: each, places: [{ path }] }: InventoryPackage, ownership: Ownership): Package | undefined {
  return isOfOperatingSystem(each.type) ? undefined : ownership.ownerOf(path);
}

function byName(a: InventoryPackage, b: InventoryPackage): number {
  for (const [left, right] of zip(sortKey(a), sortKey(b))) if (left !== right) return left < right ? -1 : 1;
  return 0;
}

function sortKey({ package: each, places: [{ path, line = 0 }] }: InventoryPackage): readonly (string | number)[] {
  return [each.type, each.name, each.version, each.architecture ?? '', path, line];
}

function zip<Value>(a: readonly Value[], b: readonly Value[]): readonly (readonly [Value, Value])[] {
  return a.flatMap((left, index) => {
    const right = b[index];
    return right === undefined ? [] : [[left, right] as const];
  });
}
