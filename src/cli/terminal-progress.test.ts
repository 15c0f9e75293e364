import { afterEach, expect, test, vi } from 'vitest';
import { ProgressLine } from './progress-line.ts';
import { terminalProgress } from './terminal-progress.ts';

const tty = vi.hoisted(() => ({ isTerminal: true }));
vi.mock('node:tty', () => ({ isatty: (descriptor: number) => descriptor === 2 && tty.isTerminal }));
afterEach(() => {
  tty.isTerminal = true;
});

test.each([
  [{}, true],
  [{ TERM: 'xterm', CI: '' }, true],
  [{ CI: 'false' }, true],
  [{ CI: 'true' }, false],
  [{ CI: '1' }, false],
  [{ TERM: 'dumb' }, false],
])('with %j progress is shown on a terminal: %s', (environment, isShown) => {
  expect(terminalProgress(environment) instanceof ProgressLine).toBe(isShown);
  tty.isTerminal = false;
  expect(terminalProgress(environment)).toBeUndefined();
});
