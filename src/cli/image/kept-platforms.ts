import { resolve } from 'node:path';
import type { KeptResults } from '../../core/ports.ts';
import { KeptImages } from '../../gate/kept-images.ts';
import type { ToldImage } from '../../gate/told-image.ts';
import { parseImageName } from '../../image/image-name.ts';
import { VISITED_BY } from '../../inventory/visited-by.ts';
import type { ImageCall } from './image-call.ts';
import { maxLayerBytesOf } from './max-layer-bytes.ts';

/** What is told of an image for one platform. */
export interface ToldPlatform {
  /** Its name; undefined where a single one was asked for. */
  readonly label: string | undefined;
  readonly inspected: ToldImage;
}

/** What is kept of images whose packages were read. */
export function keptImages(results: KeptResults): KeptImages {
  return new KeptImages(results, `told@1 ${VISITED_BY.packages}`);
}

/** The local place of an image with all else that decides what is read of it, as one text; undefined for other places. */
export function placeOf({ verb, input, context: { directory } }: ImageCall, image: string): string | undefined {
  const name = parseImageName(image);
  if (name === undefined || !('path' in name) || name.transport === 'dir') return undefined;
  const platform = input.value('platform') ?? '';
  const maxBytes = maxLayerBytesOf(verb, input);
  return JSON.stringify([
    name.transport,
    resolve(directory, name.path),
    name.reference,
    platform,
    process.arch,
    maxBytes,
  ]);
}
