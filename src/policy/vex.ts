import type { AppliedException } from '../core/finding.ts';
import type { VexWord } from '../core/vex.ts';
import type { Reported } from '../evidence/reported.ts';
import type { Policy, RuleSetting, VexPolicy } from './policy.ts';

/**
 * Whose findings VEX only notes where no file of the policy says otherwise: a flaw that is used by attackers is accepted by somebody who answers for it, by
 * name and with a last day, and not by a document that has neither.
 */
const NOTED: ReadonlySet<string> = new Set(['image/known-exploited-vulnerability']);

/** Whether the statements of an author count. */
export function trusts({ vex }: Pick<Policy, 'vex'>, author: string): boolean {
  return vex === undefined || vex.authors.every((authors) => authors.has(author));
}

/** What VEX does to a finding: accepts it, or would and may not. Where it says that the flaw is there, or is still being looked for, nothing. */
export function vexOutcome(
  { rule, vulnerability }: Reported,
  { floors = [] }: RuleSetting,
  vex: VexPolicy | undefined,
): { readonly exception: AppliedException } | { readonly refusal: string } | undefined {
  const word = vulnerability?.vex;
  if (word === undefined || (word.status !== 'not_affected' && word.status !== 'fixed')) return undefined;
  const { status, justification, says: reason, author, file, place, except } = word;
  if (except.length > 0) return { refusal: `${saidBy(word)}, and says nothing of ${listOf(except)}.` };
  if ((vex?.noted ?? NOTED).has(rule.id))
    return { refusal: `${saidBy(word)}; findings of ${rule.id} are accepted by an exception alone.` };
  const lock = floors.find(({ vexFiles }) => vexFiles?.has(file) !== true);
  if (lock !== undefined)
    return { refusal: `${saidBy(word)}; ${lock.place} locks ${rule.id}, and no file there names ${file}.` };
  return { exception: { source: 'vex', status, justification, reason, author, file, place } };
}

function saidBy({ status, author, file }: VexWord): string {
  return `VEX of ${author || 'nobody named'} (${file}) says that it is ${status.replace('_', ' ')}`;
}

/** A source may have hundreds of packages. */
function listOf(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
