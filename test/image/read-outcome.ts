import { UserError } from '../../src/core/errors.ts';
import type { ImagePlaces } from '../../src/image/image-places.ts';
import { layerReader } from '../../src/image/layer-reader.ts';
import { openImage } from '../../src/image/open-image.ts';
import { readImage } from '../../src/image/read-image.ts';
import { singlePass } from '../../src/image/streamed-layers.ts';

/** What reading an image comes to: its paths, and what is wrong with it. */
export interface ReadOutcome {
  readonly paths: readonly string[];
  readonly codes: readonly string[];
  /** What is wrong in words, and what the user was told to do. */
  readonly told: string;
}

/** Opens and reads an image. */
export async function readOutcome(image: string, places: ImagePlaces, platform?: string): Promise<ReadOutcome> {
  try {
    const options = { maxBytes: 1_000_000_000, verifies: false };
    const pass = singlePass({ places, reading: { reader: layerReader() } }, options);
    const opened = await openImage(image, pass.places, { platform });
    try {
      const { index, problems } = await readImage(opened, options, pass.reading);
      return {
        paths: [...index.files()].map(({ path }) => path),
        codes: problems.map(({ code }) => code),
        told: problems.map(({ message, remedy }) => `${message} ${remedy}`).join('\n'),
      };
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { code, message, remedy } = error.problem;
    return { paths: [], codes: [code], told: `${message} ${remedy}` };
  }
}
