import type { Distribution } from '../core/distribution.ts';
import type { FileIndex } from '../image/file-index.ts';
import type { InventoryPackage } from './inventory.ts';
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
}
