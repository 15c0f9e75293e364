import type { CatalogedFile } from '../catalogers/catalog-files.ts';
import type { LayerReader } from '../image/layer-reader.ts';
import type { OpenedImage } from '../image/opened-image.ts';
import { type ReadImage, readImage } from '../image/read-image.ts';
import type { LayersOptions } from '../image/read-layer.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { takeInventory } from '../inventory/take-inventory.ts';

/** An image whose every layer was read, and what software is in it. */
export interface InspectedImage {
  readonly image: OpenedImage;
  readonly read: ReadImage<readonly CatalogedFile[]>;
  readonly inventory: Inventory;
}

/** Reads an image once, and takes the inventory of it. */
export async function inspectImage(
  image: OpenedImage,
  options: LayersOptions,
  reader: LayerReader<readonly CatalogedFile[]>,
): Promise<InspectedImage> {
  const read = await readImage(image, options, { reader });
  return { image, read, inventory: takeInventory(read) };
}
