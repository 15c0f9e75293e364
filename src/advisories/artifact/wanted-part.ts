import type { Catalogue, ShardEntry } from '../database/catalogue.ts';
import { isOfDetails, isOfRelease } from '../database/shard-kind.ts';
import { baseOf } from '../ecosystem.ts';

/** A part of a published database. */
export interface WantedPart {
  readonly catalogue: Catalogue;
  /** Names that nothing is published for. */
  readonly absent: readonly string[];
}

/** What somebody wishes to have of a published database. */
interface Wish {
  readonly names: readonly string[];
  readonly from: string;
  /** Whether what advisories tell people is taken too; left out where it is. */
  readonly details?: boolean;
}

/**
 * What is wanted of a published database: what `names` says (`Debian`, `Debian:12`; all of it where there are none), every feed, and of the same
 * ecosystems the severities, the details and the releases that are held already, so that what is known of one ecosystem is of one age. `from` is where it is published.
 */
export function wantedPart(published: Catalogue, held: Catalogue, { names, from, details = true }: Wish): WantedPart {
  const asked = names.length === 0 ? Object.keys(published.sources) : names;
  const isPublished = (name: string): boolean =>
    Object.hasOwn(published.feeds, name) ||
    Object.hasOwn(published.sources, name) ||
    Object.keys(published.shards).some((each) => isOf(each, name));
  const found = asked.filter(isPublished);
  const bases = new Set(found.map(baseOf));
  const shards = Object.entries(published.shards).filter(
    ([ecosystem, { source }]) =>
      bases.has(source) &&
      (found.some((name) => isOf(ecosystem, name)) ||
        Object.hasOwn(held.shards, ecosystem) ||
        !isOfRelease(ecosystem)) &&
      (details || !isOfDetails(ecosystem)),
  );
  const sources = Object.entries(published.sources).filter(([name]) => bases.has(name));
  return {
    catalogue: {
      ...published,
      sources: Object.fromEntries(
        sources.map(([name, entry]) => [name, { ...entry, from, etag: '', lastModified: '' }] as const),
      ),
      shards: Object.fromEntries<ShardEntry>(shards),
    },
    absent: asked.filter((name) => !isPublished(name)),
  };
}

/**
 * Whether an ecosystem is what a name says, or a part of it: `Ubuntu:22.04:LTS` of `Ubuntu:22.04` and of `Ubuntu`, and `Ubuntu:Pro:22.04:LTS`
 * too, since packages of that release are held against both.
 */
function isOf(ecosystem: string, name: string): boolean {
  const release = ecosystem.replace(/^Ubuntu:Pro:(?:[A-Z][\w-]*:)?/, 'Ubuntu:');
  return [ecosystem, release].some((each) => each === name || each.startsWith(`${name}:`));
}
