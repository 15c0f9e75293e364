import type { Package } from '../core/package.ts';
import type { PathVersions } from './told-files.ts';

/** One database can hold thousands of packages and be rewritten by every layer: each version of it is looked through once. */
export class Introduced {
  readonly #versions: PathVersions;
  readonly #told = new Map<string, readonly Told[]>();

  constructor(versions: PathVersions) {
    this.#versions = versions;
  }

  /** The layer that brought a package: the first from which on every version of the file that tells of it has it. */
  layerOf(each: Package, path: string, otherwise: number): number {
    const identity = identityOf(each);
    let layer = otherwise;
    for (const told of this.#toldAt(path).toReversed()) {
      if (!told.packages.has(identity)) break;
      layer = told.layer;
    }
    return layer;
  }

  #toldAt(path: string): readonly Told[] {
    const known = this.#told.get(path);
    if (known !== undefined) return known;
    const told = this.#versions.of(path).map(({ layer, items }) => ({
      layer,
      packages: new Set(items.flatMap((item) => (item.kind === 'package' ? [identityOf(item.package)] : []))),
    }));
    this.#told.set(path, told);
    return told;
  }
}

interface Told {
  readonly layer: number;
  readonly packages: ReadonlySet<string>;
}

function identityOf({ type, namespace = '', name, version, architecture = '' }: Package): string {
  return `${type}\n${namespace}\n${name}\n${version}\n${architecture}`;
}
