import type { Distribution } from '../core/distribution.ts';
import type { BilledComponent } from './bill.ts';
import { packageOfPurl } from './purl-package.ts';

/** The distribution that the package URLs of its packages name, where no component of the bill does: `distro=debian-12`. */
export function distributionOfComponents(components: readonly BilledComponent[]): Distribution | undefined {
  for (const { purl } of components) {
    const release = purl?.includes('distro=') === true ? packageOfPurl(purl)?.release : undefined;
    const [, id, version] = /^([a-z][a-z0-9._-]*?)(?:-(\d[^-]*))?$/.exec(release ?? '') ?? [];
    if (id !== undefined) {
      return { id, like: [], version: version ?? '', codename: '', prettyName: '', cpe: '', variant: '' };
    }
  }
  return undefined;
}
