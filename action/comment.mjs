// @ts-check
// Keeps one comment on the pull request current: https://docs.github.com/rest/issues/comments.

import { readFileSync } from 'node:fs';
import { askGitHub, isFromFork } from './github.mjs';
import { annotate, readEvent, readRequired, runStep } from './runner.mjs';
import { shorten } from './shorten.mjs';

const MARK = '<!-- plimsoll -->';
// GitHub refuses a comment of more than 65,536 characters.
const LONGEST = 65_000;
const PAGE = 100;
const PAGES = 20;

await runStep(async () => {
  const number = readEvent().pull_request?.number;
  if (number === undefined) return;
  if (isFromFork()) {
    annotate('notice', 'No comment was written: the token of a pull request from a fork may only read.');
    return;
  }
  const comment = await findComment(number);
  // The report may begin with the mark itself, and is cut where it is long: the comment begins with it in any case.
  const report = readFileSync(readRequired('PLIMSOLL_MARKDOWN'), 'utf8').replace(`${MARK}\n`, '');
  const body = `${MARK}\n${shorten(report, LONGEST)}`;
  if (comment !== undefined) await askGitHub('PATCH', `issues/comments/${comment}`, { body });
  else if (readRequired('PLIMSOLL_VERDICT') !== 'passed')
    await askGitHub('POST', `issues/${number}/comments`, { body });
});

/** Only a comment that a program wrote: anybody can write the mark, and would then own what stands there. @param {number} number */
async function findComment(number) {
  for (let page = 1; page <= PAGES; page += 1) {
    const answer = await askGitHub('GET', `issues/${number}/comments?per_page=${PAGE}&page=${page}`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the shape is GitHub's, which versions it
    const comments = /** @type {{ id: number, body?: string, user?: { type?: string } }[]} */ (answer);
    const own = comments.find(({ body, user }) => user?.type === 'Bot' && body?.startsWith(MARK));
    if (own !== undefined) return own.id;
    if (comments.length < PAGE) return undefined;
  }
  return undefined;
}
