import { readCatalogue } from '../../advisories/database/catalogue.ts';
import { type FeedName, feedNames } from '../../advisories/feeds/feed.ts';
import type { OwnFiles } from '../../core/ports.ts';
import type { CommandInput } from '../command.ts';
import { usageError } from '../errors.ts';
import { checkEcosystems } from './ecosystem-names.ts';

/** What a call means to be fetched. */
export interface Wanted {
  /** Ecosystems, with or without their releases. */
  readonly sources: readonly string[];
  readonly feeds: readonly FeedName[];
  /** Whether the call names them. */
  readonly isNamed: boolean;
  /** Whether every ecosystem is meant, whichever there are. */
  readonly isAll: boolean;
}

/** What a call means: what it names, or all feeds with the ecosystems that are there or, with `--all`, with every one. */
export async function wantedOf(input: CommandInput, files: OwnFiles): Promise<Wanted> {
  const [, ...named] = input.arguments;
  const feeds = feedNames.filter((name) => named.includes(name));
  const sources = named.filter((name) => !feeds.some((feed) => feed === name));
  checkEcosystems(sources);
  if (input.flag('all')) return { sources: [], feeds: feedNames, isNamed: false, isAll: true };
  if (named.length > 0) return { sources, feeds, isNamed: true, isAll: false };
  const held = await readCatalogue(files);
  if (Object.keys(held.sources).length === 0 && Object.keys(held.feeds).length === 0)
    throw usageError(
      'db',
      'There are no advisories yet: name the ecosystems to fetch, as `plimsoll db update Debian npm kev epss`.',
    );
  return { sources: Object.keys(held.sources), feeds: feedNames, isNamed: false, isAll: false };
}
