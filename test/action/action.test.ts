import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { listFiles, ROOT, readText } from '../repository.ts';
import { isInstalled } from './tool.ts';

interface ActionStep {
  readonly name: string;
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly ActionStep[] };
}

const action = load(readText('action.yml')) as Action;
const { steps } = action.runs;

test('no input and no event is read as code of a shell', () => {
  expect(steps.filter(({ run }) => run === undefined || run.includes('${{')).map(({ name }) => name)).toEqual([]);
});

test.each(steps.flatMap((step) => /action\/(?<script>[\w-]+\.mjs)/.exec(step.run ?? '')?.groups?.['script'] ?? []))(
  'action.yml gives %s the variables that it reads',
  (script) => {
    const step = steps.find(({ run }) => run?.includes(script));
    const imported = [...readText(`action/${script}`).matchAll(/from '\.\/(?<name>[\w-]+\.mjs)'/g)];
    const texts = [script, ...imported.map(({ groups }) => groups?.['name'] ?? '')].map((name) =>
      readText(`action/${name}`),
    );
    const read = new Set(texts.flatMap((text) => text.match(/PLIMSOLL_[A-Z_]+/g) ?? []));
    expect([...read].toSorted()).toEqual(Object.keys(step?.env ?? {}).toSorted());
  },
);

test('every input is used, and every output is one that the judging step writes', () => {
  const text = readText('action.yml');
  const unused = Object.keys(action.inputs).filter((input) => !text.includes(`inputs.${input} `));
  expect(unused.filter((input) => !text.includes(`inputs.${input} ==`))).toEqual([]);
  const judge = readText('action/judge.mjs');
  const outputs = Object.values(action.outputs).map(
    ({ value }) => /outputs\.(?<name>[\w-]+) }}/.exec(value)?.groups?.['name'],
  );
  expect(outputs.filter((name) => !judge.includes(`output('${name}',`))).toEqual([]);
});

test('every action that a workflow uses is named by the digest of a commit', () => {
  const workflows = [...listFiles('.github/workflows/*.yml'), 'action.yml'];
  const used = workflows.flatMap((file) => [...readText(file).matchAll(/uses: (?<action>\S+)/g)]);
  const unpinned = used.map(({ groups }) => groups?.['action'] ?? '').filter((name) => !/@[0-9a-f]{40}$/.test(name));
  expect(unpinned).toEqual([]);
});

// PyPI has it: `pipx install check-jsonschema`. It brings the schemas of schemastore with it.
describe.skipIf(!isInstalled('check-jsonschema'))('by its schema (skipped where check-jsonschema is absent)', () => {
  const schemas = new Map([['action.yml', 'vendor.github-actions']]);
  for (const workflow of listFiles('.github/workflows/*.yml')) schemas.set(workflow, 'vendor.github-workflows');

  test.each([...schemas])('%s is valid', (file, schema) => {
    const parameters = ['--builtin-schema', schema, join(ROOT, file)];
    const { status, stdout } = spawnSync('check-jsonschema', parameters, { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'ok -- validation done\n' });
  });
});
