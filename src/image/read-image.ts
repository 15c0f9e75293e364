import type { Problem } from '../core/errors.ts';
import { FileIndex, type LeftOut } from './file-index.ts';
import type { OpenedImage } from './opened-image.ts';
import { type LayerLimits, type ReadLayer, readLayer } from './read-layer.ts';

/** An image whose layers were read. */
export interface ReadImage {
  readonly index: FileIndex;
  /** The lowest first. */
  readonly layers: readonly ReadLayer[];
  /** What could not be read, or is not what it says it is. */
  readonly problems: readonly Problem[];
  readonly leftOut: readonly LeftOut[];
}

/** Reads every layer of an image once, and lays them over one another. */
export async function readImage(image: OpenedImage, { maxBytes }: LayerLimits): Promise<ReadImage> {
  const index = new FileIndex();
  const layers: ReadLayer[] = [];
  for (const [position, layer] of image.layers.entries()) {
    const part = `layer ${position + 1} of ${image.layers.length}`;
    const read = await readLayer(layer, { image: image.name, part, maxBytes });
    index.add(read.entries);
    layers.push(read);
  }
  return { index, layers, problems: layers.flatMap(({ problems }) => problems), leftOut: index.leftOut };
}
