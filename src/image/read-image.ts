import type { Problem } from '../core/errors.ts';
import { type ContentPlace, FileIndex, type LeftOut } from './file-index.ts';
import type { DirectoryLayer, ImageLayer, OpenedImage } from './opened-image.ts';
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

/** Layers with a digest that were read before, by it: what images have in common is read once. */
export type KnownLayers<Item> = Map<string, ReadLayer<Item>>;

/** Reads every layer of an image once, and lays them over one another. `known` is shared by images that may have layers in common. */
export async function readImage<Item = undefined>(
  image: OpenedImage,
  options: LayerOptions<Item>,
  known: KnownLayers<Item> = new Map(),
): Promise<ReadImage<Item>> {
  const index = new FileIndex();
  const layers = await readLayers(image, options, known);
  for (const [position, { entries }] of layers.entries()) {
    if (isDirectory(image.layers[position])) index.addTree(entries);
    else index.add(entries);
  }
  return { index, layers, problems: layers.flatMap(({ problems }) => problems), leftOut: index.leftOut };
}

/** The layers, the lowest first, read in the order in which they stand: one that is there twice is read once. */
async function readLayers<Item>(
  image: OpenedImage,
  options: LayerOptions<Item>,
  known: KnownLayers<Item>,
): Promise<readonly ReadLayer<Item>[]> {
  const reads = new Map<number, ReadLayer<Item>>();
  const atOffsets: KnownLayers<Item> = new Map();
  const inOrder = [...image.layers.entries()].toSorted(([, one], [, other]) => offsetOf(one) - offsetOf(other));
  for (const [position, layer] of inOrder) {
    const part = `layer ${position + 1} of ${image.layers.length}`;
    const [among, key] = layer.digest === undefined ? [atOffsets, placeOf(layer, position)] : [known, layer.digest];
    // The same blob under another diffID is another claim, which is held against it anew.
    const name = `${key} ${layer.diffId}`;
    const read = among.get(name) ?? (await readOne(layer, { ...options, image: image.name, part }));
    among.set(name, read);
    reads.set(position, read);
  }
  return image.layers.flatMap((_, position) => reads.get(position) ?? []);
}

function placeOf(layer: ImageLayer, position: number): string {
  const offset = offsetOf(layer);
  return offset === 0 ? `layer ${position}` : `offset ${offset}`;
}

async function readOne<Item>(
  layer: ImageLayer,
  options: Parameters<typeof readLayer<Item>>[1],
): Promise<ReadLayer<Item>> {
  if (!isDirectory(layer)) return readLayer(layer, options);
  return readDirectory(layer.walk(), { image: options.image, visit: options.visit });
}

function isDirectory(layer: ImageLayer | undefined): layer is DirectoryLayer {
  return layer !== undefined && 'walk' in layer;
}

function offsetOf(layer: ImageLayer): number {
  return isDirectory(layer) ? 0 : (layer.offset ?? 0);
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
