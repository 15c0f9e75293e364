import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readCatalogue } from '../../advisories/database/catalogue.ts';
import { advisoryErrors } from '../../advisories/errors.ts';
import { problemOf, UserError } from '../../core/errors.ts';
import type { OwnFiles } from '../../core/ports.ts';
import {
  type AdvisoryArchive,
  archiveAt,
  type ImportedArchive,
  importAdvisories,
} from '../../gate/import-advisories.ts';
import { byteFiles } from '../../host/byte-files.ts';
import { nodeWorkspace } from '../../host/node-workspace.ts';
import { systemClock } from '../../host/system-clock.ts';
import { printable } from '../../report/excerpt/printable.ts';
import { plural } from '../../report/shown/plural.ts';
import type { Command, CommandContext } from '../command.ts';
import { databaseFiles, databaseOption } from '../database-place.ts';
import { databaseStatus } from '../database-status.ts';
import { problemText, usageError } from '../errors.ts';

export const command: Command = {
  summary: 'Bring advisories onto this machine, or tell what is there and how old it is',
  arguments: [
    {
      name: '<action>',
      description: 'import reads advisories from files, status tells what is there',
      choices: ['import', 'status'],
    },
    { name: '[path...]', description: 'all.zip files of the OSV bucket, or directories that hold them' },
  ],
  options: [
    databaseOption,
    { flags: '-o, --output <format>', description: 'the format of status: text or json (default: text)' },
  ],
  examples: [
    { run: 'plimsoll db import osv/', does: 'reads osv/Debian/all.zip, osv/npm/all.zip and so on' },
    { run: 'plimsoll db status', does: 'tells which ecosystems are there, and how old they are' },
  ],
  async run(input, context) {
    const [action, ...paths] = input.arguments;
    const files = databaseFiles('db', input, context);
    if (action === 'import') return runImport(paths, files, context);
    const format = input.value('output') ?? 'text';
    if (format !== 'text' && format !== 'json') throw usageError('db', `-o takes text or json, not ${format}.`);
    const catalogue = await readCatalogue(files);
    const now = systemClock(context.environment['SOURCE_DATE_EPOCH']).now();
    context.out(
      format === 'json' ? `${JSON.stringify(catalogue, undefined, 2)}\n` : databaseStatus(catalogue, files.place, now),
    );
    return 0;
  },
};

async function runImport(paths: readonly string[], files: OwnFiles, context: CommandContext): Promise<number> {
  if (paths.length === 0) throw usageError('db', 'import takes the files or directories of the advisories.');
  const archives = paths.flatMap((path) => archivesAt(path, context.directory));
  const clock = systemClock(context.environment['SOURCE_DATE_EPOCH']);
  let isWhole = true;
  for await (const imported of importAdvisories(archives, { sources: byteFiles, files, clock })) {
    isWhole = tell(imported, context) && isWhole;
  }
  return isWhole ? 0 : 3;
}

/** Enough for every ecosystem, with what else may lie there. */
const MAX_FILES = 100_000;

function archivesAt(path: string, directory: string): readonly AdvisoryArchive[] {
  const from = resolve(directory, path);
  const isDirectory = statSync(from, { throwIfNoEntry: false })?.isDirectory() === true;
  const files = isDirectory
    ? nodeWorkspace(from)
        .filesBelow('.', MAX_FILES)
        .map((name) => join(from, name))
    : [from];
  const wanted = isDirectory ? files.filter((file) => /[\\/]all\.zip$/.test(file)) : files;
  const archives = wanted.flatMap((file) => archiveAt(file) ?? []);
  if (archives.length === 0) throw new UserError(problemOf(advisoryErrors, 'PL_E_ADVISORIES_ABSENT', { place: path }));
  return archives;
}

/** Says what came of an archive, and whether all of it was read. */
function tell(imported: ImportedArchive, { out, err }: CommandContext): boolean {
  const { source } = imported.archive;
  if ('problem' in imported) {
    err(problemText({ ...imported.problem, message: printable(imported.problem.message) }));
    return false;
  }
  const { records, faults } = imported;
  out(`${printable(source)}: ${plural(records, 'record')}\n`);
  for (const { file, why } of faults) err(`plimsoll: ${printable(`${source}: ${file}: ${why}`)}\n`);
  return faults.length === 0;
}
