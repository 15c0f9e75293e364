import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SUMS } from '../../advisories/bundle/layout.ts';
import { readBundle } from '../../advisories/bundle/read-bundle.ts';
import { takeBundle } from '../../advisories/bundle/take-bundle.ts';
import { advisoryErrors } from '../../advisories/errors.ts';
import { problemOf, UserError } from '../../core/errors.ts';
import type { OwnFiles } from '../../core/ports.ts';
import {
  type AdvisoryArchive,
  archiveAt,
  archivesAmong,
  importAdvisories,
} from '../../gate/advisories/import-advisories.ts';
import { ArchiveWorkers } from '../../host/advisories/archive-workers.ts';
import { byteFiles } from '../../host/byte-files.ts';
import { nodeWorkspace } from '../../host/node-workspace.ts';
import { systemClock } from '../../host/system-clock.ts';
import { printable } from '../../report/excerpt/printable.ts';
import { plural } from '../../report/shown/plural.ts';
import type { CommandContext, CommandInput } from '../command.ts';
import { usageError } from '../errors.ts';
import { importFeed } from './import-feed.ts';
import { tellTaken } from './tell-taken.ts';

/** `plimsoll db import`: reads files of advisories. */
export async function runImport(input: CommandInput, files: OwnFiles, context: CommandContext): Promise<number> {
  const [, ...paths] = input.arguments;
  if (paths.length === 0) throw usageError('db', 'import takes the files or directories of the advisories.');
  const feeds: string[] = [];
  const bundles: string[] = [];
  const archives: AdvisoryArchive[] = [];
  for (const path of paths) {
    if (isFeed(path)) feeds.push(path);
    else if (await isBundle(resolve(context.directory, path))) bundles.push(path);
    else {
      const found = filesAt(path, context.directory);
      feeds.push(...found.feeds);
      archives.push(...found.archives);
    }
  }
  for (const path of bundles) await importBundle(path, files, context);
  let isWhole = true;
  for (const path of feeds) isWhole = (await importFeed(path, files, context)) && isWhole;
  return (await importArchives(archives, files, context)) === 0 && isWhole ? 0 : 3;
}

/** Feeds are told from archives by the ends of their names, and from each other by what is in them. */
function isFeed(path: string): boolean {
  return /\.(?:json|csv)(?:\.gz)?$/.test(path);
}

/** Whether a file begins as a bundle does, however it is called. */
async function isBundle(path: string): Promise<boolean> {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return false;
  const source = await byteFiles.open(path);
  const first = await source?.read(0, SUMS.length + 1);
  await source?.close();
  return Buffer.from(first ?? []).toString() === `${SUMS}\0`;
}

async function importBundle(path: string, files: OwnFiles, { directory, out }: CommandContext): Promise<void> {
  const source = await byteFiles.open(resolve(directory, path));
  if (source === undefined) return;
  try {
    const bundle = await readBundle(path, source);
    await takeBundle(files, bundle);
    for (const [name, { records }] of Object.entries(bundle.catalogue.sources))
      out(`${printable(name)}: ${plural(records, 'record')}\n`);
  } finally {
    await source.close();
  }
}

/** Reads archives into the database, and gives the exit code. */
export async function importArchives(
  archives: readonly AdvisoryArchive[],
  files: OwnFiles,
  context: CommandContext,
): Promise<number> {
  const clock = systemClock(context.environment['SOURCE_DATE_EPOCH']);
  const builder = new ArchiveWorkers();
  let isWhole = true;
  try {
    for await (const imported of importAdvisories(archives, { sources: byteFiles, builder, files, clock }))
      isWhole = tellTaken(imported.archive.source, imported, context) && isWhole;
  } finally {
    await builder.close();
  }
  return isWhole ? 0 : 3;
}

/** Enough for the records of every ecosystem, each in a file of its own. */
const MAX_FILES = 2_000_000;

/** The names that feeds have in a directory. */
const FEED_IN_DIRECTORY =
  /(?:^|\/)(?:known_exploited_vulnerabilities\.json|epss_scores-[\w-]+\.csv(?:\.gz)?|eol\.json)$/;

/** What an import takes. */
export interface FoundFiles {
  readonly archives: readonly AdvisoryArchive[];
  readonly feeds: readonly string[];
}

/** What lies at a path: an archive, or a directory of them and of feeds. */
export function filesAt(path: string, directory: string): FoundFiles {
  const from = resolve(directory, path);
  const isDirectory = statSync(from, { throwIfNoEntry: false })?.isDirectory() === true;
  const below = isDirectory ? filesBelow(from) : [];
  const archives = isDirectory ? archivesAmong(from, below) : [archiveAt(from) ?? []].flat();
  const feeds = below.filter((file) => FEED_IN_DIRECTORY.test(file)).map((file) => join(from, file));
  if (archives.length + feeds.length > 0) return { archives, feeds };
  throw new UserError(problemOf(advisoryErrors, 'PL_E_ADVISORIES_ABSENT', { place: path }));
}

function filesBelow(directory: string): readonly string[] {
  const files = nodeWorkspace(directory).filesBelow('.', MAX_FILES);
  if (files.length < MAX_FILES) return files;
  const why = `it holds ${MAX_FILES} files or more`;
  throw new UserError(problemOf(advisoryErrors, 'PL_E_ADVISORY_ARCHIVE', { path: directory, why }));
}
