import { baseOf } from '../../advisories/ecosystem.ts';
import type { FeedName } from '../../advisories/feeds/feed.ts';
import { problemOf, UserError } from '../../core/errors.ts';
import type { Clock, OwnFiles } from '../../core/ports.ts';
import type { Fetching } from '../../gate/advisories/fetch-archive.ts';
import { listEcosystems } from '../../gate/advisories/list-ecosystems.ts';
import { pullAdvisories } from '../../gate/advisories/pull-advisories.ts';
import { PUBLIC_BUCKET, type UpdateTools, updateAdvisories } from '../../gate/advisories/update-advisories.ts';
import { type FeedTools, updateFeeds } from '../../gate/advisories/update-feeds.ts';
import { ArchiveWorkers } from '../../host/advisories/archive-workers.ts';
import { hostErrors } from '../../host/errors.ts';
import { network } from '../../host/network.ts';
import { systemClock } from '../../host/system-clock.ts';
import { printable } from '../../report/excerpt/printable.ts';
import type { CommandContext, CommandInput } from '../command.ts';
import { countOf } from '../count-option.ts';
import { usageError } from '../errors.ts';
import { imagePlacesOf } from '../image/image-places-of.ts';
import { authoritiesOf, isOffline } from '../network-options.ts';
import { artifactReference, isArtifact } from './artifact-reference.ts';
import { importMirror, tellAbsent } from './mirror.ts';
import { PUBLISHED, pullPublished } from './published.ts';
import { tellPulled } from './run-pull.ts';
import { tellFeed, tellTaken } from './tell-taken.ts';
import { type Wanted, wantedOf } from './wanted.ts';

/** More than the archive of any ecosystem, in bytes. */
const MAX_ARCHIVE_BYTES = 1024 * 1024 * 1024;

/** `plimsoll db update`: fetches what changed. What cannot be fetched leaves what is there in use. */
export async function runUpdate(input: CommandInput, files: OwnFiles, context: CommandContext): Promise<number> {
  const from = input.value('from');
  if (from !== undefined && !isAddress(from)) return importMirror(await wantedOf(input, files), from, files, context);
  if (from !== undefined && isArtifact(from)) return updateFromArtifact(artifactReference(from), input, files, context);
  const bucket = from ?? PUBLIC_BUCKET;
  checkAddress(bucket);
  if (isOffline(input, context))
    throw new UserError(problemOf(hostErrors, 'PL_E_OFFLINE', { host: new URL(bucket).host }));
  const builder = new ArchiveWorkers();
  const tools = { ...(await fetchingOf(input, context)), bucket, builder, files, clock: clockOf(context) };
  try {
    const wanted = await wantedOf(input, files);
    const named = wanted.isAll ? { ...wanted, sources: await listEcosystems(bucket, tools) } : wanted;
    // What makes the published database is asked for all, and asks the bucket.
    const left = from === undefined && !wanted.isAll ? await leftByPublished(named, input, files, context) : named;
    const isWhole = await updateFromBucket([...new Set(left.sources.map(baseOf))], tools, context);
    return (await fetchFeeds(left, { ...tools, mirror: from }, context)) && isWhole ? 0 : 3;
  } finally {
    await builder.close();
  }
}

async function updateFromBucket(
  sources: readonly string[],
  tools: UpdateTools,
  context: CommandContext,
): Promise<boolean> {
  let isWhole = true;
  for await (const updated of updateAdvisories(sources, tools))
    isWhole = tellTaken(updated.source, updated, context) && isWhole;
  return isWhole;
}

async function fetchFeeds(wanted: Wanted, tools: FeedTools, context: CommandContext): Promise<boolean> {
  const absent: FeedName[] = [];
  let isWhole = true;
  for await (const updated of updateFeeds(wanted.feeds, tools)) {
    if ('state' in updated && updated.state === 'absent') absent.push(updated.feed);
    else isWhole = tellFeed(updated, context) && isWhole;
  }
  return tellAbsent(absent, { ...wanted, from: tools.mirror ?? '' }, context) && isWhole;
}

/** Takes from an artifact what is named, or what is here; all that it has with `--all`. Its feeds come along. */
async function updateFromArtifact(
  reference: string,
  input: CommandInput,
  files: OwnFiles,
  context: CommandContext,
): Promise<number> {
  const { sources: names, isAll } = await wantedOf(input, files);
  if (names.length === 0 && !isAll)
    throw usageError('db', 'An artifact brings its feeds with its ecosystems: name one of these, or --all.');
  const { registry } = await imagePlacesOf('db', input, context);
  return tellPulled(reference, await pullAdvisories({ reference, names }, { registry, files }), context);
}

/** Takes what is published ready to use, with its feeds, and gives what is left for the bucket and the publishers of the feeds. */
async function leftByPublished(
  wanted: Wanted,
  input: CommandInput,
  files: OwnFiles,
  context: CommandContext,
): Promise<Wanted> {
  if (wanted.sources.length === 0) return wanted;
  const { registry } = await imagePlacesOf('db', input, context);
  const pulled = await pullPublished(wanted.sources, { registry, files, clock: clockOf(context) });
  if (pulled === undefined) return wanted;
  tellPulled(PUBLISHED, { ...pulled, absent: [] }, context);
  const feeds = wanted.feeds.filter((feed) => pulled.catalogue.feeds[feed] === undefined);
  return { ...wanted, sources: pulled.absent, feeds };
}

async function fetchingOf(input: CommandInput, { environment, err }: CommandContext): Promise<Fetching> {
  const authorities = await authoritiesOf('db', input);
  return {
    ...network({ environment, authorities, unverified: [], isOffline: false }),
    tell: (notice) => {
      err(`plimsoll: ${printable(notice)}\n`);
    },
    maxBytes: countOf('db', input, MAX_ARCHIVE_OPTION) ?? MAX_ARCHIVE_BYTES,
  };
}

function clockOf({ environment }: CommandContext): Clock {
  return systemClock(environment['SOURCE_DATE_EPOCH']);
}

const MAX_ARCHIVE_OPTION = { name: 'maxArchiveBytes', flag: '--max-archive-bytes', unit: 'bytes' };

function isAddress(place: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(place);
}

function checkAddress(place: string): void {
  const url = URL.parse(place);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw usageError('db', '--from takes an http(s) URL or a directory.');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw usageError('db', '--from takes a URL without credentials, query and fragment.');
}
