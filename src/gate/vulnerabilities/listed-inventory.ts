import { type Problem, problemOf } from '../../core/errors.ts';
import { NameSet } from '../../formats/name-set.ts';
import {
  type ImagePlace,
  type InventoryDoubt,
  isIncomplete,
  type ListedInventory,
  type ToldInventory,
} from '../../inventory/inventory.ts';
import { gateErrors } from '../errors.ts';
import type { PackageList, ProgramFunctions } from './package-list.ts';

/** The packages of an image, of which the advisories are asked. */
export function listOfInventory({ distribution, packages, functions }: ListedInventory): PackageList {
  const programs = programsOf(functions);
  return {
    distribution,
    packages: packages.map(({ package: each, layer, places, owner }) => ({
      package: each,
      layer,
      path: places[0].path,
      owner,
      programs: each.type === 'golang' ? places.flatMap(({ path }) => programs(path)) : [],
    })),
  };
}

/** The programs at a path. */
function programsOf(functions: ListedInventory['functions']): (path: string) => readonly ProgramFunctions[] {
  const byPath = new Map<string, ProgramFunctions[]>();
  for (const { path, names } of functions) {
    const known = byPath.get(path) ?? [];
    known.push(unpackedOnce(names));
    byPath.set(path, known);
  }
  return (path) => byPath.get(path) ?? UNLISTED;
}

const UNLISTED: readonly ProgramFunctions[] = [() => undefined];

function unpackedOnce(names: string): ProgramFunctions {
  let unpacked: { readonly functions: NameSet | undefined } | undefined;
  return () => {
    unpacked ??= { functions: NameSet.decode(names) };
    return unpacked.functions;
  };
}

/** Why packages, or the advisories that are those of the distribution, may be missing. */
export function doubtsOfInventory({ unknown, doubts }: ToldInventory): readonly Problem[] {
  const [first, ...others] = unknown.filter(({ isGuess }) => isGuess !== true);
  const more = others.length === 0 ? '' : `, and ${others.length} more such places`;
  return [
    ...(first === undefined ? [] : [`${placeText(first.place)}: ${first.reason}${more}`]),
    ...doubts.filter(isIncomplete).map(doubtText),
  ].map((why) => problemOf(gateErrors, 'PL_E_PACKAGES_DOUBTFUL', { why }));
}

/** Why the distribution of an image may not be the one that it names, as a clause; undefined where there is no sign of that. */
export function distributionDoubt({ doubts }: ToldInventory): string | undefined {
  const doubt = doubts.find(({ weakens }) => weakens === 'advisories');
  return doubt && doubtText(doubt);
}

function doubtText({ place, reason }: InventoryDoubt): string {
  return place === undefined ? reason : `${placeText(place)}: ${reason}`;
}

function placeText({ path, layer, line, offset }: ImagePlace): string {
  const at = offset === undefined ? '' : ` at byte ${offset}`;
  return `${path}${line === undefined ? at : `:${line}`} in layer ${layer + 1}`;
}
