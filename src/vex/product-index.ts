import type { PackageURL } from 'packageurl-js';
import { type Held, productDifference } from './covers.ts';
import { imageDigestOf, namesImage } from './oci.ts';
import type { ProductIdentity, VexProduct } from './statement.ts';

/** The products of a statement by what they can be found by: a document of a distribution names thousands for one flaw. */
export class ProductIndex {
  readonly #byKey = new Map<string, VexProduct[]>();

  constructor(products: readonly VexProduct[]) {
    for (const product of products) {
      const parts = product.subcomponents.length === 0 ? [product] : product.subcomponents;
      for (const key of new Set(parts.flatMap(keysOf))) {
        const others = this.#byKey.get(key);
        if (others === undefined) this.#byKey.set(key, [product]);
        else others.push(product);
      }
    }
  }

  /** Whether one of the products is what was found. */
  has(held: Held): boolean {
    return keysOfHeld(held).some((key) =>
      this.#byKey.get(key)?.some((product) => productDifference(product, held) === undefined),
    );
  }
}

/** Every product with a CPE name, since these are compared in parts. */
const CPE = 'cpe';

function keysOf({ purls, cpes, digests }: ProductIdentity): readonly string[] {
  return [
    ...purls.map((purl) => imageDigestOf(purl) ?? nameKey(purl)),
    ...digests,
    ...(cpes.length === 0 ? [] : [CPE]),
  ];
}

function keysOfHeld({ software, package: { purls, cpes, digests } }: Held): readonly string[] {
  const ofImage = [...software.images.map(nameKey), ...software.digests];
  return [...purls.map(nameKey), ...digests, ...(cpes.length === 0 ? [] : [CPE]), ...ofImage];
}

/** Images are named by several types, and without regard to case. */
function nameKey(purl: PackageURL): string {
  return namesImage(purl) ? `image/${purl.name.toLowerCase()}` : `${purl.type}/${purl.name}`;
}
