import type { AgeView, ImagePlace } from './image-view.ts';

const DAY = 86_400_000;

/** Builds that can be repeated write a fixed date: the years 1 and 1970, or 1980, the first that an archive of ZIP can tell (buildpacks.io). */
const FIRST_TRUE_DATE = Date.UTC(1981, 0);

/** The age of an image by what its configuration says; undefined where that is no date on which an image was made. */
export function ageOf(created: string, now: Date, at: ImagePlace): AgeView | undefined {
  const made = Date.parse(created);
  if (Number.isNaN(made) || made < FIRST_TRUE_DATE || made > now.getTime()) return undefined;
  return { days: Math.floor((now.getTime() - made) / DAY), made: new Date(made).toISOString().slice(0, 10), at };
}
