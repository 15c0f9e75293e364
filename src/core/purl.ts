import { PackageURL } from 'packageurl-js';
import type { Distribution } from './distribution.ts';
import { isOfOperatingSystem } from './operating-system.ts';
import type { Package } from './package.ts';

/**
 * The package URL of a package; undefined where it can have none, as with an empty name.
 * Source: https://github.com/package-url/purl-spec/blob/main/PURL-TYPES.rst.
 */
export function purlOf(each: Package, distribution: Distribution | undefined): string | undefined {
  const isOfDistribution = isOfOperatingSystem(each.type);
  const { epoch, version } =
    each.type === 'rpm' ? splitEpoch(each.version) : { epoch: undefined, version: each.version };
  const qualifiers = {
    ...(each.architecture === undefined ? {} : { arch: each.architecture }),
    ...(isOfDistribution && distribution !== undefined ? { distro: releaseOf(distribution) } : {}),
    ...(epoch === undefined ? {} : { epoch }),
  };
  const namespace = each.namespace ?? (isOfDistribution ? distribution?.id : undefined);
  try {
    return new PackageURL(each.type, namespace, each.name, version || undefined, qualifiers, undefined).toString();
  } catch {
    return undefined;
  }
}

/** `debian-12`; the id alone of one that rolls. */
function releaseOf({ id, version }: Distribution): string {
  return version === '' ? id : `${id}-${version}`;
}

function splitEpoch(version: string): { readonly epoch: string | undefined; readonly version: string } {
  const [, epoch, rest = version] = /^(\d+):(.*)$/.exec(version) ?? [];
  return { epoch, version: rest };
}
