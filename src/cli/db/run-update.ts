import { join, resolve } from 'node:path';
import { readCatalogue } from '../../advisories/database/catalogue.ts';
import { baseOf } from '../../advisories/ecosystem.ts';
import { problemOf, UserError } from '../../core/errors.ts';
import type { OwnFiles } from '../../core/ports.ts';
import { PUBLIC_BUCKET, updateAdvisories } from '../../gate/update-advisories.ts';
import { ArchiveWorkers } from '../../host/advisories/archive-workers.ts';
import { hostErrors } from '../../host/errors.ts';
import { network } from '../../host/network.ts';
import { systemClock } from '../../host/system-clock.ts';
import { printable } from '../../report/excerpt/printable.ts';
import type { CommandContext, CommandInput } from '../command.ts';
import { countOf } from '../count-option.ts';
import { usageError } from '../errors.ts';
import { authoritiesOf, isOffline } from '../network-options.ts';
import { importArchives } from './run-import.ts';
import { tellTaken } from './tell-taken.ts';

/** More than the archive of any ecosystem, in bytes. */
const MAX_ARCHIVE_BYTES = 1024 * 1024 * 1024;

/** `plimsoll db update`: fetches what changed. What cannot be fetched leaves what is there in use. */
export async function runUpdate(input: CommandInput, files: OwnFiles, context: CommandContext): Promise<number> {
  const bucket = input.value('from') ?? PUBLIC_BUCKET;
  const sources = await sourcesOf(input, files);
  if (!isAddress(bucket)) {
    const paths = sources.map((source) => ({
      source,
      path: join(resolve(context.directory, bucket), source, 'all.zip'),
    }));
    return importArchives(paths, files, context);
  }
  checkAddress(bucket);
  if (isOffline(input, context))
    throw new UserError(problemOf(hostErrors, 'PL_E_OFFLINE', { host: new URL(bucket).host }));
  const { environment } = context;
  const authorities = await authoritiesOf('db', input);
  const builder = new ArchiveWorkers();
  const updates = updateAdvisories(sources, {
    ...network({ environment, authorities, unverified: [], isOffline: false }),
    tell: (notice) => {
      context.err(`plimsoll: ${printable(notice)}\n`);
    },
    maxBytes: countOf('db', input, MAX_ARCHIVE_OPTION) ?? MAX_ARCHIVE_BYTES,
    bucket,
    builder,
    files,
    clock: systemClock(environment['SOURCE_DATE_EPOCH']),
  });
  let isWhole = true;
  try {
    for await (const updated of updates) isWhole = tellTaken(updated.source, updated, context) && isWhole;
  } finally {
    await builder.close();
  }
  return isWhole ? 0 : 3;
}

const MAX_ARCHIVE_OPTION = { name: 'maxArchiveBytes', flag: '--max-archive-bytes', unit: 'bytes' };

/** The ecosystems that a call means, without their releases, which lie in one archive. */
async function sourcesOf(input: CommandInput, files: OwnFiles): Promise<readonly string[]> {
  const [, ...named] = input.arguments;
  for (const each of named)
    if (!/^[A-Za-z][\w.: -]*$/.test(each))
      throw usageError('db', `${JSON.stringify(each)} is no name of an ecosystem.`);
  const sources = named.length > 0 ? named.map(baseOf) : Object.keys((await readCatalogue(files)).sources);
  if (sources.length === 0)
    throw usageError(
      'db',
      'There are no advisories yet: name the ecosystems to fetch, as `plimsoll db update Debian npm`.',
    );
  return [...new Set(sources)];
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
