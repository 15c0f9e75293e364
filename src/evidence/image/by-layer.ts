import type { FilesView } from './image-view.ts';
import type { TellingFile } from './layers-evidence.ts';

/** Files of one layer, named in a sentence. */
export interface FilesOfLayer {
  readonly layer: number;
  /** `/usr/bin/su`, or the first of them and how many more. */
  readonly names: string;
  /** Their paths, as many as a report lists. */
  readonly paths: readonly string[];
}

const MOST_NAMES = 5;

const MOST_PATHS = 100;

/** The files that meet a condition, by the layer that brought them: a base image with a dozen of them is one finding. */
export function byLayer(
  { telling }: Pick<FilesView, 'telling'>,
  isMeant: (file: TellingFile) => boolean,
): readonly FilesOfLayer[] {
  const meant = telling.filter(isMeant);
  return [...Map.groupBy(meant, ({ layer }) => layer)]
    .toSorted(([a], [b]) => a - b)
    .map(([layer, found]) => {
      const paths = found.map(({ path }) => path);
      return { layer, names: namesOf(paths.map((path) => `/${path}`)), paths: paths.slice(0, MOST_PATHS) };
    });
}

/** Some names in a sentence: the first of many, and how many more there are. */
export function namesOf(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  if (more > 0) return `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more`;
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
