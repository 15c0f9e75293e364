import { type InspectedImage, inspectImage } from '../../gate/inspect-image.ts';
import type { PlatformPackages } from '../../gate/platform-differences.ts';
import { openPlatforms } from '../../image/open-image.ts';
import type { CommandInput, OptionDeclaration } from '../command.ts';
import { usageError } from '../errors.ts';
import { type AskedImage, type ImageCall, type WantedImage, withImage, withReading } from './image-options.ts';

/** The option of commands that can read an image for every platform. */
export const allPlatformsOption: OptionDeclaration = {
  flags: '--all-platforms',
  description: 'reads an image for several platforms for each of them, and tells in which packages they differ',
};

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
    const labels = new Labels();
    // Layers that platforms have in common are read once.
    const reading = { ...readingOf(asked.wanted), known: new Map() };
    for await (const image of openPlatforms(asked.name, tools.places))
      results.push(await use({ ...tools, image, reading, label: labels.add(image.platform) }));
    return results;
  });
}

/** An image that was read for one platform. */
export interface InspectedPlatform {
  readonly label: string | undefined;
  readonly inspected: InspectedImage;
}

/** Reads the image that a call names, for each platform that it asks for. */
export async function inspectPlatforms(call: ImageCall, asked: WantedImage): Promise<readonly InspectedPlatform[]> {
  return withPlatforms(call, asked, async ({ image, options, reading, label }) => ({
    label,
    inspected: await inspectImage(image, options, reading),
  }));
}

/** What is installed on each platform, where all were asked for. */
export function packagesOf(platforms: readonly InspectedPlatform[]): readonly PlatformPackages[] {
  return platforms.flatMap(({ label, inspected: { inventory } }) =>
    label === undefined ? [] : [{ platform: label, packages: inventory.packages }],
  );
}

/** Whether a call asks for every platform; one and all of them is a wrong call. */
function areAllAsked({ verb, input }: ImageCall): boolean {
  const isAsked = input.flag('allPlatforms');
  if (isAsked && input.value('platform') !== undefined)
    throw usageError(verb, '--platform reads one platform, and --all-platforms each: only one of them can be given.');
  return isAsked;
}

/** A bill tells of one platform alone. */
export function refuseForBill(verb: string, input: CommandInput): void {
  if (input.flag('allPlatforms'))
    throw usageError(verb, 'A bill is of one platform, and goes without --all-platforms.');
}

/** What a platform is called that nobody tells. */
const UNKNOWN = 'unknown';

/** Names for platforms: an index may list one several times, as for versions of Windows. In the names of files they differ, too. */
class Labels {
  readonly #taken = new Set<string>();

  add(platform: string): string {
    const name = platform === '' ? UNKNOWN : platform;
    let label = name;
    for (let count = 2; this.#taken.has(fileNameOf(label)); count += 1) label = `${name} (${count})`;
    this.#taken.add(fileNameOf(label));
    return label;
  }
}

/** A platform in the name of a file. Whoever made the image named it: nothing in it may lead to another directory. */
export function fileNameOf(platform: string): string {
  const words = platform.toLowerCase().match(/[a-z0-9]+/g) ?? [UNKNOWN];
  return words.join('-');
}
