import type { LayersEvidence } from '../../evidence/image/layers-evidence.ts';
import type { ListedInventory } from '../../inventory/inventory.ts';
import { packTold, type ToldImage, unpackTold } from './told-image.ts';

/** What there is to judge of an image, by whatever policy, and to tell of it, without its layers: plain data, since it is kept between runs. */
export interface GatheredImage extends ToldImage {
  readonly inventory: ListedInventory;
  readonly evidence: LayersEvidence;
}

/** As it is written: what is told of every image in its own form. */
interface PackedGathered {
  readonly told: string;
  readonly functions: ListedInventory['functions'];
  readonly evidence: LayersEvidence;
}

/** Writes what there is to judge of an image. */
export function packGathered(gathered: GatheredImage): string {
  const { evidence, inventory } = gathered;
  return JSON.stringify({
    told: packTold(gathered),
    functions: inventory.functions,
    evidence,
  } satisfies PackedGathered);
}

/** Reads what `packGathered` wrote. */
export function unpackGathered(text: string): GatheredImage {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- packGathered wrote it
  const { told: packed, functions, evidence } = JSON.parse(text) as PackedGathered;
  const told = unpackTold(packed);
  return { ...told, inventory: { ...told.inventory, functions }, evidence };
}
