import type { ReadImage } from '../../image/read-image.ts';
import { type ImagePlace, isIncomplete, type ToldInventory } from '../../inventory/inventory.ts';
import { printable } from '../../report/excerpt/printable.ts';
import type { CommandContext } from '../command.ts';
import { problemText } from '../errors.ts';

const PASSED = 0;
const INCOMPLETE = 3;

/** Says what of an image could not be read, and gives the exit code. */
export function tellUnread(
  { problems, leftOut, unverified }: Pick<ReadImage, 'problems' | 'leftOut' | 'unverified'>,
  { err }: Pick<CommandContext, 'err'>,
): number {
  if (unverified.length > 0)
    err(`plimsoll: not hashed: ${layersText(unverified)}; --verify reads and hashes all of it\n`);
  for (const problem of problems) err(problemText({ ...problem, message: printable(problem.message) }));
  for (const { layer, name, why } of leftOut)
    err(`plimsoll: left out of layer ${layer + 1}: ${printable(name)} (${why})\n`);
  return problems.length === 0 ? PASSED : INCOMPLETE;
}

function layersText(layers: readonly number[]): string {
  return `${layers.length === 1 ? 'layer' : 'layers'} ${layers.map((layer) => layer + 1).join(', ')}`;
}

/** Says what of the packages could not be read and why they may not be all, and gives the exit code. */
export function tellUnknown(
  { unknown, doubts }: Pick<ToldInventory, 'unknown' | 'doubts'>,
  { err }: Pick<CommandContext, 'err'>,
): number {
  for (const { place, reason } of unknown) err(`plimsoll: ${printable(`${placeText(place)}: ${reason}`)}\n`);
  for (const { place, reason } of doubts) {
    const where = place === undefined ? '' : `${place.path} in layer ${place.layer + 1}: `;
    err(`plimsoll: ${printable(`${where}${reason}`)}\n`);
  }
  return unknown.length === 0 && !doubts.some(isIncomplete) ? PASSED : INCOMPLETE;
}

function placeText({ path, line, offset }: ImagePlace): string {
  if (line !== undefined) return `${path}:${line}`;
  return offset === undefined ? path : `${path} at byte ${offset}`;
}
