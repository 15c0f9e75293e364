import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Runner } from './step.ts';

let runner = new Runner();
beforeEach(() => {
  runner = new Runner();
});
afterEach(() => {
  runner.remove();
});

test.each([
  'latest',
  '^1.0.0',
  '1',
  '../evil',
  'file:evil',
  'https://example.com/evil.tgz',
  '1.0.0 --registry=https://example.com',
  '1.0.0;touch owned',
  '1.0.0-$(touch owned)',
  '--ignore-scripts=false',
])('version %j is refused, and nothing is installed', async (version) => {
  const { status, log } = await runner.step('install.mjs', { PLIMSOLL_VERSION: version });
  expect(log).toContain('::error title=Plimsoll::version is one exact version');
  expect(status).toBe(2);
  expect(existsSync(join(runner.workspace, 'owned'))).toBe(false);
});

test('a checkout that is built runs itself', async () => {
  const program = runner.write('action/dist/cli/plimsoll.js', '');
  const action = join(runner.folder, 'action');
  const { outputs } = await runner.step('install.mjs', { PLIMSOLL_VERSION: '', GITHUB_ACTION_PATH: action });
  expect(outputs.get('program')).toBe(program);
});

// The stand-in is a shell script.
test.skipIf(process.platform === 'win32')(
  'npm is asked for the version of the action alone, beside the repository and its settings',
  async () => {
    const record = join(runner.folder, 'npm-calls');
    runner.write('bin/npm', `#!/bin/sh\npwd > "${record}"\nprintf '%s\\n' "$@" >> "${record}"\n`);
    chmodSync(join(runner.folder, 'bin/npm'), 0o755);
    runner.write('workspace/.npmrc', 'registry=https://example.com/\n');
    runner.write('action/package.json', '{ "version": "0.1.0" }');
    const action = join(runner.folder, 'action');
    const path = `${join(runner.folder, 'bin')}:/usr/bin:/bin`;
    const { status } = await runner.step('install.mjs', {
      PLIMSOLL_VERSION: '',
      GITHUB_ACTION_PATH: action,
      PATH: path,
    });
    const [folder, ...parameters] = readFileSync(record, 'utf8').trimEnd().split('\n');
    expect(status).toBe(0);
    expect(folder).toContain(join(runner.folder, 'temp'));
    expect(parameters).toContain('--ignore-scripts');
    expect(parameters.at(-1)).toBe('plimsoll@0.1.0');
  },
);
