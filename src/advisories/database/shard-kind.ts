import { sourceOfSeverities } from './severity-index.ts';

/** What is behind the name of a source in that of its details, as if it were a release. */
const DETAILS = ':details';

/** The name of the shard that has what the advisories of a source tell people. */
export function detailsShard(source: string): string {
  return `${source}${DETAILS}`;
}

/** Whether a shard has what advisories tell people: matching needs none of it, so it may be left out. */
export function isOfDetails(shard: string): boolean {
  return shard.endsWith(DETAILS);
}

/** Whether a shard has the advisories of a release, and not what is kept of a source beside them. */
export function isOfRelease(shard: string): boolean {
  return !isOfDetails(shard) && sourceOfSeverities(shard) === undefined;
}
