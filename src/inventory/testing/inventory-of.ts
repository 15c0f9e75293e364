import { type WrittenEntry, writeTar } from '../../../test/image/write-tar.ts';
import { catalogers } from '../../catalogers/all.ts';
import { catalogFiles } from '../../catalogers/catalog-files.ts';
import type { Cataloger } from '../../catalogers/cataloger.ts';
import { memorySource } from '../../formats/byte-source.ts';
import { layerReader } from '../../image/layer-reader.ts';
import { readImage } from '../../image/read-image.ts';
import type { Inventory } from '../inventory.ts';
import { takeInventory } from '../take-inventory.ts';

type Layers = readonly (readonly WrittenEntry[])[];

/** The inventory of an image of these layers, the lowest first. */
export async function inventoryOf(...layers: Layers): Promise<Inventory> {
  return inventoryWith(catalogers, layers);
}

/** The inventory as these catalogers find it. The layers must be readable. */
export async function inventoryWith(used: readonly Cataloger[], layers: Layers): Promise<Inventory> {
  const opened = {
    name: 'cart',
    digest: undefined,
    platform: '',
    config: { architecture: '', os: '', created: '', rootfs: { diff_ids: [] }, history: [] },
    layers: layers.map((entries) => ({
      digest: undefined,
      diffId: undefined,
      open: async () => memorySource(writeTar(entries)),
    })),
    close: async () => {},
  };
  const reader = layerReader(catalogFiles(used));
  const read = await readImage(opened, { maxBytes: 1e7, verifies: false }, { reader });
  if (read.problems.length > 0) throw new Error(read.problems[0]?.message);
  return takeInventory(read);
}
