// @ts-check
// Puts the npm package at one exact version into a folder of its own, or takes the action's checkout where that is built.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ActionError, output, read, readRequired, runStep } from './runner.mjs';

// Neither a tag nor a range, a path, a URL or an option: what is installed is the same tomorrow.
const EXACT = /^\d{1,6}\.\d{1,6}\.\d{1,6}(?:-[0-9A-Za-z.-]{1,64})?$/;
const OPTIONS = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
const OLDEST_NODE = 22;

await runStep(() => {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE)
    throw new ActionError(
      `Node.js ${process.versions.node} is too old: put actions/setup-node with 24 before this step.`,
    );
  const action = readRequired('GITHUB_ACTION_PATH');
  const asked = read('PLIMSOLL_VERSION');
  const built = join(action, 'dist', 'cli', 'plimsoll.js');
  output('program', asked === '' && existsSync(built) ? built : install(asked === '' ? versionOf(action) : asked));
});

/** @param {string} version */
function install(version) {
  if (!EXACT.test(version))
    throw new ActionError(`version is one exact version, as 1.2.3, not ${JSON.stringify(version)}.`);
  // A folder of its own: the .npmrc of the repository that is judged must not name the registry.
  const folder = mkdtempSync(join(readRequired('RUNNER_TEMP'), 'plimsoll-'));
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  // npm is a script on Windows and needs a shell there; the version holds nothing that a shell reads.
  const { status, error } = spawnSync('npm', ['install', ...OPTIONS, `plimsoll@${version}`], {
    cwd: folder,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (error !== undefined || status !== 0) throw new ActionError(`plimsoll@${version} could not be installed.`);
  return join(folder, 'node_modules', 'plimsoll', 'dist', 'cli', 'plimsoll.js');
}

/** @param {string} action */
function versionOf(action) {
  return String(JSON.parse(readFileSync(join(action, 'package.json'), 'utf8')).version);
}
