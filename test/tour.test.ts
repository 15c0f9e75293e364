import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './repository.ts';

test('the tour of npm start shows three verdicts as expected, and is read in a minute', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts', 'tour.ts')], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  expect(stderr).toBe('');
  expect([...stdout.matchAll(/^(?:blocked|passed|incomplete|exit code)\b.*/gm)].map(([line]) => line)).toEqual([
    expect.stringMatching(/^blocked: /),
    'exit code 1',
    expect.stringMatching(/^passed: /),
    'exit code 0',
    expect.stringMatching(/^incomplete: /),
    'exit code 3',
  ]);
  expect(stdout.split('\n').length).toBeLessThan(65);
  expect(status).toBe(0);
});
