import { resolve } from 'node:path';
import { advisoryErrors } from '../../advisories/errors.ts';
import type { FeedFault } from '../../advisories/feeds/feed.ts';
import { MAX_FEED_BYTES, readFeed } from '../../advisories/feeds/read-feed.ts';
import { replaceFeed } from '../../advisories/feeds/replace-feed.ts';
import { problemOf } from '../../core/errors.ts';
import type { OwnFiles } from '../../core/ports.ts';
import { sortFiles } from '../../gate/advisories/sort-files.ts';
import { byteFiles } from '../../host/byte-files.ts';
import { systemClock } from '../../host/system-clock.ts';
import { printable } from '../../report/excerpt/printable.ts';
import type { CommandContext } from '../command.ts';
import { problemText } from '../errors.ts';
import { feedText } from './feed-text.ts';

/** Reads a feed into the database, and says whether it was taken: what is none, or not whole, changes nothing. */
export async function importFeed(path: string, files: OwnFiles, context: CommandContext): Promise<boolean> {
  const from = resolve(context.directory, path);
  const bytes = await bytesIn(from);
  const feed = bytes instanceof Uint8Array ? readFeed(bytes) : bytes;
  if ('why' in feed) {
    const [ecosystem] = (await sortFiles([from], byteFiles)).records.keys();
    const problem =
      ecosystem === undefined
        ? problemOf(advisoryErrors, 'PL_E_FEED', { path: printable(path), why: feed.why })
        : problemOf(advisoryErrors, 'PL_E_SINGLE_RECORD', { path: printable(path), ecosystem: printable(ecosystem) });
    context.err(problemText(problem));
    return false;
  }
  const taken = systemClock(context.environment['SOURCE_DATE_EPOCH']).now().toISOString();
  await replaceFeed(files, feed, { from, taken, etag: '', lastModified: '' });
  context.out(`${feedText(feed.name, feed.entries)}\n`);
  return true;
}

async function bytesIn(from: string): Promise<Uint8Array | FeedFault> {
  const source = await byteFiles.open(from);
  if (source === undefined) return { why: 'it is not there' };
  try {
    if (source.size > MAX_FEED_BYTES) return { why: `it has more than ${MAX_FEED_BYTES} bytes` };
    return await source.read(0, source.size);
  } finally {
    await source.close();
  }
}
