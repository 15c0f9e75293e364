import type { CommandInput } from '../command.ts';
import { usageError } from '../errors.ts';

const PREFIX = 'sbom:';

/** The file of a bill that stands in the place of an image: `sbom:cart.cdx.json`. Undefined for an image. */
export function billFileOf(name: string): string | undefined {
  return name.startsWith(PREFIX) ? name.slice(PREFIX.length) : undefined;
}

/**
 * The file of a bill that stands in the place of an image, also without `sbom:` where its name ends in .json, .jsonld or .spdx: no image is called
 * so. Undefined for an image.
 */
export function billArgument(name: string): string | undefined {
  return billFileOf(name) ?? (/^[^:@]+\.(?:json|jsonld|spdx)$/i.test(name) ? name : undefined);
}

/** A bill tells of one platform alone. */
export function refuseForBill(verb: string, input: CommandInput): void {
  if (input.flag('allPlatforms'))
    throw usageError(verb, 'A bill is of one platform, and goes without --all-platforms.');
}
