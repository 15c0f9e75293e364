import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { judgeInputs, Runner, type StepResult } from './step.ts';

let runner = new Runner();
beforeEach(() => {
  runner = new Runner();
});
afterEach(() => {
  runner.remove();
});

describe('what plimsoll is called with', () => {
  test('is the paths after --, and every report in a file', async () => {
    await runner.step('judge.mjs', judgeInputs(runner.recorder(0), { PLIMSOLL_PATHS: 'k8s\n\n  my charts \n' }));
    const [call = []] = runner.calls();
    expect(call[0]).toBe('check');
    expect(call.slice(call.indexOf('--'))).toEqual(['--', 'k8s', 'my charts']);
    const formats = call.flatMap(
      (parameter) => /^--output=(?<format>[a-z]+)/.exec(parameter)?.groups?.['format'] ?? [],
    );
    expect(formats).toEqual(['text', 'json', 'github', 'markdown', 'sarif']);
  });

  test.each([
    ['PLIMSOLL_PATHS', '$(touch owned)', ['--', '$(touch owned)']],
    ['PLIMSOLL_PATHS', '`touch owned`; touch owned', ['--', '`touch owned`; touch owned']],
    ['PLIMSOLL_PATHS', '--policy=owned.yaml', ['--', '--policy=owned.yaml']],
    ['PLIMSOLL_POLICY', '"; touch owned #', ['--policy="; touch owned #']],
    ['PLIMSOLL_AGAINST', '--upload-pack=touch owned', ['--against=--upload-pack=touch owned']],
    ['PLIMSOLL_OPTIONS', '--profile=baseline && touch owned', ['--profile=baseline && touch owned']],
  ])('%s %j is one argument, and no shell reads it', async (name, value, parameters) => {
    await runner.step('judge.mjs', judgeInputs(runner.recorder(0), { [name]: value }));
    const [call = []] = runner.calls();
    const at = call.indexOf(parameters[0] ?? '');
    expect(call.slice(at, at + parameters.length)).toEqual(parameters);
    expect(existsSync(join(runner.workspace, 'owned'))).toBe(false);
  });

  test.each([
    ['PLIMSOLL_COMMAND', 'check; rm', 'command is one of check, gate'],
    ['PLIMSOLL_FAIL_ON', '', 'fail-on is one of incomplete, blocked, never'],
    ['PLIMSOLL_POLICY_FROM', 'elsewhere', 'policy-from is one of head, base'],
    ['PLIMSOLL_PATHS', ' \n ', 'paths names no file'],
    ['PLIMSOLL_OPTIONS', '-o json=x', 'options has one option a line'],
  ])('%s %j is refused', async (name, value, message) => {
    const { status, log } = await runner.step('judge.mjs', judgeInputs(runner.recorder(0), { [name]: value }));
    expect(log).toContain(`::error title=Plimsoll::${message}`);
    expect(status).toBe(2);
    expect(runner.calls()).toEqual([]);
  });
});

describe('what becomes of the exit code', () => {
  test.each([
    [0, 'incomplete', 'passed', '0'],
    [1, 'incomplete', 'blocked', '1'],
    [3, 'incomplete', 'incomplete', '3'],
    [1, 'blocked', 'blocked', '1'],
    [3, 'blocked', 'incomplete', '0'],
    [1, 'never', 'blocked', '0'],
    [3, 'never', 'incomplete', '0'],
  ])('%i with fail-on %s is %s, and the last step ends with %s', async (code, failOn, verdict, conclusion) => {
    const inputs = judgeInputs(runner.recorder(code), { PLIMSOLL_FAIL_ON: failOn });
    const { status, outputs } = await runner.step('judge.mjs', inputs);
    expect(status).toBe(0);
    expect(outputs.get('verdict')).toBe(verdict);
    expect(outputs.get('exit-code')).toBe(String(code));
    expect(outputs.get('conclusion')).toBe(conclusion);
    expect(readFileSync(outputs.get('report') ?? '', 'utf8')).toBe('a report\n');
  });

  test.each([2, 4])('%i, without a report, fails at once whatever fail-on is', async (code) => {
    const inputs = judgeInputs(runner.recorder(code), { PLIMSOLL_FAIL_ON: 'never' });
    const { status, outputs } = await runner.step('judge.mjs', inputs);
    expect(status).toBe(code);
    expect(outputs.get('conclusion')).toBe(String(code));
    expect(outputs.has('verdict')).toBe(false);
  });

  test('a program that does not run is no verdict', async () => {
    const { status, outputs } = await runner.step('judge.mjs', judgeInputs(join(runner.folder, 'missing.mjs')));
    expect(status).toBe(4);
    expect(outputs.has('verdict')).toBe(false);
  });
});

