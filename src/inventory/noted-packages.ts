import type { Distribution } from '../core/distribution.ts';
import { isOfOperatingSystem } from '../core/operating-system.ts';
import type { Package } from '../core/package.ts';
import { purlOf } from '../core/purl.ts';
import type { InventoryPackage } from './inventory.ts';
import type { Ownership } from './ownership.ts';

/** What is known of the packages of an image otherwise. */
interface KnownSystem {
  readonly distribution: Distribution | undefined;
  readonly ownership: Ownership;
}

/**
 * Leaves out of what programs say of themselves that they are from a package of a distribution what its database tells, too: the note names the source,
 * and its packages have names of their own. One that is of another distribution is no package of this one, whose advisories say nothing of it.
 */
export function withoutNoted(
  packages: readonly InventoryPackage[],
  { distribution, ownership }: KnownSystem,
): readonly InventoryPackage[] {
  const sources = new Set(packages.flatMap((each) => (isNoted(each.package) ? [] : sourceKeys(each.package))));
  return packages.flatMap((each) => {
    if (!isNoted(each.package)) return [each];
    const isTold = ownership.ownerOf(each.places[0].path) !== undefined || sources.has(keyOf(each.package));
    if (isTold) return [];
    return isOf(distribution, each.package) ? [each] : [foreign(each)];
  });
}

function isNoted({ type, evidence }: Package): boolean {
  return evidence === 'built-in' && isOfOperatingSystem(type);
}

/** A package by its own name and by that of its source. */
function sourceKeys(each: Package): readonly string[] {
  if (!isOfOperatingSystem(each.type)) return [];
  return [keyOf(each), ...(each.source === undefined ? [] : [keyOf({ type: each.type, ...each.source })])];
}

/** Without the epoch, which notes of rpm leave out. */
function keyOf({ type, name, version }: Pick<Package, 'type' | 'name' | 'version'>): string {
  return JSON.stringify([type, name, version.replace(/^\d+:/, '')]);
}

/** Whether a note is of the distribution of the image. Where the image names none, that is told of all of its packages. */
function isOf(distribution: Distribution | undefined, { details = {} }: Package): boolean {
  if (distribution === undefined) return true;
  const { os, osCpe } = details;
  if (os !== undefined) return os === distribution.id;
  return osCpe !== undefined && productOf(osCpe) === productOf(distribution.cpe);
}

/** `fedoraproject:fedora` of a CPE 2.2 or 2.3 name. */
function productOf(cpe: string): string {
  return cpe
    .replace(/^cpe:(?:\/|2\.3:)/, '')
    .split(':')
    .slice(1, 3)
    .join(':');
}

function foreign(each: InventoryPackage): InventoryPackage {
  const { namespace: _, ...own } = each.package;
  const stranger: Package = { ...own, type: 'generic', details: { type: own.type, ...own.details } };
  return { ...each, package: stranger, purl: purlOf(stranger, undefined) };
}
