import type { Distribution } from '../../core/distribution.ts';
import type { Package } from '../../core/package.ts';
import type { LayerDigests, OpenedImage } from '../../image/opened-image.ts';
import type { ReadImage } from '../../image/read-image.ts';
import type { ToldInventory, ToldPackage } from '../../inventory/inventory.ts';

/** What is told of an image without its files: plain data, since it is kept between runs. An `InspectedImage` tells it, too. */
export interface ToldImage {
  readonly image: Omit<OpenedImage, 'layers' | 'attachedBills' | 'close'> & {
    readonly layers: readonly LayerDigests[];
  };
  readonly read: Pick<ReadImage, 'problems' | 'leftOut' | 'unverified'> & { readonly layers: readonly LayerDigests[] };
  readonly inventory: ToldInventory;
}

/** As it is written: packages as rows, and each owner once, which may own a thousand. */
interface PackedTold {
  readonly image: ToldImage['image'];
  readonly read: ToldImage['read'];
  readonly distribution?: Distribution | undefined;
  readonly owners: readonly Package[];
  readonly packages: readonly PackedPackage[];
  readonly unknown: ToldInventory['unknown'];
  readonly doubts: ToldInventory['doubts'];
}

/** The package, its purl, cataloger and places, the layer that brought it, and which of the owners owns it, from 1; 0 where none does. */
type PackedPackage = readonly [Package, string, string, ToldPackage['places'], number, number];

/** Writes what an image tells without its files. */
export function packTold({ image, read, inventory }: ToldImage): string {
  const { distribution, packages, unknown, doubts } = inventory;
  const owners = new Map<Package, number>();
  const numberOf = (owner: Package | undefined): number => {
    if (owner === undefined) return 0;
    const number = owners.get(owner) ?? owners.size + 1;
    owners.set(owner, number);
    return number;
  };
  const rows = packages.map((each): PackedPackage => {
    const { cataloger, places, layer, owner } = each;
    return [each.package, each.purl ?? '', cataloger, places, layer, numberOf(owner)];
  });
  const packed: PackedTold = {
    image: imageOf(image),
    read: readOf(read),
    distribution,
    owners: [...owners.keys()],
    packages: rows,
    unknown,
    doubts,
  };
  return JSON.stringify(packed);
}

/** Reads what `packTold` wrote. */
export function unpackTold(text: string): ToldImage {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- packTold wrote it
  const { image, read, distribution, owners, packages, unknown, doubts } = JSON.parse(text) as PackedTold;
  return {
    image,
    read,
    inventory: {
      distribution,
      packages: packages.map(([each, purl, cataloger, places, layer, owner]) => ({
        package: each,
        purl: purl === '' ? undefined : purl,
        cataloger,
        places,
        layer,
        owner: owners[owner - 1],
      })),
      unknown,
      doubts,
    },
  };
}

function imageOf({ layers, ...image }: ToldImage['image']): ToldImage['image'] {
  const { name, digest, imageId, platform, config, annotations } = image;
  return {
    name,
    digest,
    ...(imageId === undefined ? {} : { imageId }),
    platform,
    config,
    ...(annotations === undefined ? {} : { annotations }),
    layers: layers.map(digestsOf),
  };
}

function readOf({ problems, leftOut, unverified, layers }: ToldImage['read']): ToldImage['read'] {
  return { problems, leftOut, unverified, layers: layers.map(digestsOf) };
}

function digestsOf({ digest, diffId }: LayerDigests): LayerDigests {
  return { digest, diffId };
}
