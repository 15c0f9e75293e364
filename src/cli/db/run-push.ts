import { filesOf, readCatalogue } from '../../advisories/database/catalogue.ts';
import type { OwnFiles } from '../../core/ports.ts';
import { pushAdvisories } from '../../gate/advisories/push-advisories.ts';
import { printable } from '../../report/excerpt/printable.ts';
import { plural } from '../../report/shown/plural.ts';
import type { CommandContext, CommandInput } from '../command.ts';
import { usageError } from '../errors.ts';
import { imagePlacesOf } from '../image/image-places-of.ts';
import { artifactReference } from './artifact-reference.ts';

/** `plimsoll db push`: publishes the database. */
export async function runPush(input: CommandInput, files: OwnFiles, context: CommandContext): Promise<number> {
  const [, place, ...more] = input.arguments;
  if (place === undefined || more.length > 0)
    throw usageError('db', 'push takes one place to write to, as oci://REGISTRY/PATH:TAG.');
  const reference = artifactReference(place);
  const catalogue = await readCatalogue(files);
  const all = filesOf(catalogue).length;
  if (all === 0) throw usageError('db', 'There are no advisories to push: `plimsoll db update` brings them.');
  const { registry } = await imagePlacesOf('db', input, context);
  const { digest, uploaded } = await pushAdvisories(reference, catalogue, { registry, files });
  context.out(`${printable(reference)}: ${plural(all, 'file')}, ${uploaded} uploaded, ${digest}\n`);
  return 0;
}
