import { readCatalogue } from '../../advisories/database/catalogue.ts';
import type { OwnFiles } from '../../core/ports.ts';
import { systemClock } from '../../host/system-clock.ts';
import type { Command, CommandContext, CommandInput } from '../command.ts';
import { databaseFiles } from '../database-place.ts';
import { databaseStatus } from '../database-status.ts';
import { usageError } from '../errors.ts';
import { databaseOption, placeOptions } from '../image/option-declarations.ts';

export const command: Command = {
  summary: 'Bring advisories onto this machine, or tell what is there and how old it is',
  arguments: [
    {
      name: '<action>',
      description:
        'update fetches what changed, import reads files, export writes one file for another machine, pull and push take from a registry and write to it, status tells what is there',
      choices: ['update', 'import', 'export', 'pull', 'push', 'status'],
    },
    {
      name: '[argument...]',
      description:
        'update: ecosystems, as Debian or npm, and the feeds kev, epss and eol (default: all feeds, and the ecosystems that are there); import: all.zip files of the OSV bucket, directories that hold them or single records, known exploited vulnerabilities, EPSS scores, the products of endoflife.date, or what export wrote; export: the file to write; pull: oci://REGISTRY/PATH:TAG, then ecosystems with or without a release (default: all); push: oci://REGISTRY/PATH:TAG',
    },
  ],
  options: [
    databaseOption,
    {
      flags: '--from <place>',
      description:
        'where update finds ECOSYSTEM/all.zip and the feeds: the URL of a mirror of the OSV bucket, or a directory; or an artifact, as oci://REGISTRY/PATH:TAG; import takes it as one more file or directory',
    },
    { flags: '--all', description: 'update fetches every ecosystem that there is' },
    {
      flags: '--max-archive-bytes <bytes>',
      description: 'the largest archive that update fetches (default: 1073741824)',
    },
    { flags: '--no-details', description: 'pull leaves out what advisories tell people: summaries and references' },
    ...placeOptions,
    { flags: '-o, --output <format>', description: 'the format of status: text or json (default: text)' },
  ],
  examples: [
    {
      run: 'plimsoll db update Debian npm kev epss',
      does: 'fetches the advisories of Debian and npm, which vulnerabilities are exploited, and how likely others are to be',
    },
    { run: 'plimsoll db update', does: 'fetches what changed of the feeds and the ecosystems that are there' },
    {
      run: 'plimsoll db import osv/',
      does: 'reads osv/Debian/all.zip, osv/npm/GHSA-35jh-r3h4-6jhm.json, osv/known_exploited_vulnerabilities.json and so on',
    },
    { run: 'plimsoll db export advisories.tar', does: 'writes all of it as one file, which import takes elsewhere' },
    {
      run: 'plimsoll db pull oci://registry.example.com/security/advisories:1 Debian:12 npm',
      does: 'takes the advisories of two ecosystems from a registry, and of these what changed',
    },
    { run: 'plimsoll db status', does: 'tells which ecosystems are there, and how old they are' },
  ],
  async run(input, context) {
    const [action] = input.arguments;
    const files = databaseFiles('db', input, context);
    if (action === 'import') return (await import('../db/run-import.ts')).runImport(input, files, context);
    if (action === 'update') return (await import('../db/run-update.ts')).runUpdate(input, files, context);
    if (action === 'pull') return (await import('../db/run-pull.ts')).runPull(input, files, context);
    if (action === 'push') return (await import('../db/run-push.ts')).runPush(input, files, context);
    if (action === 'export') return (await import('../db/run-export.ts')).runExport(input, files, context);
    return runStatus(input, files, context);
  },
};

async function runStatus(input: CommandInput, files: OwnFiles, context: CommandContext): Promise<number> {
  const format = input.value('output') ?? 'text';
  if (format !== 'text' && format !== 'json') throw usageError('db', `-o takes text or json, not ${format}.`);
  const catalogue = await readCatalogue(files);
  const now = systemClock(context.environment['SOURCE_DATE_EPOCH']).now();
  context.out(
    format === 'json' ? `${JSON.stringify(catalogue, undefined, 2)}\n` : databaseStatus(catalogue, files.place, now),
  );
  return 0;
}
