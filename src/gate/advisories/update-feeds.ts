import { type FeedEntry, readCatalogue, writeCatalogue } from '../../advisories/database/catalogue.ts';
import { advisoryErrors } from '../../advisories/errors.ts';
import type { FeedName } from '../../advisories/feeds/feed.ts';
import { MAX_FEED_BYTES, readFeed } from '../../advisories/feeds/read-feed.ts';
import { replaceFeed } from '../../advisories/feeds/replace-feed.ts';
import { ageText } from '../../core/age-text.ts';
import { type Problem, problemOf, UserError } from '../../core/errors.ts';
import type { Clock, OwnFiles } from '../../core/ports.ts';
import { type FetchedArchive, type Fetching, fetchArchive } from './fetch-archive.ts';
import { givenUpText } from './given-up-text.ts';

/** Where each feed is published. */
const PUBLISHED: Readonly<Record<FeedName, string>> = {
  kev: 'https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json',
  epss: 'https://epss.empiricalsecurity.com/epss_scores-current.csv.gz',
  eol: 'https://endoflife.date/api/v1/products/full',
};

/** The names of the feeds in a mirror, beside the directories of the ecosystems. */
export const MIRRORED_FEEDS: Readonly<Record<FeedName, string>> = {
  kev: 'known_exploited_vulnerabilities.json',
  epss: 'epss_scores-current.csv.gz',
  eol: 'eol.json',
};

/** What an update of feeds works with. */
export interface FeedTools extends Fetching {
  /** A URL that the names of the feeds are put behind; undefined where each is fetched from its publisher. */
  readonly mirror: string | undefined;
  readonly files: OwnFiles;
  readonly clock: Clock;
}

/** What came of a feed. `absent`: the mirror has none. */
export type UpdatedFeed = Updated & { readonly feed: FeedName };

type Updated =
  | { readonly entries: number }
  | { readonly state: 'unchanged' | 'absent' }
  | { readonly problem: Problem };

/** Fetches what changed of feeds, one after the other: each replaces what was there of it, or leaves it in use. */
export async function* updateFeeds(feeds: readonly FeedName[], tools: FeedTools): AsyncGenerator<UpdatedFeed> {
  for (const feed of feeds) yield { feed, ...(await updateFeed(feed, tools)) };
}

async function updateFeed(feed: FeedName, tools: FeedTools): Promise<Updated> {
  const { mirror, files, clock } = tools;
  const url = mirror === undefined ? PUBLISHED[feed] : `${mirror.replace(/\/+$/, '')}/${MIRRORED_FEEDS[feed]}`;
  const entry = (await readCatalogue(files)).feeds[feed];
  const held = entry?.from === url && (await isWhole(entry, files)) ? entry : undefined;
  const notFetched = (why: string): Problem =>
    notFetchedProblem({ feed, url, why, kept: keptText(entry, clock.now()) });
  const fetching = { ...tools, maxBytes: Math.min(tools.maxBytes, MAX_FEED_BYTES) };
  try {
    const fetched = await fetchArchive(
      url,
      held,
      fetching,
      (givenUp) => new UserError(notFetched(givenUpText(givenUp))),
    );
    if (fetched === 'absent') return mirror === undefined ? { problem: notFetched(ABSENT) } : { state: 'absent' };
    if (fetched === 'unchanged') return await confirm(feed, url, tools);
    return await take({ feed, url, fetched, notFetched }, tools);
  } catch (error) {
    if (error instanceof UserError) return { problem: error.problem };
    throw error;
  }
}

const ABSENT = 'it has none (404)';

interface Taken {
  readonly feed: FeedName;
  readonly url: string;
  readonly fetched: Exclude<FetchedArchive, string>;
  readonly notFetched: (why: string) => Problem;
}

async function take(
  { feed, url, fetched, notFetched }: Taken,
  { files, clock }: Pick<FeedTools, 'files' | 'clock'>,
): Promise<Updated> {
  const { bytes, etag, lastModified } = fetched;
  const read = readFeed(bytes);
  if ('why' in read) return { problem: notFetched(read.why) };
  if (read.name !== feed) return { problem: notFetched('it answers with another feed') };
  await replaceFeed(files, read, { from: url, taken: clock.now().toISOString(), etag, lastModified });
  return { entries: read.entries };
}

/** Whether the file of a feed is there. */
async function isWhole({ file, bytes }: FeedEntry, files: OwnFiles): Promise<boolean> {
  const opened = await files.open(file);
  await opened?.close();
  return opened?.size === bytes;
}

/** Writes down that what is here is what the server has today. */
async function confirm(
  feed: FeedName,
  url: string,
  { files, clock }: Pick<FeedTools, 'files' | 'clock'>,
): Promise<Updated> {
  await files.alone(async () => {
    const catalogue = await readCatalogue(files);
    const entry = catalogue.feeds[feed];
    // Another process may have replaced it meanwhile.
    if (entry?.from !== url) return;
    const feeds = { ...catalogue.feeds, [feed]: { ...entry, taken: clock.now().toISOString() } };
    await writeCatalogue(files, { ...catalogue, feeds });
  });
  return { state: 'unchanged' };
}

function keptText(entry: FeedEntry | undefined, now: Date): string {
  if (entry === undefined) return 'There are none of it here.';
  return `Those that were taken ${ageText(entry.taken, now)} are still in use${entry.modified === '' ? '' : ` (made ${ageText(entry.modified, now)})`}.`;
}

const TITLES: Readonly<Record<FeedName, string>> = {
  kev: 'known exploited vulnerabilities',
  epss: 'EPSS scores',
  eol: 'ends of support',
};

interface Failure {
  readonly feed: FeedName;
  readonly url: string;
  readonly why: string;
  readonly kept: string;
}

function notFetchedProblem({ feed, url, ...told }: Failure): Problem {
  const about = { what: TITLES[feed], server: new URL(url).host, ...told };
  return problemOf(advisoryErrors, 'PL_E_FEED_NOT_FETCHED', about);
}
