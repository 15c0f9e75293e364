import { inspectImage } from '../../gate/image/inspect-image.ts';
import { KeptImages } from '../../gate/image/kept-images.ts';
import type { ToldImage } from '../../gate/image/told-image.ts';
import { openImage } from '../../image/open-image.ts';
import { singlePass } from '../../image/streamed-layers.ts';
import type { ImageCall } from '../image/image-call.ts';
import { withReading } from '../image/image-options.ts';
import { PlaceWatch } from '../image/place-watch.ts';
import { withPlatforms } from './asked-platforms.ts';
import { placeOf, type Telling, type ToldPlatform } from './kept-platforms.ts';

/** Reads the image that a call names, for each platform that it asks for, and keeps what the one tells that was asked for. */
export async function readPlatforms<Told extends ToldImage>(
  call: ImageCall,
  name: string,
  telling: Telling<Told>,
): Promise<readonly ToldPlatform<Told>[]> {
  if (!call.input.flag('allPlatforms'))
    return [{ label: undefined, inspected: await readAndKeep(call, name, telling) }];
  return withPlatforms(call, { name, wanted: telling.wanted }, async ({ image, options, reading, label }) => ({
    label,
    inspected: await telling.tell(await inspectImage(image, options, reading)),
  }));
}

async function readAndKeep<Told extends ToldImage>(
  call: ImageCall,
  name: string,
  { wanted, tell, form }: Telling<Told>,
): Promise<Told> {
  return withReading(call, async ({ places, options, readingOf, kept: results }) => {
    const kept = results === undefined ? undefined : new KeptImages(results, form);
    const watch = new PlaceWatch(call, places);
    const { places: watched, reading } = singlePass({ places: watch.places, reading: readingOf(wanted) }, options);
    const image = await openImage(name, watched, { platform: call.input.value('platform') });
    try {
      const known = options.verifies ? undefined : await kept?.ofAddressed(image);
      if (known !== undefined) return known;
      const told = await tell(await inspectImage(image, options, reading));
      await kept?.keep(image, told, watch.seen(placeOf(call, name)));
      return told;
    } finally {
      await image.close();
    }
  });
}
