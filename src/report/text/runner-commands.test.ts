import { expect, test } from 'vitest';
import { HOSTILE_NAMES, hostilePod } from '../testing/hostile.ts';
import { reportOn } from '../testing/reports.ts';
import { format } from '../text.ts';
import { withoutRunnerCommands } from './runner-commands.ts';

test.each([
  ['::error::forged', '\\u{3a}:error::forged'],
  ['a\n  \t::stop-commands::x\nb', 'a\n  \t\\u{3a}:stop-commands::x\nb'],
  ['a ##[add-mask]b', 'a #\\u{23}[add-mask]b'],
  ['##vso[task.setvariable variable=a]b', '#\\u{23}vso[task.setvariable variable=a]b'],
  ['##teamcity[buildStatus]', '#\\u{23}teamcity[buildStatus]'],
  ['a::b # [c] ## d', 'a::b # [c] ## d'],
  ['', ''],
])('%j becomes %j', (text, harmless) => {
  expect(withoutRunnerCommands(text)).toBe(harmless);
});

test.each(HOSTILE_NAMES)('the text report gives a runner no command of the name %j', async (name) => {
  const pod = `${hostilePod(name)}    - name: sidecar\n      image: registry.example.com/a\n      args: ['##vso[task.complete]', "::set-output::"]\n`;
  const report = await reportOn([{ path: 'pod.yaml', text: pod }]);
  const text = format.render(report, { all: true, colour: false, width: 40 });
  expect(text.split(/\r\n|\r|\n/).filter((line) => /^\s*::|##\w*\[/.test(line))).toEqual([]);
});

test('an excerpt in which a line begins with a command shows it as text', async () => {
  const text = `${hostilePod('web')}      env:\n        - name: A\n          value: |\n            ::add-mask::blocked\n`;
  const report = await reportOn([{ path: 'pod.yaml', text }]);
  const rendered = format.render(report, { all: true, colour: false, width: 100 });
  expect(rendered).toContain('\\u{3a}:add-mask::blocked');
  expect(rendered).not.toMatch(/^\s*::/m);
});
