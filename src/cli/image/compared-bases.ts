import { type ComparedBase, comparedBase } from '../../gate/image/image-base.ts';
import type { ToldImage } from '../../gate/image/told-image.ts';
import { openImage } from '../../image/open-image.ts';
import type { ImageCall } from './image-call.ts';
import { withReading } from './image-options.ts';

/** Compares an image with those that the call takes for its base. */
export async function comparedBases(
  call: ImageCall,
  image: ToldImage['image'],
  names: readonly string[],
): Promise<readonly ComparedBase[]> {
  return withReading(call, async ({ places }) => {
    const compared: ComparedBase[] = [];
    for (const name of names) {
      const base = await openImage(name, places, { platform: image.platform || undefined });
      try {
        compared.push(comparedBase(image, base));
      } finally {
        await base.close();
      }
    }
    return compared;
  });
}
