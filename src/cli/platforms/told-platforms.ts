import type { KeptResults } from '../../core/ports.ts';
import type { PlatformPackages } from '../../gate/diff/platform-differences.ts';
import { KeptImages, type KnownImage } from '../../gate/image/kept-images.ts';
import type { ToldImage } from '../../gate/image/told-image.ts';
import { nodeFileIdentities } from '../../host/node-file-identities.ts';
import type { CommandInput } from '../command.ts';
import type { ImageCall } from '../image/image-call.ts';
import { keptResults } from '../image/kept-results.ts';
import { tellNotice } from '../image/tell-notice.ts';
import { placeOf, type Telling, type ToldPlatform } from './kept-platforms.ts';

/**
 * What the image that a call names tells, for each platform that it asks for. One that was read before is neither opened nor read again: what does
 * that is loaded when it is needed.
 */
export async function tellPlatforms<Told extends ToldImage>(
  call: ImageCall,
  name: string,
  telling: Telling<Told>,
): Promise<readonly ToldPlatform<Told>[]> {
  const known = await knownImage(call, name, telling);
  if (known !== undefined) {
    const { key, told } = known;
    const attached = await attachedTo(call, name, { known, telling });
    return [{ label: undefined, inspected: told, key, isKnown: true, attached }];
  }
  const { readPlatforms } = await import('./read-platforms.ts');
  return readPlatforms(call, name, telling);
}

async function knownImage<Told extends ToldImage>(
  call: ImageCall,
  name: string,
  { form }: Telling<Told>,
): Promise<KnownImage<Told> | undefined> {
  const kept = keptPlaceOf(call, name);
  const known = await (kept && new KeptImages(kept.results, form).at(kept.place, name, nodeFileIdentities));
  for (const notice of known?.notices ?? []) tellNotice(call.context, notice);
  return known;
}

/** Where it is kept what the image tells that a call names; undefined where nothing is, or it is read anew. */
export function keptPlaceOf(
  call: ImageCall,
  name: string,
): { readonly place: string; readonly results: KeptResults } | undefined {
  const { verb, input, context } = call;
  const place = placeOf(call, name);
  const results = place === undefined ? undefined : keptResults(verb, input, context);
  return place === undefined || results === undefined || readsAnew(input) ? undefined : { place, results };
}

async function attachedTo(
  call: ImageCall,
  name: string,
  {
    known,
    telling,
  }: { readonly known: KnownImage<ToldImage>; readonly telling: Pick<Telling<ToldImage>, 'withAttached'> },
): Promise<ToldPlatform['attached']> {
  if (!telling.withAttached || known.attached === 'impossible') return undefined;
  if (known.attached === 'nothing') return { held: [], unread: [], problems: [] };
  const { attachedToKnown } = await import('../bill/read-attached.ts');
  return attachedToKnown(call, name, known.told);
}

/** What is installed on each platform, where all were asked for. */
export function packagesOf(platforms: readonly ToldPlatform[]): readonly PlatformPackages[] {
  return platforms.flatMap(({ label, inspected: { inventory } }) =>
    label === undefined ? [] : [{ platform: label, packages: inventory.packages }],
  );
}

/** Options of which nothing is kept: what they say is looked at, and a wrong one refused, where an image is opened. */
const OPENING = ['insecureRegistry', 'registryMirror', 'caFile'] as const;

function readsAnew(input: CommandInput): boolean {
  return input.flag('verify') || input.flag('allPlatforms') || OPENING.some((name) => input.values(name).length > 0);
}
