import type { ImagePlaces } from './image-places.ts';
import type { LayerReader } from './layer-reader.ts';
import { type ImageLayer, isDirectory } from './opened-image.ts';
import type { StreamedPart } from './read-ahead.ts';
import type { LayersReading } from './read-image.ts';
import { heldAgainst, type LayerRequest, type LayersOptions, type ReadLayer } from './read-layer.ts';

/** Where an image is looked for, and how it is read. */
export interface SinglePass<Item> {
  readonly places: ImagePlaces;
  readonly reading: LayersReading<Item>;
}

/**
 * What opens one image and reads it so that nothing is read twice, also where it comes as a stream: an archive tells at its end which of its
 * files are layers, so each that may be one is read while it goes by.
 */
export function singlePass<Item>({ places, reading }: SinglePass<Item>, options: LayersOptions): SinglePass<Item> {
  const reader = new StreamedLayers(reading.reader, options);
  return { places: { ...places, ahead: async (part) => reader.readAhead(part) }, reading: { ...reading, reader } };
}

/** Layers that were read before it was known that they are layers. */
class StreamedLayers<Item> implements LayerReader<Item> {
  readonly atOnce: number;
  readonly #reader: LayerReader<Item>;
  readonly #options: LayersOptions;
  readonly #read = new Map<number, ReadLayer<Item>>();

  constructor(reader: LayerReader<Item>, options: LayersOptions) {
    this.atOnce = reader.atOnce;
    this.#reader = reader;
    this.#options = options;
  }

  async readAhead({ offset, source }: StreamedPart): Promise<void> {
    const layer = { digest: undefined, diffId: undefined, offset, open: async () => source };
    const read = await this.#reader.read(layer, { ...this.#options, image: '', part: '' });
    // What cannot be read is read again where it is a layer, and told then by its name.
    if (read.problems.length === 0) this.#read.set(offset, read);
  }

  async read(layer: ImageLayer, request: LayerRequest): Promise<ReadLayer<Item>> {
    const read = isDirectory(layer) || layer.offset === undefined ? undefined : this.#read.get(layer.offset);
    if (read === undefined || isDirectory(layer)) return this.#reader.read(layer, request);
    return { ...read, problems: heldAgainst(layer, read, request) };
  }
}
