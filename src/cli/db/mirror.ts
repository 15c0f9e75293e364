import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { baseOf } from '../../advisories/ecosystem.ts';
import { advisoryErrors } from '../../advisories/errors.ts';
import type { FeedName } from '../../advisories/feeds/feed.ts';
import { problemOf } from '../../core/errors.ts';
import type { OwnFiles } from '../../core/ports.ts';
import { MIRRORED_FEEDS } from '../../gate/advisories/update-feeds.ts';
import { printable } from '../../report/excerpt/printable.ts';
import type { CommandContext } from '../command.ts';
import { problemText } from '../errors.ts';
import { filesAt } from './found-files.ts';
import { importFeed } from './import-feed.ts';
import { importArchives } from './run-import.ts';
import type { Wanted } from './wanted.ts';

/** Takes what a directory has of what a call means. */
export async function importMirror(
  wanted: Wanted,
  from: string,
  files: OwnFiles,
  context: CommandContext,
): Promise<number> {
  const mirror = resolve(context.directory, from);
  const sources = [...new Set(wanted.sources.map(baseOf))];
  const archives = wanted.isAll
    ? (await filesAt(from, context)).archives
    : sources.map((source) => ({ source, path: join(mirror, source, 'all.zip') }));
  let isWhole = (await importArchives(archives, files, context)) === 0;
  const there = wanted.feeds.filter((feed) => existsSync(join(mirror, MIRRORED_FEEDS[feed])));
  for (const feed of there) isWhole = (await importFeed(join(mirror, MIRRORED_FEEDS[feed]), files, context)) && isWhole;
  const absent = wanted.feeds.filter((feed) => !there.includes(feed));
  return tellAbsent(absent, { ...wanted, from }, context) && isWhole ? 0 : 3;
}

/** Says which feeds a mirror does not have, and whether that is as it should be: one that was named is missing. */
export function tellAbsent(
  absent: readonly FeedName[],
  { isNamed, from }: Pick<Wanted, 'isNamed'> & { readonly from: string },
  { out, err }: CommandContext,
): boolean {
  if (absent.length === 0) return true;
  const files = absent.map((feed) => MIRRORED_FEEDS[feed]).join(', ');
  if (isNamed)
    err(problemText(problemOf(advisoryErrors, 'PL_E_FEED', { path: files, why: `it is not in ${printable(from)}` })));
  else out(`not in ${printable(from)}: ${files}\n`);
  return !isNamed;
}
