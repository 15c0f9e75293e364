import { resolve } from 'node:path';
import type { SeenPlace } from '../../gate/image/kept-images.ts';
import type { ImagePlaces } from '../../image/image-places.ts';
import { SeenFiles } from '../../image/seen-files.ts';
import type { ImageCall } from './image-call.ts';

/** Remembers what an image was opened from, and what the user was told meanwhile. */
export class PlaceWatch {
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
