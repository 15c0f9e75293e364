import type { AddedRecords } from '../../advisories/database/add-record.ts';
import type { Problem } from '../../core/errors.ts';
import type { UpdatedFeed } from '../../gate/advisories/update-feeds.ts';
import { printable } from '../../report/excerpt/printable.ts';
import { plural } from '../../report/shown/plural.ts';
import type { CommandContext } from '../command.ts';
import { problemText } from '../errors.ts';
import { feedText, feedTitle } from './feed-text.ts';

/** What came of the archive of an ecosystem. */
export type Told = AddedRecords | { readonly state: 'unchanged' } | { readonly problem: Problem };

/** Says what came of an archive, and whether all of it was read. */
export function tellTaken(source: string, told: Told, { out, err }: CommandContext): boolean {
  if ('problem' in told) {
    err(problemText({ ...told.problem, message: printable(told.problem.message) }));
    return false;
  }
  if ('state' in told) {
    out(`${printable(source)}: ${told.state}\n`);
    return true;
  }
  const { records, faults } = told;
  out(`${printable(source)}: ${plural(records, 'record')}\n`);
  for (const { file, why } of faults) err(`plimsoll: ${printable(`${source}: ${file}: ${why}`)}\n`);
  return faults.length === 0;
}

/** Says what came of a feed, and whether it is up to date. */
export function tellFeed(updated: UpdatedFeed, { out, err }: CommandContext): boolean {
  if ('problem' in updated) {
    err(problemText({ ...updated.problem, message: printable(updated.problem.message) }));
    return false;
  }
  const { feed } = updated;
  out(`${'state' in updated ? `${feedTitle(feed)}: ${updated.state}` : feedText(feed, updated.entries)}\n`);
  return true;
}
