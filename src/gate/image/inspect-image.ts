import type { FileFacts } from '../../image/file-facts.ts';
import type { OpenedImage } from '../../image/opened-image.ts';
import { type LayersReading, type ReadImage, readImage } from '../../image/read-image.ts';
import type { LayersOptions } from '../../image/read-layer.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { takeInventory } from '../../inventory/take-inventory.ts';
import { layerWith, type VisitedContent } from '../../inventory/visit-files.ts';

/** An image whose every layer was read, and what software is in it. */
export interface InspectedImage {
  readonly image: OpenedImage;
  readonly read: ReadImage<FileFacts>;
  readonly inventory: Inventory;
}

/** Reads an image once: its files, its packages, and what rules ask of its content. */
export async function inspectImage(
  image: OpenedImage,
  options: LayersOptions,
  reading: LayersReading<VisitedContent>,
): Promise<InspectedImage> {
  const read = await readImage(image, options, reading);
  const cataloged = read.layers.map((layer) => layerWith(layer, 'cataloged'));
  return {
    image,
    read: { ...read, layers: read.layers.map((layer) => layerWith(layer, 'facts')) },

    inventory: takeInventory({ ...read, layers: cataloged }),
  };
}
