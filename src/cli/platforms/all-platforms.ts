import { usageError } from '../errors.ts';
import type { ImageCall } from '../image/image-call.ts';

/** Whether a call asks for every platform; one and all of them is a wrong call. */
export function areAllAsked({ verb, input }: ImageCall): boolean {
  const isAsked = input.flag('allPlatforms');
  if (isAsked && input.value('platform') !== undefined)
    throw usageError(verb, '--platform reads one platform, and --all-platforms each: only one of them can be given.');
  return isAsked;
}
