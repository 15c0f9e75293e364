import { problemOf, UserError } from '../core/errors.ts';
import type { Rule } from '../evidence/rule.ts';
import { rules as allRules } from '../rules/all.ts';
import { policyErrors } from './errors.ts';
import { chainOf } from './file/chain.ts';
import { lockFaults, locksOf } from './file/locks.ts';
import { mergeLayers, policyOf } from './file/merge.ts';
import type { PolicySource, ReadExtended } from './file/source.ts';
import type { Policy } from './policy.ts';

export type { PolicySource, ReadExtended } from './file/source.ts';
export { profilePolicy } from './profile.ts';

/**
 * Reads a policy file, with those that it extends when `read` gives them. Everything that is wrong with a file is told at once, in one
 * `UserError`.
 */
export function loadPolicy(
  source: PolicySource,
  rules: readonly Rule[] = allRules,
  read: ReadExtended = nothingToRead,
): Policy {
  const layers = chainOf(source, rules, read);
  const merged = mergeLayers(layers, rules);
  const locks = locksOf(layers, rules);
  for (const layer of layers) {
    const faults = lockFaults(layer, locks, merged)
      .toSorted((x, y) => layer.lineOf(x.path) - layer.lineOf(y.path))
      .map((fault) => layer.describe(fault));
    if (faults.length > 0) {
      throw new UserError(problemOf(policyErrors, 'PL_E_POLICY_LOCKED', { file: layer.source.path, faults }));
    }
  }
  const floors = Map.groupBy(locks, ({ rule }) => rule.id);
  return policyOf(merged, layers, floors);
}

function nothingToRead(file: string, { path }: PolicySource): PolicySource {
  throw new UserError(problemOf(policyErrors, 'PL_E_POLICY_EXTENDS_UNREAD', { file, path }));
}
