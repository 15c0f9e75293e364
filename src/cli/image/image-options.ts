import type { KeptResults } from '../../core/ports.ts';
import { LayerWorkers } from '../../host/layers/layer-workers.ts';
import { CachedLayers } from '../../image/cached-layers.ts';
import type { ImagePlaces } from '../../image/image-places.ts';
import { type LayerReader, layerReader } from '../../image/layer-reader.ts';
import { openImage } from '../../image/open-image.ts';
import type { OpenedImage } from '../../image/opened-image.ts';
import type { LayersReading } from '../../image/read-image.ts';
import type { LayersOptions } from '../../image/read-layer.ts';
import { singlePass } from '../../image/streamed-layers.ts';
import { type VisitedContent, visitFiles } from '../../inventory/visit-files.ts';
import { VISITED_BY } from '../../inventory/visited-by.ts';
import { servingFor, type Wanted } from '../../inventory/wanted.ts';
import type { CommandContext } from '../command.ts';
import type { ImageCall } from './image-call.ts';
import { imagePlacesOf } from './image-places-of.ts';
import { keptResults } from './kept-results.ts';
import { maxLayerBytesOf } from './max-layer-bytes.ts';
import { tellLazy } from './tell-lazy.ts';

/** How the layers of an image are to be read. */
export interface AskedImage {
  readonly image: OpenedImage;
  readonly options: LayersOptions;
  /** What reads its layers, and of their files what is wanted. */
  readonly reading: LayersReading<VisitedContent>;
  readonly places: ImagePlaces;
  /** What is known from earlier; undefined where nothing is kept. */
  readonly kept: KeptResults | undefined;
}

/** What reads the images of a call. */
export interface ReadingTools extends Omit<AskedImage, 'image' | 'reading'> {
  readonly readingOf: (wanted: Wanted) => LayersReading<VisitedContent>;
}

/** An image that a call names, and what it wants to know of it. */
export interface WantedImage {
  readonly name: string;
  readonly wanted: Wanted;
}

/** Opens the image that a call names, lends it, and closes it. */
export async function withImage<Result>(
  call: ImageCall,
  { name, wanted }: WantedImage,
  use: (asked: AskedImage) => Promise<Result>,
): Promise<Result> {
  return withReading(call, async ({ readingOf, ...tools }) => {
    const { places, reading } = singlePass({ places: tools.places, reading: readingOf(wanted) }, tools.options);
    const image = await openImage(name, places, { platform: call.input.value('platform') });
    try {
      return await use({ ...tools, image, reading });
    } finally {
      await image.close();
    }
  });
}

/** Lends what reads the images of a call. */
export async function withReading<Result>(
  call: ImageCall,
  use: (tools: ReadingTools) => Promise<Result>,
): Promise<Result> {
  const { close, ...tools } = await openReading(call);
  try {
    return await use(tools);
  } finally {
    await close();
  }
}

/** What reads the images of a call, until it is closed. */
export interface OpenReading extends ReadingTools {
  readonly close: () => Promise<void>;
}

/** What reads the images of a call. Its user closes it. */
export async function openReading({ verb, input, context }: ImageCall): Promise<OpenReading> {
  const results = keptResults(verb, input, context);
  const places = await imagePlacesOf(verb, input, context);
  const lazily = input.flag('lazy') ? await lazyReading(context, results) : undefined;
  const readers = new Readers(results, lazily);
  return {
    places,
    kept: results,
    options: { maxBytes: maxLayerBytesOf(verb, input), verifies: input.flag('verify') },
    readingOf: (wanted) => ({ reader: readers.of(wanted), progress: places.progress }),
    close: async () => {
      await readers.close();
      await results?.trim();
    },
  };
}

/** What reads layers by their tables of contents, around what reads them whole. It is loaded where that is asked for. */
async function lazyReading(context: CommandContext, results: KeptResults | undefined): Promise<Lazily> {
  const { LazyLayers } = await import('../../image/lazy/lazy-layers.ts');
  return (wanted, whole) =>
    new LazyLayers({
      whole,
      visit: visitFiles(wanted),
      results,
      made: madeFor(wanted),
      tell: (outcome) => tellLazy(context, outcome),
    });
}

/** What reads layers otherwise than whole, of which so much is wanted. */
type Lazily = (wanted: Wanted, whole: LayerReader<VisitedContent>) => LayerReader<VisitedContent>;

function madeFor(wanted: Wanted): readonly [string, ...string[]] {
  const [own, ...more] = servingFor(wanted);
  return [VISITED_BY[own], ...more.map((each) => VISITED_BY[each])];
}

/** What reads layers, for each that is wanted of them. */
class Readers {
  readonly #results: KeptResults | undefined;
  readonly #lazily: Lazily | undefined;
  readonly #threads = new Map<Wanted, LayerWorkers<VisitedContent>>();

  constructor(results: KeptResults | undefined, lazily: Lazily | undefined) {
    this.#results = results;
    this.#lazily = lazily;
  }

  of(wanted: Wanted): LayerReader<VisitedContent> {
    const threads = this.#threads.get(wanted) ?? new LayerWorkers(layerReader(visitFiles(wanted)), wanted);
    this.#threads.set(wanted, threads);
    const reader = this.#lazily?.(wanted, threads) ?? threads;
    return this.#results === undefined ? reader : new CachedLayers(reader, this.#results, madeFor(wanted));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#threads.values()].map(async (threads) => threads.close()));
  }
}
