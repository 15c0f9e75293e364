import type { GatheredImage } from '../../gate/image/gathered-image.ts';
import { type ComparedBase, keepAsBase, type RecognisedBase, recognisedBase } from '../../gate/image/image-base.ts';
import type { ToldImage } from '../../gate/image/told-image.ts';
import { baseNameOf } from '../../image/base-name.ts';
import type { OptionDeclaration } from '../command.ts';
import { judgeableTold, type ToldPlatform } from '../platforms/kept-platforms.ts';
import { tellPlatforms } from '../platforms/told-platforms.ts';
import type { ImageCall } from './image-call.ts';
import type { WantedImage } from './image-options.ts';
import { keptResults } from './kept-results.ts';

/** The option that names what an image may be made from. */
export const baseOption: OptionDeclaration = {
  flags: '--base <image>',
  description: 'an image that this one may be made from: the card tells whether its layers are the lowest',
  repeatable: true,
};

/** An image that was read, and what it is made from, for people; empty where nothing tells. */
export interface PlatformWithBase extends ToldPlatform<GatheredImage> {
  readonly base: string;
  /** How many of its lowest layers are those of its base; undefined where nothing tells. */
  readonly baseLayers: number | undefined;
}

/** Reads the image that a call names, and looks for what it is made from: by what it says, what the call gives and what was scanned before. */
export async function inspectWithBases(
  call: ImageCall,
  { name, wanted, withAttached }: WantedImage & { readonly withAttached: boolean },
  day: string,
): Promise<readonly PlatformWithBase[]> {
  const kept = keptResults(call.verb, call.input, call.context);
  const platforms: PlatformWithBase[] = [];
  for (const told of await tellPlatforms(call, name, { ...judgeableTold(wanted), withAttached })) {
    const { image } = told.inspected;
    const given = await givenBases(call, image);
    const recognised = kept && (await recognisedBase(told.inspected, kept));
    if (kept !== undefined) await keepAsBase(told.inspected, kept, day);
    platforms.push({
      ...told,
      base: baseText(image, given, recognised),
      baseLayers: layersOf(given, recognised),
    });
  }
  await kept?.trim();
  return platforms;
}

async function givenBases(call: ImageCall, image: ToldImage['image']): Promise<readonly ComparedBase[]> {
  const names = call.input.values('base');
  if (names.length === 0) return [];
  const { comparedBases } = await import('./compared-bases.ts');
  return comparedBases(call, image, names);
}

function layersOf(given: readonly ComparedBase[], recognised: RecognisedBase | undefined): number | undefined {
  const whole = given.filter(({ layers, shared }) => layers > 0 && layers === shared).map(({ layers }) => layers);
  return whole.length === 0 ? recognised?.layers : Math.max(...whole);
}

/** What an image is made from, and what tells it: `debian:12 (layer 1 of 3 is its, as scanned here on 2026-11-20)`. */
function baseText(
  image: ToldImage['image'],
  given: readonly ComparedBase[],
  recognised: RecognisedBase | undefined,
): string {
  const said = baseNameOf(image);
  const count = image.layers.length;
  const best = given.toSorted((one, other) => other.shared - one.shared)[0];
  return [
    ...(said === '' ? [] : [`${said} (as the image says)`]),
    ...(best === undefined ? [] : [comparedText(best, count)]),
    ...(recognised === undefined || isAsLarge(best, recognised)
      ? []
      : [`${recognised.name} (${layersText(recognised.layers, count)}, as scanned here on ${recognised.day})`]),
  ].join('; ');
}

function isAsLarge(given: ComparedBase | undefined, recognised: RecognisedBase): boolean {
  return given !== undefined && given.shared === given.layers && given.layers >= recognised.layers;
}

function comparedText({ name, layers, shared }: ComparedBase, count: number): string {
  if (layers > 0 && shared === layers) return `${name} (${layersText(layers, count)})`;
  return layers === 0 ? `not ${name}, which has no layers` : `not ${name}, whose layer ${shared + 1} is another`;
}

function layersText(layers: number, count: number): string {
  return layers === 1 ? `layer 1 of ${count} is its` : `layers 1 to ${layers} of ${count} are its`;
}
