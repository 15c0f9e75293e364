import type { FileFacts } from '../../image/file-facts.ts';
import type { OpenedImage } from '../../image/opened-image.ts';
import { type LayersReading, type ReadImage, readImage } from '../../image/read-image.ts';
import type { LayersOptions, ReadLayer } from '../../image/read-layer.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { takeInventory } from '../../inventory/take-inventory.ts';
import { layerWith, type VisitedContent } from '../../inventory/visit-files.ts';
import { systemOf } from '../../inventory/windows-system.ts';

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
  const layers = cataloged.some(hasLog)
    ? await (await import('../../inventory/logged-databases.ts')).withLogs(image, options, {
        ...read,
        layers: cataloged,
      })
    : cataloged;
  const inventory = takeInventory({ ...read, layers });
  return {
    image,
    read: { ...read, layers: read.layers.map((layer) => layerWith(layer, 'facts')) },
    inventory: { ...inventory, distribution: systemOf(image.config, inventory.distribution) },
  };
}

/** Whether something was read of what SQLite has not written into a database of rpm yet, which hardly any image has. */
function hasLog({ entries, visited }: ReadLayer<unknown>): boolean {
  return visited.some(({ entry }) => entries[entry]?.name.endsWith('/rpmdb.sqlite-wal') === true);
}
