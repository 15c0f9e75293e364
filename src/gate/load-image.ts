import type { Missing } from '../core/verdict.ts';
import type { ImageView } from '../evidence/image/image-view.ts';
import type { Unit } from './unit.ts';

/** A unit of an image that was opened. What of it could not be read makes its verdict incomplete. */
export function loadImage(image: ImageView, missing: readonly Missing[] = []): Unit {
  const unread = missing.map((each) => ({ type: 'unreadable', missing: each }) as const);
  return { path: image.source.path, isRest: false, read: () => [[...unread, { type: 'image', image }]] };
}
