import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ROOT } from '../repository.ts';
import { jobOf, runJob } from './gitlab-job.ts';
import { judgeInputs, Runner, type StepResult } from './step.ts';

const PROGRAM = join(ROOT, 'src', 'cli', 'bin.ts');

let runner = new Runner();
beforeEach(() => {
  runner = new Runner();
  runner.git('init', '-q');
});
afterEach(() => {
  runner.remove();
});

function put(example: string, folder: string): void {
  cpSync(join(ROOT, 'examples', example), join(runner.workspace, folder), { recursive: true });
}

async function judge(given: Readonly<Record<string, string>>, event = '{}'): Promise<StepResult> {
  const path = runner.write('event.json', event);
  return runner.step('judge.mjs', { ...judgeInputs(PROGRAM, given), GITHUB_EVENT_PATH: path });
}

function linesOf(log: string): readonly string[] {
  return log.split('\n').filter((line) => /^::(?:error|warning) file=/.test(line));
}

describe('the action with plimsoll itself', { timeout: 60_000 }, () => {
  test.each([
    ['shop-faulty', 'blocked'],
    ['shop-mended', 'passed'],
  ])('%s is %s, with every report', async (example, verdict) => {
    put(example, 'k8s');
    const { outputs, status } = await judge({ PLIMSOLL_PATHS: 'k8s' });
    expect(status).toBe(0);
    expect(outputs.get('verdict')).toBe(verdict);
    for (const name of ['report', 'sarif', 'markdown']) expect(existsSync(outputs.get(name) ?? '')).toBe(true);
    expect(JSON.parse(readFileSync(outputs.get('sarif') ?? '', 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(runner.summary()).toContain(verdict);
  });

  test('annotates lines of the pull request', async () => {
    put('shop-faulty', 'k8s');
    const { log } = await judge({ PLIMSOLL_PATHS: 'k8s' });
    expect(linesOf(log).some((line) => line.includes('file=k8s/cart.yaml,line=30'))).toBe(true);
  });

  test('a pull request is judged by what it adds', async () => {
    put('shop-faulty', 'k8s/old');
    runner.git('add', '-A');
    runner.git('commit', '-q', '-m', 'the past');
    const base = runner.git('rev-parse', 'HEAD');
    runner.commit('README.md', 'a change\n');
    const event = JSON.stringify({ pull_request: { base: { sha: base }, head: { sha: base } } });
    const { outputs, log } = await judge({ PLIMSOLL_PATHS: 'k8s' }, event);
    expect(outputs.get('verdict')).toBe('passed');
    expect(linesOf(log)).toEqual([]);
    // Code scanning compares by itself.
    const sarif = readFileSync(outputs.get('sarif') ?? '', 'utf8');
    expect(sarif).toContain('secrets/credential-in-environment');
  });
});

describe.skipIf(process.platform === 'win32')('the GitLab job with plimsoll itself', { timeout: 60_000 }, () => {
  test.each([
    ['shop-faulty', 1],
    ['shop-mended', 0],
  ])('%s ends with %i, and leaves every report that the job keeps', (example, status) => {
    put(example, 'k8s');
    const ended = runJob(runner, PROGRAM, { paths: 'k8s' });
    expect(ended.status).toBe(status);
    const { reports, paths } = jobOf().artifacts;
    const missing = [...Object.values(reports), ...paths].filter((file) => !existsSync(join(runner.workspace, file)));
    expect(missing).toEqual([]);
    const quality = readFileSync(join(runner.workspace, 'gl-code-quality-report.json'), 'utf8');
    expect((JSON.parse(quality) as readonly unknown[]).length > 0).toBe(status === 1);
  });
});
