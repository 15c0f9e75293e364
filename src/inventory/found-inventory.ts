import type { Distribution } from '../core/distribution.ts';
import type { FileIndex } from '../image/file-index.ts';
import type { ImagePlace, InventoryPackage } from './inventory.ts';
import type { Ownership } from './ownership.ts';
import type { CatalogedLayer } from './told-files.ts';

/** What was found of an image, before it is believed. */
export interface FoundInventory {
  readonly index: FileIndex;
  /** The lowest first. */
  readonly layers: readonly CatalogedLayer[];
  readonly distribution: Distribution | undefined;
  /** Each with the one place that tells of it. */
  readonly packages: readonly InventoryPackage[];
  readonly ownership: Ownership;
  /** The lists of files that are of no package which a database tells of. */
  readonly strayLists: readonly StrayList[];
}

/** Which files a package brought, of which nothing else is known. */
export interface StrayList {
  /** As the list names it: `curl`, `libc6:amd64`. */
  readonly name: string;
  readonly files: readonly string[];
  readonly place: ImagePlace;
}
