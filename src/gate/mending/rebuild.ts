import { isOfOperatingSystem } from '../../core/operating-system.ts';
import type { Rebuild } from '../../core/report.ts';
import type { FoundVulnerability } from '../../core/vulnerability.ts';
import type { ToldInventory } from '../../inventory/inventory.ts';
import type { AskedAdvisories } from '../vulnerabilities/asked-advisories.ts';
import type { FlawInPackage } from '../vulnerabilities/found-flaw.ts';
import { packageTypeOf } from './package-type.ts';

/** An image, and what stands in it. */
export interface RebuiltImage {
  readonly inventory: ToldInventory;
  readonly vulnerabilities: readonly FoundVulnerability[];
  /** How many of the lowest layers are those of its base; undefined where nothing tells. */
  readonly baseLayers: number | undefined;
}

/** Another base, and what the advisories tell of it. */
export interface NewBase {
  readonly name: string;
  readonly asked: AskedAdvisories;
}

/**
 * What changes where the lowest layers are those of another base. A vulnerability goes with them if all packages that have it lie in them, and the other
 * base has none of its name in that package: what later layers installed or updated stays.
 */
export function rebuildOn({ name, asked }: NewBase, image: RebuiltImage): Rebuild {
  const layers = image.baseLayers ?? assumedLayers(image.inventory);
  const told = { base: name, layers, isAssumed: image.baseLayers === undefined };
  const [problem] = asked.problems;
  if (problem !== undefined) return { ...told, ...NOTHING, unknown: problem.message };
  if (layers === 0) return { ...told, ...NOTHING, unknown: NO_BASE };
  const carried = image.vulnerabilities.filter((each) => liesBelow(each, layers, image.inventory));
  const kept = new Set(asked.flaws.flatMap(keysOfFlaw));
  const known = new Set(image.vulnerabilities.flatMap(keysOfFound));
  return {
    ...told,
    carried: carried.length,
    removed: carried.filter((each) => !keysOfFound(each).some((key) => kept.has(key))).length,
    brought: asked.flaws.filter((each) => !keysOfFlaw(each).some((key) => known.has(key))).length,
    unknown: '',
  };
}

const NOTHING = { carried: 0, removed: 0, brought: 0 };

const NO_BASE = 'Nothing tells which layers are those of its base: --base names it.';

/** Up to the lowest layer that brings packages of an operating system: in most images that is what its base is made of. */
function assumedLayers({ packages }: ToldInventory): number {
  const layers = packages.flatMap(({ package: { type }, layer }) => (isOfOperatingSystem(type) ? [layer + 1] : []));
  return layers.length === 0 ? 0 : Math.min(...layers);
}

function liesBelow(
  { layer, installed, purl }: FoundVulnerability,
  layers: number,
  { packages }: ToldInventory,
): boolean {
  if (layer === undefined || layer > layers) return false;
  const type = packageTypeOf(purl);
  const names = new Set(installed);
  return packages.every(({ package: each, layer: own }) => own < layers || each.type !== type || !names.has(each.name));
}

function keysOfFound({ purl, package: name, names, id }: FoundVulnerability): readonly string[] {
  return keysOf(packageTypeOf(purl), name, [id, ...names]);
}

function keysOfFlaw({ flaw: { id, names, package: name }, packages: [first] }: FlawInPackage): readonly string[] {
  return keysOf(first?.type ?? '', name, [id, ...names]);
}

/** A flaw has several names, and each of them will do. */
function keysOf(type: string, name: string, names: readonly string[]): readonly string[] {
  return names.map((each) => JSON.stringify([type, name, each]));
}
