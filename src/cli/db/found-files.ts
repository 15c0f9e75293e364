import { statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { advisoryErrors } from '../../advisories/errors.ts';
import { problemOf, UserError } from '../../core/errors.ts';
import { type AdvisoryArchive, archiveAt, archivesAmong } from '../../gate/advisories/import-advisories.ts';
import { sortFiles } from '../../gate/advisories/sort-files.ts';
import { byteFiles } from '../../host/byte-files.ts';
import { nodeWorkspace } from '../../host/node-workspace.ts';
import { printable } from '../../report/excerpt/printable.ts';
import type { CommandContext } from '../command.ts';

/** Enough for the records of every ecosystem, each in a file of its own. */
const MAX_FILES = 2_000_000;

/** What an import takes. */
interface FoundFiles {
  readonly archives: readonly AdvisoryArchive[];
  readonly feeds: readonly string[];
}

/** What lies at a path: an archive, or a directory of them, of records and of feeds. What is none of these is told. */
export async function filesAt(path: string, context: CommandContext): Promise<FoundFiles> {
  const from = resolve(context.directory, path);
  const isDirectory = statSync(from, { throwIfNoEntry: false })?.isDirectory() === true;
  const found = isDirectory ? await filesIn(from, context) : { archives: [archiveAt(from) ?? []].flat(), feeds: [] };
  if (found.archives.length + found.feeds.length > 0) return found;
  throw new UserError(problemOf(advisoryErrors, 'PL_E_ADVISORIES_ABSENT', { place: path }));
}

async function filesIn(from: string, { err }: CommandContext): Promise<FoundFiles> {
  const { archives, others } = archivesAmong(from, filesBelow(from));
  const sorted = await sortFiles(others, byteFiles);
  const zipped = new Set(archives.flatMap(({ source, files }) => (files === undefined ? [source] : [])));
  const bySource = new Map(archives.map((each) => [each.source, each]));
  for (const [source, files] of sorted.records) {
    if (zipped.has(source)) continue;
    bySource.set(source, { source, path: from, files: [...(bySource.get(source)?.files ?? []), ...files] });
  }
  const beside = [...sorted.records].flatMap(([source, files]) => (zipped.has(source) ? files : []));
  const passedOver = [...new Set([...sorted.others, ...beside])];
  if (passedOver.length > 0) err(`plimsoll: ${passedOverText(from, passedOver)}\n`);
  return { archives: [...bySource.values()], feeds: sorted.feeds };
}

/** So many of the files that an import does not take are named. */
const MOST_NAMED = 3;

function passedOverText(from: string, files: readonly string[]): string {
  const names = files.slice(0, MOST_NAMED).map((file) => printable(relative(from, file)));
  const more = files.length > names.length ? ` and ${files.length - names.length} more` : '';
  return `not taken from ${printable(from)}: ${names.join(', ')}${more} (no records, no feeds, or beside an all.zip of the same ecosystem)`;
}

function filesBelow(directory: string): readonly string[] {
  const files = nodeWorkspace(directory).filesBelow('.', MAX_FILES);
  if (files.length < MAX_FILES) return files;
  const why = `it holds ${MAX_FILES} files or more`;
  throw new UserError(problemOf(advisoryErrors, 'PL_E_ADVISORY_ARCHIVE', { path: directory, why }));
}
