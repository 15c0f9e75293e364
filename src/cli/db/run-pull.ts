import type { Catalogue } from '../../advisories/database/catalogue.ts';
import { isOfRelease } from '../../advisories/database/shard-kind.ts';
import { advisoryErrors } from '../../advisories/errors.ts';
import { problemOf } from '../../core/errors.ts';
import type { OwnFiles } from '../../core/ports.ts';
import { type PulledAdvisories, pullAdvisories } from '../../gate/advisories/pull-advisories.ts';
import { printable } from '../../report/excerpt/printable.ts';
import { plural } from '../../report/shown/plural.ts';
import type { CommandContext, CommandInput } from '../command.ts';
import { problemText, usageError } from '../errors.ts';
import { imagePlacesOf } from '../image/image-places-of.ts';
import { artifactReference } from './artifact-reference.ts';
import { checkEcosystems } from './ecosystem-names.ts';
import { feedLines } from './feed-text.ts';

/** `plimsoll db pull`: takes advisories from where somebody published them. */
export async function runPull(input: CommandInput, files: OwnFiles, context: CommandContext): Promise<number> {
  const [, reference, ...names] = input.arguments;
  if (reference === undefined)
    throw usageError('db', 'pull takes where the advisories are, as oci://REGISTRY/PATH:TAG.');
  checkEcosystems(names);
  const { registry } = await imagePlacesOf('db', input, context);
  const from = artifactReference(reference);
  return tellPulled(
    from,
    await pullAdvisories({ reference: from, names, details: input.flag('details') }, { registry, files }),
    context,
  );
}

/** Says what was pulled, and gives the exit code. */
export function tellPulled(
  reference: string,
  { catalogue, absent, fetched }: PulledAdvisories,
  { out, err }: CommandContext,
): number {
  for (const line of [...linesOf(catalogue), ...feedLines(catalogue)]) out(line);
  out(`${plural(fetched, 'file')} fetched from ${printable(reference)}\n`);
  for (const name of absent) {
    const why = `it has none of ${printable(name)}`;
    err(problemText(problemOf(advisoryErrors, 'PL_E_ADVISORY_ARTIFACT', { reference: `oci://${reference}`, why })));
  }
  return absent.length === 0 ? 0 : 3;
}

/** A line for each source. */
function linesOf({ sources, shards }: Catalogue): readonly string[] {
  return Object.keys(sources).map((name) => {
    const releases = Object.entries(shards).filter(
      ([shard, { source }]) => source === name && isOfRelease(shard),
    ).length;
    return `${printable(name)}: ${plural(releases, 'release')}\n`;
  });
}
