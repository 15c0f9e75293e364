import type { PlatformPackages } from '../../gate/diff/platform-differences.ts';
import { KeptImages } from '../../gate/image/kept-images.ts';
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
  if (known !== undefined)
    return [{ label: undefined, inspected: known, attached: await attachedTo(call, name, { known, telling }) }];
  const { readPlatforms } = await import('./read-platforms.ts');
  return readPlatforms(call, name, telling);
}

async function knownImage<Told extends ToldImage>(
  call: ImageCall,
  name: string,
  { form }: Telling<Told>,
): Promise<Told | undefined> {
  const { verb, input, context } = call;
  const place = placeOf(call, name);
  const results = place === undefined ? undefined : keptResults(verb, input, context);
  if (place === undefined || results === undefined || readsAnew(input)) return undefined;
  const known = await new KeptImages(results, form).at(place, name, nodeFileIdentities);
  for (const notice of known?.notices ?? []) tellNotice(context, notice);
  return known?.told;
}

async function attachedTo(
  call: ImageCall,
  name: string,
  { known, telling }: { readonly known: ToldImage; readonly telling: Pick<Telling<ToldImage>, 'withAttached'> },
): Promise<ToldPlatform['attached']> {
  if (!telling.withAttached) return undefined;
  const { attachedToKnown } = await import('../bill/read-attached.ts');
  return attachedToKnown(call, name, known);
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
