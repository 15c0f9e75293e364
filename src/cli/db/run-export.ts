import { resolve } from 'node:path';
import { writeBundle } from '../../advisories/bundle/write-bundle.ts';
import { filesOf, readCatalogue } from '../../advisories/database/catalogue.ts';
import type { OwnFiles } from '../../core/ports.ts';
import { writeWhole } from '../../host/write-whole.ts';
import { printable } from '../../report/excerpt/printable.ts';
import { plural } from '../../report/shown/plural.ts';
import type { CommandContext, CommandInput } from '../command.ts';
import { usageError } from '../errors.ts';

/** `plimsoll db export`: writes the database as one file. */
export async function runExport(input: CommandInput, files: OwnFiles, context: CommandContext): Promise<number> {
  const [, path, ...more] = input.arguments;
  if (path === undefined || more.length > 0) throw usageError('db', 'export takes one file to write.');
  const catalogue = await readCatalogue(files);
  if (filesOf(catalogue).length === 0)
    throw usageError('db', 'There are no advisories to export: `plimsoll db update` brings them.');
  await writeWhole(resolve(context.directory, path), writeBundle(files, catalogue));
  const count = Object.keys(catalogue.sources).length;
  const feeds = Object.keys(catalogue.feeds).length;
  const beside = feeds === 0 ? '' : ` and ${plural(feeds, 'feed')}`;
  context.out(`${printable(path)}: the advisories of ${plural(count, 'ecosystem')}${beside}\n`);
  return 0;
}
