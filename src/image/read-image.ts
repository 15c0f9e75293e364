import type { Problem } from '../core/errors.ts';
import type { Progress, Stage } from '../core/progress.ts';
import { type ContentPlace, FileIndex, type LeftOut } from './file-index.ts';
import { type LayerReader, layerReader } from './layer-reader.ts';
import { type ImageLayer, isDirectory, type OpenedImage } from './opened-image.ts';
import type { LayersOptions, ReadLayer } from './read-layer.ts';
import { beginLayers, watchLayer } from './watched.ts';
import { layersOfWindows } from './windows-layers.ts';

/** An image whose layers were read. */
export interface ReadImage<Item = undefined> {
  readonly index: FileIndex;
  /** The lowest first. */
  readonly layers: readonly ReadLayer<Item>[];
  /** What could not be read, or is not what it says it is. */
  readonly problems: readonly Problem[];
  readonly leftOut: readonly LeftOut[];
  /** The layers, counted from 0, that were read where they lie and not hashed: nothing vouches for their bytes. */
  readonly unverified: readonly number[];
}

/** Layers with a digest that were read before or are being read, by it: what images have in common is read once. */
export type KnownLayers<Item> = Map<string, Promise<ReadLayer<Item>>>;

/** What reads the layers of an image. */
export interface LayersReading<Item> {
  readonly reader: LayerReader<Item>;
  /** Shared by images that may have layers in common. */
  readonly known?: KnownLayers<Item>;
  /** Shows how far reading is; left out where nobody waits for it. */
  readonly progress?: Progress | undefined;
}

/** Reads every layer of an image once, and lays them over one another. */
export async function readImage<Item = undefined>(
  image: OpenedImage,
  options: LayersOptions,
  { reader, known = new Map(), progress }: LayersReading<Item> = { reader: layerReader<Item>() },
): Promise<ReadImage<Item>> {
  const index = new FileIndex();
  const stage = beginLayers(image.layers, progress);
  const read = await readLayers(image, options, { reader, known, stage }).finally(() => stage?.end());
  const layers = image.config.os === 'windows' ? layersOfWindows(read) : read;
  for (const [position, { entries }] of layers.entries()) {
    if (isDirectory(image.layers[position])) index.addTree(entries);
    else index.add(entries);
  }
  const unverified = layers.flatMap(({ diffId, problems }, position) =>
    diffId === undefined && problems.length === 0 && !isDirectory(image.layers[position]) ? [position] : [],
  );
  const problems = layers.flatMap((layer) => layer.problems);
  return { index, layers, problems, leftOut: index.leftOut, unverified };
}

interface LayersRun<Item> extends Required<Pick<LayersReading<Item>, 'reader' | 'known'>> {
  readonly stage: Stage | undefined;
}

/** The layers, the lowest first, as many read at once as the reader does: who is done with one takes the next. One that is there twice is read once. */
async function readLayers<Item>(
  { name: image, layers }: OpenedImage,
  options: LayersOptions,
  { reader, known, stage }: LayersRun<Item>,
): Promise<readonly ReadLayer<Item>[]> {
  const reads = new Map<number, ReadLayer<Item>>();
  const atOffsets: KnownLayers<Item> = new Map();
  const left = [...layers.entries()].toSorted(([, one], [, other]) => offsetOf(one) - offsetOf(other)).values();
  const readNext = async (): Promise<void> => {
    for (const [position, layer] of left) {
      const part = `layer ${position + 1} of ${layers.length}`;
      const [among, key] = layer.digest === undefined ? [atOffsets, placeOf(layer, position)] : [known, layer.digest];
      // The same blob under another diffID is another claim, which is held against it anew.
      const name = `${key} ${layer.diffId}`;
      const watched = watchLayer(layer, stage);
      const read = among.get(name) ?? reader.read(watched.layer, { ...options, image, part });
      among.set(name, read);
      reads.set(position, await read);
      watched.end();
    }
  };
  const atOnce = layers.some((layer) => offsetOf(layer) > 0) ? 1 : reader.atOnce;
  await Promise.all(Array.from({ length: atOnce }, readNext));
  return layers.flatMap((_, position) => reads.get(position) ?? []);
}

function placeOf(layer: ImageLayer, position: number): string {
  const offset = offsetOf(layer);
  return offset === 0 ? `layer ${position}` : `offset ${offset}`;
}

/** Layers of a stream are read in their order, and one after another. */
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
