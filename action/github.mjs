// @ts-check
import { ActionError, read, readEvent, readRequired } from './runner.mjs';

/**
 * Asks the API of GitHub.
 *
 * @param {'GET' | 'POST' | 'PATCH'} method
 * @param {string} path below the repository
 * @param {object} [body]
 * @returns {Promise<unknown>} what it answered
 */
export async function askGitHub(method, path, body) {
  const api = read('GITHUB_API_URL') || 'https://api.github.com';
  const response = await fetch(`${api}/repos/${readRequired('GITHUB_REPOSITORY')}/${path}`, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${readRequired('PLIMSOLL_TOKEN')}`,
      'content-type': 'application/json',
      'user-agent': 'plimsoll-action',
      'x-github-api-version': '2022-11-28',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await response.text();
  if (!response.ok)
    throw new ActionError(`GitHub answered ${response.status} to ${method} ${path}: ${answer.slice(0, 300)}`);
  return JSON.parse(answer);
}

/** Whether this is a pull request of a fork, whose token may only read. */
export function isFromFork() {
  const { pull_request: pullRequest } = readEvent();
  if (pullRequest === undefined) return false;
  return pullRequest.head?.repo?.full_name !== readRequired('GITHUB_REPOSITORY');
}
