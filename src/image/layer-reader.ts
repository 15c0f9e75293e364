import { type DirectoryLayer, type ImageLayer, isDirectory } from './opened-image.ts';
import { readDirectory } from './read-directory.ts';
import { type LayerRequest, type ReadLayer, readLayer, type VisitFile } from './read-layer.ts';

/** Reads layers: in this thread, in others, or from what is known of them. */
export interface LayerReader<Item> {
  /** How many it reads at once. */
  readonly atOnce: number;
  read(layer: ImageLayer, request: LayerRequest): Promise<ReadLayer<Item>>;
}

/** Reads layers in this thread, one after another. */
export function layerReader<Item = undefined>(visit?: VisitFile<Item>): LayerReader<Item> {
  return {
    atOnce: 1,
    read: async (layer, request) =>
      isDirectory(layer) ? list(layer, request, visit) : readLayer(layer, { ...request, visit }),
  };
}

async function list<Item>(
  layer: DirectoryLayer,
  { image }: LayerRequest,
  visit: VisitFile<Item> | undefined,
): Promise<ReadLayer<Item>> {
  return readDirectory(layer.walk(), { image, visit });
}
