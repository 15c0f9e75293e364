import { type Problem, problemOf } from '../../core/errors.ts';
import { type Inventory, isIncomplete } from '../../inventory/inventory.ts';
import { gateErrors } from '../errors.ts';
import type { PackageList } from './package-list.ts';

/** The packages of an image, of which the advisories are asked. */
export function listOfInventory({ distribution, packages }: Inventory): PackageList {
  return {
    distribution,
    packages: packages.map(({ package: each, layer, places: [{ path }], owner }) => ({
      package: each,
      layer,
      path,
      owner,
    })),
  };
}

/** Why packages, or the advisories that are those of the distribution, may be missing. */
export function doubtsOfInventory({ unknown, doubts }: Inventory): readonly Problem[] {
  const [first, ...others] = unknown;
  const more = others.length === 0 ? '' : `, and ${others.length} more such places`;
  return [
    ...(first === undefined ? [] : [`${placeText(first.place)}: ${first.reason}${more}`]),
    ...doubts
      .filter(isIncomplete)
      .map(
        ({ place, reason }) =>
          `${place === undefined ? '' : placeText(place)}${place === undefined ? '' : ': '}${reason}`,
      ),
  ].map((why) => problemOf(gateErrors, 'PL_E_PACKAGES_DOUBTFUL', { why }));
}

function placeText({ path, layer }: { readonly path: string; readonly layer: number }): string {
  return `${path} in layer ${layer + 1}`;
}
