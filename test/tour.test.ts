import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './repository.ts';

const CONDITIONS = [
  'the scan of its images passes',
  'the Restricted standard holds',
  'network policies limit egress',
  'credentials stay out of the environment',
];

function lines(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([line]) => line.trimEnd());
}

test('the tour of npm start blocks a service and passes the mended one, and is read in a minute', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts', 'tour.ts')], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  // The images are for one kind of processor, which those who have another are told.
  expect(stderr.split('\n').filter((line) => !/^$|is there for linux\/amd64 alone/.test(line))).toEqual([]);
  expect(lines(stdout, /^(?:blocked|passed|incomplete|exit code)\b.*$/gm)).toEqual([
    'exit code 0',
    'blocked examples/shop-faulty',
    expect.stringMatching(/^blocked registry\.example\.com\/shop\/cart:1\.8\b/),
    expect.stringMatching(/^blocked: /),
    'exit code 1',
    'passed examples/shop-mended',
    expect.stringMatching(/^passed registry\.example\.com\/shop\/cart:1\.8\.2@sha256:/),
    expect.stringMatching(/^passed: .* 1 image of 2 files$/),
    'exit code 0',
  ]);
  const [, faulty = '', mended = ''] = stdout.split('May it ship?\n');
  for (const condition of CONDITIONS) {
    expect(faulty).toMatch(new RegExp(`^ +no  ${condition} +\\d+ findings?$`, 'm'));
    expect(mended).toMatch(new RegExp(`^ +yes  ${condition}$`, 'm'));
  }
  expect(stdout).toMatch(/^CVE-2021-44906 +minimist +1\.2\.5 +1\.2\.6 .*denied/m);
  expect(stdout.split('\n').length).toBeLessThan(85);
  expect(status).toBe(0);
});
