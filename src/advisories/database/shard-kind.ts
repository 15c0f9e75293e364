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

/** What is behind the name of a source in that of its severities, as if it were a release. */
const SEVERITIES = ':severities';

/** The name of the shard that has the severities of a source: one is kept for each, beside those of its releases. */
export function severityShard(source: string): string {
  return `${source}${SEVERITIES}`;
}

/** The source whose severities a shard has; undefined for one that has advisories. */
export function sourceOfSeverities(shard: string): string | undefined {
  return shard.endsWith(SEVERITIES) ? shard.slice(0, -SEVERITIES.length) : undefined;
}

/** Whether a shard has the advisories of a release, and not what is kept of a source beside them. */
export function isOfRelease(shard: string): boolean {
  return !isOfDetails(shard) && sourceOfSeverities(shard) === undefined;
}
