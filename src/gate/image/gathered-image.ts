import type { LayersEvidence } from '../../evidence/image/layers-evidence.ts';
import type { ToldHistory } from '../../evidence/image/told-history.ts';
import type { ListedInventory } from '../../inventory/inventory.ts';
import { packTold, type ToldImage, unpackTold } from './told-image.ts';

/** What there is to judge of an image, by whatever policy, and to tell of it, without its layers: plain data, since it is kept between runs. */
export interface GatheredImage extends ToldImage {
  readonly inventory: ListedInventory;
  readonly evidence: LayersEvidence;
  /** What its history tells; undefined where that cannot be read. */
  readonly history: ToldHistory | undefined;
}

/** As it is written: what is told of every image in its own form. */
interface PackedGathered {
  readonly image: string;
  readonly functions: ListedInventory['functions'];
  readonly evidence: LayersEvidence;
  readonly history: ToldHistory | undefined;
}

/** Writes what there is to judge of an image. */
export function packGathered(gathered: GatheredImage): string {
  const { evidence, inventory, history } = gathered;
  return JSON.stringify({
    image: packTold(gathered),
    functions: inventory.functions,
    evidence,
    history,
  } satisfies PackedGathered);
}

/** Reads what `packGathered` wrote. */
export function unpackGathered(text: string): GatheredImage {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- packGathered wrote it
  const { image: packed, functions, evidence, history } = JSON.parse(text) as PackedGathered;
  const image = unpackTold(packed);
  return { ...image, inventory: { ...image.inventory, functions }, evidence, history };
}
