import { printable } from '../../report/excerpt/printable.ts';
import type { Bill } from '../../sbom/bill.ts';
import type { CommandContext } from '../command.ts';

/** A line for each package of a bill: its URL, the layer that brought it, and the file that tells of it. What the bill does not tell is `-`. */
export function billPackagesText({ components }: Bill): string {
  const lines = components.map(({ package: { name, version }, purl, layer, places }) => {
    const url = (purl ?? `${name} ${version}`).padEnd(60);
    return `${printable(`${url} ${(layer === undefined ? '-' : String(layer + 1)).padStart(3)} ${places[0]?.path ?? '-'}`)}\n`;
  });
  return lines.join('');
}

const PASSED = 0;
const INCOMPLETE = 3;

/** Says what of a bill could not be read, and gives the exit code. */
export function tellUnknownOf({ unknown }: Bill, { err }: CommandContext): number {
  for (const each of unknown) err(`plimsoll: ${printable(each)}\n`);
  return unknown.length === 0 ? PASSED : INCOMPLETE;
}
