import { resolve } from 'node:path';
import { advisoryErrors } from '../../advisories/errors.ts';
import { readFeed } from '../../advisories/feeds/read-feed.ts';
import { replaceFeed } from '../../advisories/feeds/replace-feed.ts';
import { problemOf, UserError } from '../../core/errors.ts';
import type { OwnFiles } from '../../core/ports.ts';
import { byteFiles } from '../../host/byte-files.ts';
import { systemClock } from '../../host/system-clock.ts';
import { plural } from '../../report/shown/plural.ts';
import type { CommandContext } from '../command.ts';

/** More than any feed, in bytes. */
const MAX_FEED_BYTES = 64 * 1024 * 1024;

/** Reads a feed into the database: which one it is tells its shape. What is none, or not whole, changes nothing. */
export async function importFeed(path: string, files: OwnFiles, context: CommandContext): Promise<void> {
  const from = resolve(context.directory, path);
  const feed = readFeed(await valueIn(path, from));
  if (feed === undefined) throw refused(path, 'it is no feed that is known');
  if ('field' in feed) throw refused(path, `its ${feed.field || 'content'} is not as its publisher writes it`);
  const taken = systemClock(context.environment['SOURCE_DATE_EPOCH']).now().toISOString();
  await replaceFeed(files, feed, { from, taken });
  context.out(
    feed.name === 'kev'
      ? `known exploited: ${plural(feed.entries, 'CVE')}\n`
      : `end of support: ${plural(feed.entries, 'product')}\n`,
  );
}

async function valueIn(path: string, from: string): Promise<unknown> {
  const source = await byteFiles.open(from);
  if (source === undefined) throw refused(path, 'it is not there');
  try {
    if (source.size > MAX_FEED_BYTES) throw refused(path, `it has more than ${MAX_FEED_BYTES} bytes`);
    return JSON.parse(Buffer.from(await source.read(0, source.size)).toString());
  } catch (error) {
    if (error instanceof SyntaxError) throw refused(path, 'it is no JSON');
    throw error;
  } finally {
    await source.close();
  }
}

function refused(path: string, why: string): UserError {
  return new UserError(problemOf(advisoryErrors, 'PL_E_FEED', { path, why }));
}
