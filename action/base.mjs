// @ts-check
import { spawnSync } from 'node:child_process';
import { ActionError, readEvent } from './runner.mjs';

/**
 * The commit that a pull request is compared with: the first parent of the merge that GitHub checks out, or the head of its
 * base branch. Nothing is fetched: the action needs no right to.
 *
 * @returns {string | undefined} undefined where there is no base: a push, a schedule
 */
export function findBase() {
  const event = readEvent();
  const sha = event.pull_request?.base?.sha ?? event.merge_group?.base_sha;
  if (sha === undefined) return undefined;
  if (typeof sha !== 'string' || !/^[0-9a-f]{40,64}$/.test(sha))
    throw new ActionError('The event names no commit as the base of the pull request.');
  const base = parentOfMerge(event.pull_request?.head?.sha) ?? commitOf(sha);
  if (base === undefined)
    throw new ActionError(
      `The base ${sha} is not in the clone: give actions/checkout fetch-depth 2 or 0, or this action against: none.`,
    );
  return base;
}

/** @param {unknown} head @returns {string | undefined} what GitHub merged the head of the pull request into */
function parentOfMerge(head) {
  const merged = commitOf('HEAD^2');
  return merged !== undefined && merged === head ? commitOf('HEAD^1') : undefined;
}

/** @param {string} revision @returns {string | undefined} */
function commitOf(revision) {
  const { status, stdout } = spawnSync('git', ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 ? stdout.trim() : undefined;
}
