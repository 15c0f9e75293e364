import { type Differences, differencesOf, type Side } from './differences.ts';

/** An image for one of its platforms. */
export interface PlatformSide {
  /** As people know it: `linux/arm64`. */
  readonly platform: string;
  readonly side: Side;
}

/** What is different between two images on a platform that both have. */
export interface PlatformChanges {
  readonly platform: string;
  readonly differences: Differences;
}

/** What is different between two images for several platforms. */
export interface PairedDifferences {
  /** In the order of the image after. */
  readonly both: readonly PlatformChanges[];
  /** Platforms that only one of the two has. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
  readonly isDifferent: boolean;
}

/** Compares two images platform by platform. */
export function pairedDifferences(before: readonly PlatformSide[], after: readonly PlatformSide[]): PairedDifferences {
  const left = new Map(before.map(({ platform, side }) => [platform, side]));
  const both: PlatformChanges[] = [];
  const added: string[] = [];
  for (const { platform, side } of after) {
    const earlier = left.get(platform);
    if (earlier === undefined) added.push(platform);
    else both.push({ platform, differences: differencesOf(earlier, side) });
    left.delete(platform);
  }
  const removed = [...left.keys()];
  const isDifferent = removed.length + added.length > 0 || both.some(({ differences }) => differences.isDifferent);
  return { both, removed, added, isDifferent };
}
