import { describe, expect, test } from 'vitest';
import { matchesOutput, readShellBlocks } from './shell-blocks.ts';

describe('a shell block', () => {
  test('of sh is commands that end with 0', () => {
    const page = 'Text\n\n```sh\n# set up\nmkdir a\ncat a \\\n  b\n```\n';
    expect(readShellBlocks(page)).toEqual([
      {
        line: 3,
        notRun: undefined,
        steps: [
          { command: 'mkdir a', output: undefined, exitCode: 0 },
          { command: 'cat a \\\n  b', output: undefined, exitCode: 0 },
        ],
      },
    ]);
  });

  test('of console is commands with what they print', () => {
    const page = '```console\n$ plimsoll check a.yaml\nblocked\n\n1 finding\nexit code 1\n$ true\n```\n';
    expect(readShellBlocks(page)[0]?.steps).toEqual([
      { command: 'plimsoll check a.yaml', output: ['blocked', '', '1 finding'], exitCode: 1 },
      { command: 'true', output: [], exitCode: 0 },
    ]);
  });

  test('that is not run says why', () => {
    expect(readShellBlocks('```sh no-run needs a cluster\nx\n```\n')[0]?.notRun).toBe('needs a cluster');
    expect(() => readShellBlocks('```sh no-run\nx\n```\n')).toThrow('line 1');
    expect(() => readShellBlocks('```sh norun because\nx\n```\n')).toThrow('write "no-run" and why');
  });

  test('of console that begins without a command is a fault', () => {
    expect(() => readShellBlocks('```console\noutput\n```\n')).toThrow('begins with "$ command"');
  });

  test('of another language is none', () => {
    expect(readShellBlocks('```yaml\na: 1\n```\n\n```text\n$ x\n```\n')).toEqual([]);
  });
});

test.each([
  [['a'], ['a'], true],
  [['a'], ['b'], false],
  [['a'], ['a', 'b'], false],
  [[], [], true],
  [[], ['a'], false],
  [['...'], [], true],
  [['...'], ['a', 'b'], true],
  [['a', '...', 'd'], ['a', 'b', 'c', 'd'], true],
  [['a', '...', 'd'], ['a', 'd'], true],
  [['a', '...', 'd'], ['a', 'b'], false],
  [['...', 'a', '...'], ['x', 'a', 'y'], true],
  [['blocked: ...'], ['blocked: 7 denied'], true],
  [['blocked: ...'], ['passed: ...'], false],
  [['blocked: ...'], [], false],
])('what the page shows, %j, meets %j: %s', (expected, actual, outcome) => {
  expect(matchesOutput(expected, actual)).toBe(outcome);
});
