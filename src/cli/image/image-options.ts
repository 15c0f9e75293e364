import { LayerWorkers } from '../../host/layers/layer-workers.ts';
import { DEFAULT_MAX_KEPT_BYTES } from '../../host/results/results-folder.ts';
import { CachedLayers } from '../../image/cached-layers.ts';
import type { ImagePlaces } from '../../image/image-places.ts';
import { layerReader } from '../../image/layer-reader.ts';
import { openImage } from '../../image/open-image.ts';
import type { OpenedImage } from '../../image/opened-image.ts';
import type { LayersReading } from '../../image/read-image.ts';
import { DEFAULT_MAX_LAYER_BYTES, type LayersOptions } from '../../image/read-layer.ts';
import { VISITED_BY, type VisitedContent, visitFiles } from '../../inventory/visit-files.ts';
import type { ArgumentDeclaration, CommandContext, CommandInput, OptionDeclaration } from '../command.ts';
import { countOf } from '../count-option.ts';
import { keptResults } from './kept-results.ts';
import { imagePlacesOf, placeOptions } from './place-options.ts';

/** The argument that names an image. */
export const imageArgument: ArgumentDeclaration = {
  name: '<image>',
  description:
    'a reference to a registry, docker-archive:FILE, oci-archive:FILE, oci:DIRECTORY, docker-daemon:IMAGE, dir:DIRECTORY, or a path; a :NAME behind an archive or layout chooses one of several',
};

/** The argument that names an image, or the file of a bill in its place. */
export const imageOrBillArgument: ArgumentDeclaration = {
  ...imageArgument,
  description: `${imageArgument.description}; or sbom:FILE, a bill in CycloneDX or SPDX`,
};

/** The options of every command that reads an image. */
export const imageOptions: readonly OptionDeclaration[] = [
  {
    flags: '--platform <platform>',
    description:
      'of an image for several platforms the one that is read, as linux/arm64 (default: that of this machine)',
  },
  {
    flags: '--max-layer-bytes <bytes>',
    description: `the most that a layer may unpack to (default: ${DEFAULT_MAX_LAYER_BYTES})`,
  },
  { flags: '--no-cache', description: 'neither keeps what is known of a layer nor uses what was kept' },
  {
    flags: '--max-cache-bytes <bytes>',
    description: `how much is kept of all images, the longest unused going first (default: ${DEFAULT_MAX_KEPT_BYTES})`,
  },
  { flags: '--verify', description: 'reads and hashes every byte, also of layers that can be read where they lie' },
  ...placeOptions,
];

/** How the layers of an image are to be read. */
export interface AskedImage {
  readonly image: OpenedImage;
  readonly options: LayersOptions;
  /** What reads its layers, and of their files all that any command asks. */
  readonly reading: LayersReading<VisitedContent>;
}

/** A call of a command. */
export interface ImageCall {
  readonly verb: string;
  readonly input: CommandInput;
  readonly context: CommandContext;
}

/** What reads the images of a call. */
export interface ReadingTools extends Omit<AskedImage, 'image'> {
  readonly places: ImagePlaces;
}

/** Opens the image that a call names, lends it, and closes it. */
export async function withImage<Result>(
  call: ImageCall,
  name: string,
  use: (asked: AskedImage) => Promise<Result>,
): Promise<Result> {
  return withReading(call, async ({ places, options, reading }) => {
    const image = await openImage(name, places, { platform: call.input.value('platform') });
    try {
      return await use({ image, options, reading });
    } finally {
      await image.close();
    }
  });
}

/** Lends what reads the images of a call. */
export async function withReading<Result>(
  { verb, input, context }: ImageCall,
  use: (tools: ReadingTools) => Promise<Result>,
): Promise<Result> {
  const limit = { name: 'maxLayerBytes', flag: '--max-layer-bytes', unit: 'bytes' };
  const maxBytes = countOf(verb, input, limit) ?? DEFAULT_MAX_LAYER_BYTES;
  const results = keptResults(verb, input, context);
  const places = await imagePlacesOf(verb, input, context);
  const threads = new LayerWorkers(layerReader(visitFiles()));
  const reader = results === undefined ? threads : new CachedLayers(threads, results, VISITED_BY);
  const reading = { reader, progress: places.progress };
  try {
    return await use({ places, options: { maxBytes, verifies: input.flag('verify') }, reading });
  } finally {
    await threads.close();
    await results?.trim();
  }
}
