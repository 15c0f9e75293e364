import type { Bill } from '../../sbom/bill.ts';
import { type BillDifferences, compareBills } from '../../sbom/compare-bills.ts';
import type { InspectedImage } from '../image/inspect-image.ts';
import { compareImages, type ImageDifferences } from './compare-images.ts';

/** One of two things that are compared: an image, or a bill in its place. */
export interface Side {
  /** As it was asked for. */
  readonly name: string;
  readonly bill: Bill;
  /** Undefined for a bill. */
  readonly image: InspectedImage | undefined;
}

/** What is different between two images or bills. */
export interface Differences {
  readonly before: Side;
  readonly after: Side;
  readonly packages: BillDifferences;
  /** Undefined where one of the two is a bill. */
  readonly image: ImageDifferences | undefined;
  readonly isDifferent: boolean;
}

/** Compares two images or bills. */
export function differencesOf(before: Side, after: Side): Differences {
  const packages = compareBills(before.bill, after.bill);
  const isComparable = before.image !== undefined && after.image !== undefined;
  const image = isComparable ? compareImages(before.image, after.image) : undefined;
  const isDifferent = hasChanges(packages) || (image !== undefined && hasImageChanges(image));
  return { before, after, packages, image, isDifferent };
}

function hasChanges({ added, removed, changed, distribution }: BillDifferences): boolean {
  return added.length + removed.length + changed.length > 0 || distribution !== undefined;
}

function hasImageChanges({ layers, files, settings }: ImageDifferences): boolean {
  const isSameLayers = layers.shared === layers.before && layers.shared === layers.after;
  const changes = files.added.length + files.removed.length + files.changed.length + settings.length;
  return !isSameLayers || changes > 0;
}
