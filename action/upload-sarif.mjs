// @ts-check
// Uploads the SARIF report: https://docs.github.com/rest/code-scanning, "Upload an analysis as SARIF data".

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { askGitHub, isFromFork } from './github.mjs';
import { annotate, readRequired, runStep } from './runner.mjs';

await runStep(async () => {
  if (isFromFork()) {
    annotate('notice', 'Nothing was uploaded to code scanning: the token of a pull request from a fork may only read.');
    return;
  }
  await askGitHub('POST', 'code-scanning/sarifs', {
    commit_sha: readRequired('GITHUB_SHA'),
    ref: readRequired('GITHUB_REF'),
    sarif: gzipSync(readFileSync(readRequired('PLIMSOLL_SARIF'))).toString('base64'),
    tool_name: 'Plimsoll',
  });
});
