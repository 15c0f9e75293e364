import type { Catalogue } from '../advisories/database/catalogue.ts';
import { ageText } from '../core/age-text.ts';
import { printable } from '../report/excerpt/printable.ts';
import { bytesText } from '../report/shown/bytes.ts';
import { columns } from '../report/shown/columns.ts';

/** What a database holds, for people: a line for each source, and how old it is. */
export function databaseStatus({ sources, shards }: Catalogue, place: string, now: Date): string {
  const entries = Object.entries(sources);
  if (entries.length === 0)
    return `No advisories in ${printable(place)}: plimsoll db update or plimsoll db import brings them.\n`;
  const bytes = Object.values(shards).reduce((total, shard) => total + shard.bytes, 0);
  const rows = entries.map(([name, { records, faults, taken, modified }]) => {
    const releases = Object.values(shards).filter(({ source }) => source === name);
    const packages = releases.reduce((total, shard) => total + shard.packages, 0);
    return [
      name,
      `${releases.length}`,
      `${records}`,
      `${packages}`,
      ageText(modified, now),
      ageText(taken, now),
      `${faults}`,
    ].map(printable);
  });
  const head = ['ECOSYSTEM', 'RELEASES', 'ADVISORIES', 'PACKAGES', 'NEWEST', 'TAKEN', 'UNREAD'];
  return `${columns([head, ...rows])}\n${bytesText(bytes)} in ${printable(place)}\n`;
}
