import { isOfOperatingSystem } from '../../core/operating-system.ts';
import { gatherEvidence } from '../../evidence/image/gather-evidence.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import type { GatheredImage } from './gathered-image.ts';
import { hashedChain } from './image-base.ts';
import type { InspectedImage } from './inspect-image.ts';
import { toldHistoryOf } from './told-history-of.ts';

/** Gathers what there is to judge of an image whose layers were read. */
export function gatherImage({ image, read, inventory }: InspectedImage): GatheredImage {
  const evidence = gatherEvidence(read, { config: image.config, isOwned: ownedBy(inventory) });
  return { image, read, inventory, evidence, history: toldHistoryOf(image.config), chain: hashedChain(read) };
}

/** Whether a file of a layer was brought there by a package of the operating system. */
function ownedBy({ packages }: Inventory): (path: string, layer: number) => boolean {
  const owned = new Set(
    packages
      .filter(({ package: { type } }) => isOfOperatingSystem(type))
      .flatMap(({ layer, files }) => files.map((path) => `${layer}:${path}`)),
  );
  return (path, layer) => owned.has(`${layer}:${path}`);
}
