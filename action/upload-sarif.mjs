// @ts-check
// Uploads the SARIF report: https://docs.github.com/rest/code-scanning, "Upload an analysis as SARIF data".

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { askGitHub, isFromFork } from './github.mjs';
import { annotate, read, readRequired, runStep } from './runner.mjs';

/**
 * The parts of SARIF that are read or written here.
 *
 * @typedef {{ partialFingerprints?: Record<string, string> }} Result
 * @typedef {{ runs: { results?: Result[], automationDetails?: { id: string } }[] }} Sarif
 */

await runStep(async () => {
  if (isFromFork()) {
    annotate('notice', 'Nothing was uploaded to code scanning: the token of a pull request from a fork may only read.');
    return;
  }
  await askGitHub('POST', 'code-scanning/sarifs', {
    commit_sha: readRequired('GITHUB_SHA'),
    ref: readRequired('GITHUB_REF'),
    sarif: gzipSync(forCodeScanning(readFileSync(readRequired('PLIMSOLL_SARIF'), 'utf8'))).toString('base64'),
    tool_name: 'Plimsoll',
  });
});

/**
 * What GitHub's own upload adds: the fingerprint by which an alert is known again, here the id of the finding, which
 * does not change with its line; and a category for each job, whose analyses replace one another.
 *
 * @param {string} text
 */
function forCodeScanning(text) {
  /** @type {Sarif} */
  const sarif = JSON.parse(text);
  const runs = sarif.runs.map((run) => ({
    automationDetails: { id: `plimsoll:${read('GITHUB_JOB')}/` },
    ...run,
    ...(run.results === undefined ? {} : { results: run.results.map(withFingerprint) }),
  }));
  return JSON.stringify({ ...sarif, runs });
}

/** @param {Result} result */
function withFingerprint(result) {
  const id = result.partialFingerprints?.['plimsollFindingId/v1'];
  if (id === undefined) return result;
  return { ...result, partialFingerprints: { primaryLocationLineHash: `${id}:1`, ...result.partialFingerprints } };
}
