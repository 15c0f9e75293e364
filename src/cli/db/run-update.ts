import { join, resolve } from 'node:path';
import { readCatalogue } from '../../advisories/database/catalogue.ts';
import { baseOf } from '../../advisories/ecosystem.ts';
import { problemOf, UserError } from '../../core/errors.ts';
import type { Clock, OwnFiles } from '../../core/ports.ts';
import type { Fetching } from '../../gate/fetch-archive.ts';
import type { AdvisoryArchive } from '../../gate/import-advisories.ts';
import { listEcosystems } from '../../gate/list-ecosystems.ts';
import { pullAdvisories } from '../../gate/pull-advisories.ts';
import { PUBLIC_BUCKET, type UpdateTools, updateAdvisories } from '../../gate/update-advisories.ts';
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
import { checkEcosystems } from './ecosystem-names.ts';
import { PUBLISHED, pullPublished } from './published.ts';
import { archivesAt, importArchives } from './run-import.ts';
import { tellPulled } from './run-pull.ts';
import { tellTaken } from './tell-taken.ts';

/** More than the archive of any ecosystem, in bytes. */
const MAX_ARCHIVE_BYTES = 1024 * 1024 * 1024;

/** `plimsoll db update`: fetches what changed. What cannot be fetched leaves what is there in use. */
export async function runUpdate(input: CommandInput, files: OwnFiles, context: CommandContext): Promise<number> {
  const from = input.value('from');
  const isAll = input.flag('all');
  if (from !== undefined && !isAddress(from)) {
    const place = resolve(context.directory, from);
    return importArchives(
      isAll ? archivesAt(from, context.directory) : await archivesIn(place, input, files),
      files,
      context,
    );
  }
  if (from !== undefined && isArtifact(from)) return updateFromArtifact(artifactReference(from), input, files, context);
  const bucket = from ?? PUBLIC_BUCKET;
  checkAddress(bucket);
  if (isOffline(input, context))
    throw new UserError(problemOf(hostErrors, 'PL_E_OFFLINE', { host: new URL(bucket).host }));
  const builder = new ArchiveWorkers();
  const tools = { ...(await fetchingOf(input, context)), bucket, builder, files, clock: clockOf(context) };
  try {
    const names = isAll ? await listEcosystems(bucket, tools) : await namesOf(input, files);
    // What makes the published database is asked for all, and asks the bucket.
    const left = from === undefined && !isAll ? await leftByPublished(names, input, files, context) : names;
    return await updateFromBucket([...new Set(left.map(baseOf))], tools, context);
  } finally {
    await builder.close();
  }
}

async function updateFromBucket(
  sources: readonly string[],
  tools: UpdateTools,
  context: CommandContext,
): Promise<number> {
  let isWhole = true;
  for await (const updated of updateAdvisories(sources, tools))
    isWhole = tellTaken(updated.source, updated, context) && isWhole;
  return isWhole ? 0 : 3;
}

/** Takes from an artifact what is named, or what is here; all that it has with `--all`. */
async function updateFromArtifact(
  reference: string,
  input: CommandInput,
  files: OwnFiles,
  context: CommandContext,
): Promise<number> {
  const names = input.flag('all') ? [] : await namesOf(input, files);
  const { registry } = await imagePlacesOf('db', input, context);
  return tellPulled(reference, await pullAdvisories({ reference, names }, { registry, files }), context);
}

/** Takes what is published ready to use, and gives the names that are left for the bucket. */
async function leftByPublished(
  names: readonly string[],
  input: CommandInput,
  files: OwnFiles,
  context: CommandContext,
): Promise<readonly string[]> {
  const { registry } = await imagePlacesOf('db', input, context);
  const pulled = await pullPublished(names, { registry, files, clock: clockOf(context) });
  if (pulled === undefined) return names;
  tellPulled(PUBLISHED, { ...pulled, absent: [] }, context);
  return pulled.absent;
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

async function archivesIn(place: string, input: CommandInput, files: OwnFiles): Promise<readonly AdvisoryArchive[]> {
  const sources = new Set((await namesOf(input, files)).map(baseOf));
  return [...sources].map((source) => ({ source, path: join(place, source, 'all.zip') }));
}

const MAX_ARCHIVE_OPTION = { name: 'maxArchiveBytes', flag: '--max-archive-bytes', unit: 'bytes' };

/** The ecosystems that a call means, as they are named, or all that are here. */
async function namesOf(input: CommandInput, files: OwnFiles): Promise<readonly string[]> {
  const [, ...named] = input.arguments;
  checkEcosystems(named);
  const names = named.length > 0 ? named : Object.keys((await readCatalogue(files)).sources);
  if (names.length === 0)
    throw usageError(
      'db',
      'There are no advisories yet: name the ecosystems to fetch, as `plimsoll db update Debian npm`.',
    );
  return names;
}

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
