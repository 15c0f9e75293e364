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
  /** What identifies each layer with all below it, up to the first that was not hashed. */
  readonly chain: readonly string[];
}

/** What is written behind what is told of every image. */
type PackedGathered = Pick<GatheredImage, 'evidence' | 'history' | 'chain'> & Pick<ListedInventory, 'functions'>;

/** Writes what there is to judge of an image: behind a line with what is told of every image, in its own form. */
export function packGathered(gathered: GatheredImage): string {
  const { evidence, history, chain, inventory } = gathered;
  const { functions } = inventory;
  return `${packTold(gathered)}\n${JSON.stringify({ functions, evidence, history, chain } satisfies PackedGathered)}`;
}

/** Reads what `packGathered` wrote. */
export function unpackGathered(text: string): GatheredImage {
  const end = text.indexOf('\n');
  const told = unpackTold(text.slice(0, end));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- packGathered wrote it
  const { functions, evidence, history, chain } = JSON.parse(text.slice(end)) as PackedGathered;
  return { ...told, inventory: { ...told.inventory, functions }, evidence, history, chain };
}
