import { resolve } from 'node:path';
import type { KeptResults } from '../../core/ports.ts';
import { EVIDENCE_FORM } from '../../evidence/image/layers-evidence.ts';
import type { AttachedToImage } from '../../gate/bills/attached-bills.ts';
import { type GatheredImage, packGathered, unpackGathered } from '../../gate/image/gathered-image.ts';
import type { InspectedImage } from '../../gate/image/inspect-image.ts';
import { type KeptForm, KeptImages } from '../../gate/image/kept-images.ts';
import { packTold, type ToldImage, unpackTold } from '../../gate/image/told-image.ts';
import { parseImageName } from '../../image/image-name.ts';
import { VISITED_BY } from '../../inventory/visited-by.ts';
import type { Wanted } from '../../inventory/wanted.ts';
import type { ImageCall } from '../image/image-call.ts';
import { maxLayerBytesOf } from '../image/max-layer-bytes.ts';

/** What is told of an image for one platform. */
export interface ToldPlatform<Told extends ToldImage = ToldImage> {
  /** Its name; undefined where a single one was asked for. */
  readonly label: string | undefined;
  readonly inspected: Told;
  /** Under which that is kept; undefined where it is not. */
  readonly key: string | undefined;
  /** Whether it is what was kept, and nothing was read for it. */
  readonly isKnown: boolean;
  /** What is attached to it, where that was asked for; undefined where nothing can be. */
  readonly attached: AttachedToImage | undefined;
}

/** What a command is told of images, and how that is kept. */
export interface Telling<Told extends ToldImage> {
  /** What is read of their files. */
  readonly wanted: Wanted;
  /** Whether the bills are read that are attached to them. They are not kept: more may be attached to an image that is known. */
  readonly withAttached: boolean;
  readonly tell: (inspected: InspectedImage) => Promise<Told>;
  readonly form: KeptForm<Told>;
}

/** Their packages. */
export const packagesTold: Telling<ToldImage> = {
  wanted: 'packages',
  withAttached: false,
  tell: async (inspected) => inspected,
  form: { made: `told@1 ${VISITED_BY.packages}`, pack: packTold, unpack: unpackTold },
};

/** All that there is to judge of them. */
export function judgeableTold(wanted: Wanted): Telling<GatheredImage> {
  const made = `gathered@${EVIDENCE_FORM} ${VISITED_BY[wanted]}`;
  return {
    wanted,
    withAttached: false,
    // What reads layers is loaded where some are read.
    tell: async (inspected) => (await import('../../gate/image/gather-image.ts')).gatherImage(inspected),
    form: { made, pack: packGathered, unpack: unpackGathered },
  };
}

/** Under which an image that was read is kept, to be judged; undefined where it is not. */
export function keyOfJudged(
  kept: KeptResults | undefined,
  { image, read }: InspectedImage,
  wanted: Wanted,
): string | undefined {
  return kept && new KeptImages(kept, judgeableTold(wanted).form).keyOf(image, { read }, undefined);
}

/** The local place of an image with all else that decides what is read of it, as one text; undefined for other places. */
export function placeOf({ verb, input, context: { directory } }: ImageCall, image: string): string | undefined {
  const name = parseImageName(image);
  if (name === undefined || !('path' in name) || name.transport === 'dir') return undefined;
  const platform = input.value('platform') ?? '';
  const maxBytes = maxLayerBytesOf(verb, input);
  return JSON.stringify([
    name.transport,
    resolve(directory, name.path),
    name.reference,
    platform,
    process.arch,
    maxBytes,
  ]);
}
