import type { Problem } from '../core/errors.ts';
import { type ContentPlace, FileIndex, type LeftOut } from './file-index.ts';
import type { OpenedImage } from './opened-image.ts';
import { readDirectory } from './read-directory.ts';
import { type LayerOptions, type ReadLayer, readLayer } from './read-layer.ts';

/** An image whose layers were read. */
export interface ReadImage<Item = undefined> {
  readonly index: FileIndex;
  /** The lowest first. */
  readonly layers: readonly ReadLayer<Item>[];
  /** What could not be read, or is not what it says it is. */
  readonly problems: readonly Problem[];
  readonly leftOut: readonly LeftOut[];
}

/** Reads every layer of an image once, and lays them over one another. */
export async function readImage<Item = undefined>(
  image: OpenedImage,
  options: LayerOptions<Item>,
): Promise<ReadImage<Item>> {
  const index = new FileIndex();
  const layers: ReadLayer<Item>[] = [];
  for (const [position, layer] of image.layers.entries()) {
    if ('walk' in layer) {
      const read = await readDirectory(layer.walk(), { image: image.name, visit: options.visit });
      index.addTree(read.entries);
      layers.push(read);
      continue;
    }
    const part = `layer ${position + 1} of ${image.layers.length}`;
    const read = await readLayer(layer, { ...options, image: image.name, part });
    index.add(read.entries);
    layers.push(read);
  }
  return { index, layers, problems: layers.flatMap(({ problems }) => problems), leftOut: index.leftOut };
}

/** What was read of the files of an image, by where their content stands. */
export class VisitedFiles<Item> {
  readonly #items: readonly ReadonlyMap<number, Item>[];

  constructor(layers: readonly ReadLayer<Item>[]) {
    this.#items = layers.map(({ visited }) => new Map(visited.map(({ entry, item }) => [entry, item])));
  }

  at(place: ContentPlace | undefined): Item | undefined {
    return place === undefined ? undefined : this.#items[place.layer]?.get(place.entry);
  }
}
