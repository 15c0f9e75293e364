import { type Catalogue, filesOf, type KeptFile } from '../advisories/database/catalogue.ts';
import { isOfDetails, isOfRelease } from '../advisories/database/shard-kind.ts';
import { feedNames } from '../advisories/feeds/feed.ts';
import { ageText } from '../core/age-text.ts';
import { printable } from '../report/excerpt/printable.ts';
import { bytesText } from '../report/shown/bytes.ts';
import { columns } from '../report/shown/columns.ts';
import { feedText } from './db/feed-text.ts';

/** What a database holds, for people: a line for each source, and how old it is. */
export function databaseStatus(catalogue: Catalogue, place: string, now: Date): string {
  const { sources, shards, feeds } = catalogue;
  const entries = Object.entries(sources);
  const beside = feedLines(feeds, now);
  if (entries.length === 0 && beside === '')
    return `No advisories in ${printable(place)}: plimsoll db update or plimsoll db import brings them.\n`;
  const bytes = sizeOf(filesOf(catalogue));
  const told = sizeOf(Object.entries(shards).flatMap(([shard, entry]) => (isOfDetails(shard) ? [entry] : [])));
  const details =
    told === 0 ? '' : `, ${bytesText(told)} of them summaries and references, which matching does not read`;
  const rows = entries.map(([name, { records, faults, taken, modified }]) => {
    const releases = Object.entries(shards).flatMap(([shard, entry]) =>
      entry.source === name && isOfRelease(shard) ? [entry] : [],
    );
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
  const table = rows.length === 0 ? '' : `${columns([head, ...rows])}\n`;
  return `${table}${beside}${bytesText(bytes)} in ${printable(place)}${details}\n`;
}

function sizeOf(files: readonly KeptFile[]): number {
  return files.reduce((total, file) => total + file.bytes, 0);
}

/** A line for each of the feeds that are there. */
function feedLines(feeds: Catalogue['feeds'], now: Date): string {
  return feedNames
    .flatMap((name) => {
      const feed = feeds[name];
      if (feed === undefined) return [];
      return `${feedText(name, feed.entries)}${feed.modified === '' ? '' : `, made ${ageText(feed.modified, now)}`}, taken ${ageText(feed.taken, now)}\n`;
    })
    .join('');
}
