import { type AttachedToImage, attachedToImage } from '../../gate/bills/attached-bills.ts';
import type { ToldImage } from '../../gate/image/told-image.ts';
import { parseImageName } from '../../image/image-name.ts';
import type { ImagePlaces } from '../../image/image-places.ts';
import { openImage } from '../../image/open-image.ts';
import type { OpenedImage } from '../../image/opened-image.ts';
import { packingOf } from '../../image/packing.ts';
import type { ImageCall } from '../image/image-call.ts';
import { withReading } from '../image/image-options.ts';

/**
 * Reads what is attached to an image, while it is open. Undefined where nothing can be attached: a registry, a layout and an archive of one are looked
 * at, but none that is packed as a whole.
 */
export async function attachedToOpen(image: OpenedImage, places: ImagePlaces): Promise<AttachedToImage | undefined> {
  if (image.attachedBills === undefined || !(await canBeAttached(image.name, places))) return undefined;
  return attachedToImage(image);
}

/** Reads what is attached to an image that was not opened, since its place is what it was: the place is opened for this, where something can be attached. */
export async function attachedToKnown(
  call: ImageCall,
  name: string,
  { image: told }: ToldImage,
): Promise<AttachedToImage | undefined> {
  return withReading(call, async ({ places }) => {
    if (!(await canBeAttached(name, places))) return undefined;
    const platform = told.platform === '' ? call.input.value('platform') : told.platform;
    const image = await openImage(name, { ...places, tell: () => {}, progress: undefined }, { platform });
    try {
      return image.digest === told.digest ? await attachedToImage(image) : undefined;
    } finally {
      await image.close();
    }
  });
}

async function canBeAttached(image: string, { files }: ImagePlaces): Promise<boolean> {
  const name = parseImageName(image);
  if (name?.transport === 'registry' || name?.transport === 'oci') return true;
  if (name?.transport !== 'path' && name?.transport !== 'oci-archive') return false;
  const mark = await files.open(`${name.path}/oci-layout`);
  await mark?.close();
  return mark !== undefined || (await isSeekable(name.path, files));
}

/** An archive that is packed as a whole would be unpacked again for it, whenever its image is known. */
async function isSeekable(path: string, files: ImagePlaces['files']): Promise<boolean> {
  const archive = await files.open(path);
  if (archive === undefined) return false;
  try {
    return packingOf(await archive.read(0, 4)) === 'none';
  } finally {
    await archive.close();
  }
}
