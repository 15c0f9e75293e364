import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isInstalled } from '../programs.ts';
import { readText } from '../repository.ts';
import { interpolate, jobOf, runJob, spec } from './gitlab-job.ts';
import { Runner } from './step.ts';

test('it is a header with inputs and one job', () => {
  expect(loadAll(readText('templates/plimsoll.yml'))).toHaveLength(2);
  expect(Object.keys(load(interpolate()) as object)).toEqual(['plimsoll']);
});

test('its default version is that of the package', () => {
  const { version } = JSON.parse(readText('package.json')) as { version: string };
  expect(spec.inputs['version']?.default).toBe(version);
});

// The script is for the shell of a Linux image.
describe.skipIf(process.platform === 'win32')('its script', () => {
  let runner = new Runner();
  beforeEach(() => {
    runner = new Runner();
  });
  afterEach(() => {
    runner.remove();
  });

  test.each([
    [0, 0],
    [1, 1],
    [3, 3],
    [2, 2],
    [4, 4],
  ])('ends with %i as plimsoll does', (code, status) => {
    expect(runJob(runner, runner.recorder(code)).status).toBe(status);
  });

  test('writes every report that the job keeps', () => {
    runJob(runner, runner.recorder(1));
    const { reports, paths } = jobOf().artifacts;
    const files = [...Object.values(reports), ...paths];
    expect(files.filter((file) => !existsSync(join(runner.workspace, file)))).toEqual([]);
  });

  test('judges what a merge request adds, and reports everything', () => {
    runJob(runner, runner.recorder(1), {}, { CI_MERGE_REQUEST_DIFF_BASE_SHA: 'c0ffee' });
    const [all = [], added = []] = runner.calls();
    expect(all).toContain('--output=gitlab=gl-code-quality-report.json');
    expect(all).not.toContain('--against=c0ffee');
    expect(added).toContain('--against=c0ffee');
  });

  test.each([
    ['no merge request', {}, {}],
    ['against: none', { against: 'none' }, { CI_MERGE_REQUEST_DIFF_BASE_SHA: 'c0ffee' }],
  ])('judges everything for %s', (_what, given, environment) => {
    runJob(runner, runner.recorder(1), given, environment);
    expect(
      runner
        .calls()
        .flat()
        .filter((parameter) => parameter.startsWith('--against')),
    ).toEqual([]);
  });

  test.each([
    [{ paths: 'k8s charts/*' }, ['--', 'k8s', 'charts/*']],
    [{ paths: '$(touch owned) `touch owned`' }, ['--', '$(touch', 'owned)', '`touch', 'owned`']],
    [{ paths: '--policy=owned' }, ['--', '--policy=owned']],
    [{ policy: "'; touch owned;'" }, ["--policy='; touch owned;'", '--', '.']],
    [{ against: '$(touch owned)' }, ['--against=$(touch owned)', '--', '.']],
  ])('%j is no code', (given, parameters) => {
    runJob(runner, runner.recorder(0), given);
    expect(runner.calls().at(-1)?.slice(-parameters.length)).toEqual(parameters);
    expect(existsSync(join(runner.workspace, 'owned'))).toBe(false);
  });

  test.skipIf(!isInstalled('shellcheck'))('is free of what shellcheck finds (skipped where it is absent)', () => {
    const input = `#!/bin/sh\n${jobOf().script.join('\n')}`;
    const { status, stdout } = spawnSync('shellcheck', ['-'], { input, encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });
});

// PyPI has it: `pipx install check-jsonschema`. It brings GitLab's own schema with it.
test.skipIf(!isInstalled('check-jsonschema'))(
  'is valid by its schema (skipped where check-jsonschema is absent)',
  () => {
    const runner = new Runner();
    const file = runner.write('.gitlab-ci.yml', interpolate());
    const parameters = ['--builtin-schema', 'vendor.gitlab-ci', '--data-transform', 'gitlab-ci', file];
    const { status, stdout } = spawnSync('check-jsonschema', parameters, { encoding: 'utf8' });
    runner.remove();
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'ok -- validation done\n' });
  },
);
