import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { Rule } from '../../src/evidence/rule.ts';
import { ROOT } from '../../test/repository.ts';
import { messageIds, runExample } from '../../test/rules/run-rule.ts';
import { examplesTemplate, ruleTemplate } from './rule.ts';

test('the rule that is written does what its examples say', async () => {
  const rule = await loadRule('workload/host-pid');
  expect(rule.id).toBe('workload/host-pid');
  expect(rule.since).toBe('1.2.3');
  const { examples } = await rule.examples();
  for (const example of examples.bad) {
    expect(messageIds(runExample(rule, example).reported)).toEqual(example.reports);
  }
  for (const example of examples.good) expect(messageIds(runExample(rule, example).reported)).toEqual([]);
});

test('what is left to fill in says so', () => {
  const template = ruleTemplate('workload/host-pid', '1.2.3');
  for (const field of ['title', 'why', 'remediation']) expect(template).toMatch(new RegExp(`${field}: 'TODO: `));
  expect(examplesTemplate().match(/name: 'TODO: /g)).toHaveLength(2);
});

/** Loads the files as they are written, from a folder that is gone after the test. */
async function loadRule(path: string): Promise<Rule> {
  const folder = await mkdtemp(join(tmpdir(), 'plimsoll-new-'));
  onTestFinished(async () => rm(folder, { recursive: true }));
  const evidence = pathToFileURL(join(ROOT, 'src/evidence/')).href;
  const here = (text: string): string => text.replaceAll('../../evidence/', evidence);
  await writeFile(join(folder, 'host-pid.ts'), here(ruleTemplate(path, '1.2.3')));
  await writeFile(join(folder, 'host-pid.examples.ts'), here(examplesTemplate()));
  const module: Readonly<Record<string, Rule>> = await import(pathToFileURL(join(folder, 'host-pid.ts')).href);
  const rule = module['hostPid'];
  if (rule === undefined) throw new Error('the file exports no rule hostPid');
  return rule;
}
