import type { Catalogue } from '../../advisories/database/catalogue.ts';
import { type FeedName, feedNames } from '../../advisories/feeds/feed.ts';
import { plural } from '../../report/shown/plural.ts';

/** What people call a feed, and what it has entries of. */
const FEEDS: Readonly<Record<FeedName, readonly [title: string, entry: string]>> = {
  kev: ['known exploited', 'CVE'],
  epss: ['probability of exploitation', 'CVE'],
  eol: ['end of support', 'product'],
};

/** What people call a feed: `known exploited`. */
export function feedTitle(name: FeedName): string {
  return FEEDS[name][0];
}

/** What was read of a feed: `known exploited: 1404 CVEs`. */
export function feedText(name: FeedName, entries: number): string {
  const [title, entry] = FEEDS[name];
  return `${title}: ${plural(entries, entry)}`;
}

/** A line for each feed of a database. */
export function feedLines({ feeds }: Pick<Catalogue, 'feeds'>): readonly string[] {
  return feedNames.flatMap((name) => {
    const feed = feeds[name];
    return feed === undefined ? [] : [`${feedText(name, feed.entries)}\n`];
  });
}
