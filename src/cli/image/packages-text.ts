import type { ToldInventory } from '../../inventory/inventory.ts';
import { printable } from '../../report/excerpt/printable.ts';

/** A line for each package: its URL, the layer that brought it, and the file that tells of it. */
export function packagesText({ packages }: ToldInventory): string {
  const lines = packages.map(({ package: { name, version }, purl, layer, places: [{ path }] }) => {
    const url = (purl ?? `${name} ${version}`).padEnd(60);
    return `${printable(`${url} ${String(layer + 1).padStart(3)} ${path}`)}\n`;
  });
  return lines.join('');
}
