import { expect, test } from 'vitest';
import { runsProgram } from './command-line.ts';

test.each([
  [['sudo', '/web']],
  [['/usr/bin/sudo', '-u', 'web']],
  [['sh', '-c', 'sudo ./web']],
  [['sh', '-c', 'cd /srv;sudo ./web']],
  [['sh', '-c', 'test -f a && (sudo ./web)']],
  [['sh', '-c', 'sudoku; $(sudo id)']],
  [['sh', '-c', 'a\nsudo b']],
])('%j runs sudo', (command) => {
  expect(runsProgram(command, 'sudo')).toBe(true);
});

test.each([
  [[]],
  [['']],
  [['/web']],
  [['sudoku']],
  [['/etc/sudo.conf']],
  [['--user=sudo']],
  [['pseudo']],
  [['sudo-rs']],
  [['SUDO']],
])('%j does not', (command) => {
  expect(runsProgram(command, 'sudo')).toBe(false);
});

test('is quick where the name stands a hundred thousand times', () => {
  expect(runsProgram(['xsudo'.repeat(100_000)], 'sudo')).toBe(false);
});
