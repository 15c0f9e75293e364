import type { AttachedToImage } from '../../gate/bills/attached-bills.ts';
import { inspectImage } from '../../gate/image/inspect-image.ts';
import { KeptImages, type NoneAttached } from '../../gate/image/kept-images.ts';
import type { ToldImage } from '../../gate/image/told-image.ts';
import type { ImagePlaces } from '../../image/image-places.ts';
import { openImage } from '../../image/open-image.ts';
import type { OpenedImage } from '../../image/opened-image.ts';
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
  if (!call.input.flag('allPlatforms')) return [{ label: undefined, ...(await readAndKeep(call, name, telling)) }];
  return withPlatforms(call, { name, wanted: telling.wanted }, async ({ image, places, options, reading, label }) => ({
    label,
    inspected: await telling.tell(await inspectImage(image, options, reading)),
    key: undefined,
    isKnown: false,
    attached: await attachedTo(image, places, telling),
  }));
}

async function readAndKeep<Told extends ToldImage>(
  call: ImageCall,
  name: string,
  telling: Telling<Told>,
): Promise<Omit<ToldPlatform<Told>, 'label'>> {
  const { wanted, tell, form } = telling;
  return withReading(call, async ({ places, options, readingOf, kept: results }) => {
    const kept = results === undefined ? undefined : new KeptImages(results, form);
    const watch = new PlaceWatch(call, places);
    const { places: watched, reading } = singlePass({ places: watch.places, reading: readingOf(wanted) }, options);
    const image = await openImage(name, watched, { platform: call.input.value('platform') });
    try {
      const known = options.verifies ? undefined : await kept?.ofAddressed(image);
      const told = known?.told ?? (await tell(await inspectImage(image, options, reading)));
      const attached = await attachedTo(image, places, telling);
      const opened = watch.seen(placeOf(call, name));
      const seen = opened && { ...opened, attached: noneAttached(attached, telling) };
      const key = known?.key ?? (await kept?.keep(image, told, seen));
      return { inspected: told, key, isKnown: known !== undefined, attached };
    } finally {
      await image.close();
    }
  });
}

/** What is attached is read anew each time: it is nothing else that need not be looked for. */
function noneAttached(
  attached: AttachedToImage | undefined,
  { withAttached }: Pick<Telling<ToldImage>, 'withAttached'>,
): NoneAttached | undefined {
  if (!withAttached) return undefined;
  if (attached === undefined) return 'impossible';
  const { held, unread, problems } = attached;
  return held.length + unread.length + problems.length === 0 ? 'nothing' : undefined;
}

async function attachedTo(
  image: OpenedImage,
  places: ImagePlaces,
  { withAttached }: Pick<Telling<ToldImage>, 'withAttached'>,
): Promise<AttachedToImage | undefined> {
  if (!withAttached) return undefined;
  const { attachedToOpen } = await import('../bill/read-attached.ts');
  return attachedToOpen(image, places);
}
