import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { SUMS } from '../../advisories/bundle/layout.ts';
import { readBundle } from '../../advisories/bundle/read-bundle.ts';
import { takeBundle } from '../../advisories/bundle/take-bundle.ts';
import type { OwnFiles } from '../../core/ports.ts';
import { type AdvisoryArchive, importAdvisories } from '../../gate/advisories/import-advisories.ts';
import { ArchiveWorkers } from '../../host/advisories/archive-workers.ts';
import { byteFiles } from '../../host/byte-files.ts';
import { systemClock } from '../../host/system-clock.ts';
import { printable } from '../../report/excerpt/printable.ts';
import { plural } from '../../report/shown/plural.ts';
import type { CommandContext, CommandInput } from '../command.ts';
import { usageError } from '../errors.ts';
import { feedLines } from './feed-text.ts';
import { filesAt } from './found-files.ts';
import { importFeed } from './import-feed.ts';
import { tellTaken } from './tell-taken.ts';

/** `plimsoll db import`: reads files of advisories. */
export async function runImport(input: CommandInput, files: OwnFiles, context: CommandContext): Promise<number> {
  const paths = pathsOf(input);
  const feeds: string[] = [];
  const bundles: string[] = [];
  const archives: AdvisoryArchive[] = [];
  for (const path of paths) {
    if (isFeed(path)) feeds.push(path);
    else if (await isBundle(resolve(context.directory, path))) bundles.push(path);
    else {
      const found = await filesAt(path, context);
      feeds.push(...found.feeds);
      archives.push(...found.archives);
    }
  }
  for (const path of bundles) await importBundle(path, files, context);
  let isWhole = true;
  for (const path of feeds) isWhole = (await importFeed(path, files, context)) && isWhole;
  return (await importArchives(archives, files, context)) === 0 && isWhole ? 0 : 3;
}

/** What a call names, as arguments or with `--from`. */
function pathsOf(input: CommandInput): readonly string[] {
  const [, ...named] = input.arguments;
  const from = input.value('from') ?? [];
  const paths = [named, from].flat();
  if (paths.length === 0) throw usageError('db', 'import takes the files or directories of the advisories.');
  if (paths.some((path) => /^[a-z]+:\/\//i.test(path)))
    throw usageError(
      'db',
      'import reads files of this machine: `plimsoll db update --from` and `plimsoll db pull` fetch.',
    );
  return paths;
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
    for (const line of feedLines(bundle.catalogue)) out(line);
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