describe('the log and the summary', () => {
  test('what is printed cannot be a workflow command, and the annotations are', async () => {
    const program = runner.recorder(1, '::error file=a.yaml,line=3::x\n');
    const { log } = await runner.step('judge.mjs', judgeInputs(program));
    const lines = log.trimEnd().split('\n');
    const token = /^::stop-commands::(?<token>.+)$/.exec(lines[0] ?? '')?.groups?.['token'];
    expect(lines).toEqual([
      `::stop-commands::${token}`,
      '::error::from a manifest',
      `::${token}::`,
      '::error file=a.yaml,line=3::x',
    ]);
    expect(token).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('the summary is the Markdown, cut after a line where it is too long', async () => {
    await runner.step('judge.mjs', judgeInputs(runner.recorder(0, `${'x'.repeat(999)}\n`.repeat(2000))));
    const summary = runner.summary();
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1024 * 1024);
    expect(summary).toMatch(/^> The report is longer than what may stand here[^]*x\n$/);
  });
});

describe('what is compared with', () => {
  test('is what the head was merged into, and code scanning gets everything', async () => {
    const { base, head, mergedInto } = pullRequest();
    const { outputs } = await judge(event(base, head));
    expect(against()).toEqual([`--against=${mergedInto}`, undefined]);
    expect(runner.calls()[1]).toContain(`--output=sarif=${outputs.get('sarif')}`);
  });

  test('is the base of the event where the head itself is checked out', async () => {
    const { base, head } = pullRequest();
    runner.git('checkout', '-q', head);
    await judge(event(base, head));
    expect(against()[0]).toBe(`--against=${base}`);
  });

  test.each([
    ['a push', '{}', {}],
    ['against: none', 'of a pull request', { PLIMSOLL_AGAINST: 'none' }],
  ])('is nothing for %s', async (_what, text, given) => {
    const { base, head } = pullRequest();
    await judge(text === '{}' ? text : event(base, head), given);
    expect(against()).toEqual([undefined]);
  });

  test.each([
    ['a clone without the base', '0'.repeat(40), 'is not in the clone: give actions/checkout fetch-depth'],
    ['an event that names no commit', '$(touch owned)', 'The event names no commit'],
  ])('%s is refused', async (_what, sha, message) => {
    runner.git('init', '-q');
    const { status, log } = await judge(event(sha, sha));
    expect(log).toContain(message);
    expect(status).toBe(2);
    expect(runner.calls()).toEqual([]);
  });

  test('a pull request that changes the policy is judged by that of the base', async () => {
    runner.git('init', '-q');
    const base = runner.commit('plimsoll.yaml', 'profile: restricted\n');
    const head = runner.commit('plimsoll.yaml', 'profile: baseline\n');
    await judge(event(base, head), { PLIMSOLL_POLICY_FROM: 'base' });
    const policy =
      runner
        .calls()[0]
        ?.find((parameter) => parameter.startsWith('--policy='))
        ?.slice(9) ?? '';
    expect(readFileSync(policy, 'utf8')).toBe('profile: restricted\n');
  });

  test('a base without the policy is refused', async () => {
    runner.git('init', '-q');
    const base = runner.commit('a.yaml', 'a: 1\n');
    const { log, status } = await judge(event(base, base), { PLIMSOLL_POLICY_FROM: 'base' });
    expect(log).toContain('The base of the pull request has no plimsoll.yaml');
    expect(status).toBe(2);
  });
});

function event(base: string, head: string): string {
  return JSON.stringify({ pull_request: { number: 1, base: { sha: base }, head: { sha: head } } });
}

function pullRequest(): { readonly base: string; readonly head: string; readonly mergedInto: string } {
  runner.git('init', '-q');
  const base = runner.commit('a.yaml', 'a: 1\n');
  runner.git('checkout', '-q', '-b', 'change');
  const head = runner.commit('b.yaml', 'b: 1\n');
  runner.git('checkout', '-q', 'main');
  const mergedInto = runner.commit('c.yaml', 'c: 1\n');
  runner.git('merge', '-q', '--no-ff', '-m', 'merge', 'change');
  return { base, head, mergedInto };
}

async function judge(eventText: string, given: Readonly<Record<string, string>> = {}): Promise<StepResult> {
  const path = runner.write('event.json', eventText);
  return runner.step('judge.mjs', { ...judgeInputs(runner.recorder(1), given), GITHUB_EVENT_PATH: path });
}

function against(): readonly (string | undefined)[] {
  return runner.calls().map((call) => call.find((parameter) => parameter.startsWith('--against')));
}
