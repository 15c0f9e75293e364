import type { Package } from '../core/package.ts';

/** How many names are told; the others are counted. */
const MOST_NAMES = 5;

/** `a, b, c, d, e and 7 more`. */
export function packageNames(packages: readonly Package[]): string {
  return shortened(packages.map(({ name }) => name));
}

/** The same for names. */
export function shortened(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return `${names.toSorted().slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** `1 package`, `2 packages`. */
export function countedPackages(count: number): string {
  return count === 1 ? '1 package' : `${count} packages`;
}

/** In the order of their names. */
export function sortedPackages(packages: readonly Package[]): readonly Package[] {
  return packages.toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}
