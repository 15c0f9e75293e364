// @ts-check
// Runs plimsoll over what the inputs of the action name, and leaves its reports for the steps after it.

import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBase } from './base.mjs';
import { ActionError, output, read, readChoice, readLines, readRequired, runStep } from './runner.mjs';
import { shorten } from './shorten.mjs';

/** Exit codes with a report, and their verdicts. */
const VERDICTS = new Map([
  [0, 'passed'],
  [1, 'blocked'],
  [3, 'incomplete'],
]);

/** Which exit codes are no failure. */
const ACCEPTED = { incomplete: [0], blocked: [0, 3], never: [0, 1, 3] };

// https://docs.github.com/actions, "Job summaries": 1 MiB a step.
const SUMMARY_BYTES = 1024 * 1024;

await runStep(() => {
  const failOn = readChoice('PLIMSOLL_FAIL_ON', 'fail-on', ['incomplete', 'blocked', 'never']);
  const judged = judgedArguments();
  const against = againstArguments();
  const folder = mkdtempSync(join(readRequired('RUNNER_TEMP'), 'plimsoll-report-'));
  const file = (/** @type {string} */ name) => join(folder, name);

  const ended = withoutCommands(() =>
    plimsoll(
      [
        ...judged.options,
        ...against,
        '--output=text',
        `--output=json=${file('report.json')}`,
        `--output=github=${file('annotations')}`,
        `--output=markdown=${file('report.md')}`,
        // Code scanning itself tells old from new, and takes what is missing for mended: it gets everything.
        ...(against.length === 0 ? [`--output=sarif=${file('report.sarif')}`] : []),
        ...judged.paths,
      ],
      'inherit',
    ),
  );
  // Node.js itself ends with 1 where it finds no program: without a report there is no verdict.
  const code = VERDICTS.has(ended) && !existsSync(file('report.json')) ? 4 : ended;
  const verdict = VERDICTS.get(code);
  if (verdict !== undefined && against.length > 0)
    plimsoll([...judged.options, `--output=sarif=${file('report.sarif')}`, ...judged.paths], 'ignore');

  output('exit-code', code);
  output('conclusion', ACCEPTED[failOn].includes(code) ? 0 : code);
  if (verdict === undefined) {
    process.exitCode = code;
    return;
  }
  output('verdict', verdict);
  output('report', file('report.json'));
  output('sarif', file('report.sarif'));
  output('markdown', file('report.md'));
  process.stdout.write(readFileSync(file('annotations'), 'utf8'));
  const summary = read('GITHUB_STEP_SUMMARY');
  if (summary !== '') appendFileSync(summary, shorten(readFileSync(file('report.md'), 'utf8'), SUMMARY_BYTES));
});

/** What is the same in every run. `--` keeps a path that begins with a hyphen a path. */
function judgedArguments() {
  const command = readChoice('PLIMSOLL_COMMAND', 'command', ['check', 'gate']);
  const paths = readLines('PLIMSOLL_PATHS');
  if (paths.length === 0) throw new ActionError('paths names no file and no directory.');
  const options = readLines('PLIMSOLL_OPTIONS');
  const odd = options.find((option) => !/^--[a-z]/.test(option));
  if (odd !== undefined)
    throw new ActionError(`options has one option a line, as --profile=baseline, not ${JSON.stringify(odd)}.`);
  return { options: [command, ...options, ...policyArguments()], paths: ['--', ...paths] };
}

function againstArguments() {
  const against = read('PLIMSOLL_AGAINST');
  if (against === 'none') return [];
  const base = against === 'base' ? findBase() : against;
  return base === undefined || base === '' ? [] : [`--against=${base}`];
}

function policyArguments() {
  const policy = read('PLIMSOLL_POLICY');
  const from = readChoice('PLIMSOLL_POLICY_FROM', 'policy-from', ['head', 'base']);
  const base = from === 'base' ? findBase() : undefined;
  if (base === undefined) return policy === '' ? [] : [`--policy=${policy}`];
  return [`--policy=${policyOf(base, policy === '' ? 'plimsoll.yaml' : policy)}`];
}

/** The policy file as it is at a commit, with the files beside it that it extends. @param {string} commit @param {string} policy */
function policyOf(commit, policy) {
  const folder = join(mkdtempSync(join(readRequired('RUNNER_TEMP'), 'plimsoll-base-')), 'tree');
  const { status } = spawnSync(
    'git',
    ['-c', 'core.hooksPath=/dev/null', 'worktree', 'add', '--detach', folder, commit],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  if (status !== 0) throw new ActionError(`The base ${commit} could not be checked out.`);
  const path = join(folder, policy);
  if (!existsSync(path))
    throw new ActionError(`The base of the pull request has no ${policy}: merge the policy first.`);
  return path;
}

/** @param {readonly string[]} parameters @param {'inherit' | 'ignore'} stdout @returns {number} the exit code, 4 where there is none */
function plimsoll(parameters, stdout) {
  const program = readRequired('PLIMSOLL_PROGRAM');
  return spawnSync(process.execPath, [program, ...parameters], { stdio: ['ignore', stdout, 'inherit'] }).status ?? 4;
}

/**
 * Shows what is printed in the log without reading it as workflow commands: the report shows lines of the manifests.
 *
 * @param {() => number} run
 */
function withoutCommands(run) {
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n`);
  const code = run();
  process.stdout.write(`::${token}::\n`);
  return code;
}
