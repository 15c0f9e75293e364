import { openPlatforms } from '../../image/open-image.ts';
import { singlePass } from '../../image/streamed-layers.ts';
import type { ImageCall } from '../image/image-call.ts';
import { type AskedImage, type WantedImage, withImage, withReading } from '../image/image-options.ts';
import { areAllAsked } from './all-platforms.ts';
import { PlatformLabels } from './platform-labels.ts';

/** An image for one platform that was asked for. */
export interface AskedPlatform extends AskedImage {
  /** Its name, no other platform of the image has the same; undefined where a single one was asked for. */
  readonly label: string | undefined;
}

/** Lends the image that a call names: for one platform, or with `--all-platforms` for each, one after the other. */
export async function withPlatforms<Result>(
  call: ImageCall,
  asked: WantedImage,
  use: (asked: AskedPlatform) => Promise<Result>,
): Promise<readonly Result[]> {
  if (!areAllAsked(call)) return [await withImage(call, asked, async (image) => use({ ...image, label: undefined }))];
  return withReading(call, async ({ readingOf, ...tools }) => {
    const results: Result[] = [];
    const labels = new PlatformLabels();
    // Layers that platforms have in common are read once.
    const shared = { ...readingOf(asked.wanted), known: new Map() };
    const { places, reading } = singlePass({ places: tools.places, reading: shared }, tools.options);
    for await (const image of openPlatforms(asked.name, places))
      results.push(await use({ ...tools, image, reading, label: labels.add(image.platform) }));
    return results;
  });
}
