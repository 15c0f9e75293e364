import type { FoundInventory, StrayList } from './found-inventory.ts';
import type { InventoryDoubt } from './inventory.ts';
import { isLeft } from './lost-packages.ts';
import { countedPackages, shortened } from './package-names.ts';

/**
 * Packages whose files are there, with the list of them that the package manager keeps beside its database, which does not tell of them. Removing a
 * package removes its list; whoever only edits the database leaves it. `known` are the packages of which that was told already.
 */
export function untoldPackages(found: FoundInventory, known: ReadonlySet<string>): readonly InventoryDoubt[] {
  const untold = found.strayLists.filter(
    (list) => !known.has(nameOf(list)) && list.files.some((path) => isLeft(found, path, found.layers.length)),
  );
  const [first] = untold;
  if (first === undefined) return [];
  const names = [...new Set(untold.map(nameOf))];
  const reason = `there are lists of the files of ${countedPackages(names.length)} of which the database does not tell, and the files: ${shortened(names)}`;
  return [{ kind: 'untold-packages', weakens: 'packages', place: first.place, reason, packages: [] }];
}

/** Without its architecture, or the directory in which distroless images keep it. */
function nameOf({ name }: StrayList): string {
  return name.replace(/^.*\//, '').replace(/:.*$/, '');
}
