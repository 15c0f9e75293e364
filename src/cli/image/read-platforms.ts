import { resolve } from 'node:path';
import { type InspectedImage, inspectImage } from '../../gate/inspect-image.ts';
import type { SeenPlace } from '../../gate/kept-images.ts';
import type { ToldImage } from '../../gate/told-image.ts';
import type { ImagePlaces } from '../../image/image-places.ts';
import { openImage } from '../../image/open-image.ts';
import { SeenFiles } from '../../image/seen-files.ts';
import { singlePass } from '../../image/streamed-layers.ts';
import { inspectPlatforms } from './asked-platforms.ts';
import type { ImageCall } from './image-call.ts';
import { withReading } from './image-options.ts';
import { keptImages, placeOf, type ToldPlatform } from './kept-platforms.ts';

/** Reads the image that a call names, for each platform that it asks for, and keeps what the one tells that was asked for. */
export async function readPlatforms(call: ImageCall, name: string): Promise<readonly ToldPlatform[]> {
  if (call.input.flag('allPlatforms')) return inspectPlatforms(call, { name, wanted: 'packages' });
  return [{ label: undefined, inspected: await readAndKeep(call, name) }];
}

async function readAndKeep(call: ImageCall, name: string): Promise<ToldImage> {
  return withReading(call, async ({ places, options, readingOf, kept: results }) => {
    const kept = results === undefined ? undefined : keptImages(results);
    const watch = new PlaceWatch(call, places);
    const { places: watched, reading } = singlePass({ places: watch.places, reading: readingOf('packages') }, options);
    const image = await openImage(name, watched, { platform: call.input.value('platform') });
    try {
      const known = options.verifies ? undefined : await kept?.ofAddressed(image);
      if (known !== undefined) return known;
      const inspected: InspectedImage = await inspectImage(image, options, reading);
      await kept?.keep(inspected, watch.seen(placeOf(call, name)));
      return inspected;
    } finally {
      await image.close();
    }
  });
}

/** Remembers what an image was opened from, and what the user was told meanwhile. */
class PlaceWatch {
  readonly places: ImagePlaces;
  readonly #files: SeenFiles;
  readonly #notices: string[] = [];

  constructor({ context: { directory } }: ImageCall, places: ImagePlaces) {
    this.#files = new SeenFiles(places.files, (path) => resolve(directory, path));
    this.places = {
      ...places,
      files: this.#files,
      tell: (notice) => {
        this.#notices.push(notice);
        places.tell(notice);
      },
    };
  }

  /** Undefined for what is no local place, or was changed a moment ago. */
  seen(place: string | undefined): SeenPlace | undefined {
    const paths = this.#files.paths();
    return place === undefined || paths === undefined ? undefined : { place, paths, notices: this.#notices };
  }
}
