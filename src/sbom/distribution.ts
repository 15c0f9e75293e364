import type { Distribution } from '../core/distribution.ts';
import type { BilledComponent } from './bill.ts';
import { distributionNamed, hasCodenames } from './distribution-names.ts';
import { packageOfPurl } from './purl-package.ts';

/** The distribution that the package URLs of its packages name, where no component of the bill does: `distro=debian-12`, `distro=bookworm`. */
export function distributionOfComponents(components: readonly BilledComponent[]): Distribution | undefined {
  for (const { purl } of components) {
    const read = purl?.includes('distro=') === true ? packageOfPurl(purl) : undefined;
    const told = read?.release === undefined ? undefined : releaseTold(read.release, read.package.namespace);
    if (told !== undefined) return named(told);
  }
  return undefined;
}

interface Told {
  readonly id: string;
  readonly version: string;
}

/** `debian-12` and `wolfi` name the distribution; where it is left out, as in `bookworm` and `3.19.1`, it is the namespace. */
function releaseTold(text: string, namespace: string | undefined): Told | undefined {
  const release = text.toLowerCase();
  const [, id, version] = /^([a-z][a-z0-9._-]*?)-(\d[^-]*)$/.exec(release) ?? [];
  if (id !== undefined && version !== undefined) return { id, version };
  if (namespace !== undefined && release !== namespace) {
    if (release.startsWith(`${namespace}-`)) return { id: namespace, version: release.slice(namespace.length + 1) };
    if (/^\d/.test(release) || hasCodenames(namespace)) return { id: namespace, version: release };
  }
  return /^[a-z][a-z0-9._-]*$/.test(release) ? { id: release, version: '' } : undefined;
}

function named({ id, version }: Told): Distribution {
  return distributionNamed({ id, like: [], version, codename: '', prettyName: '', cpe: '', variant: '' });
}
