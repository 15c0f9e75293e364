import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { isInstalled } from '../programs.ts';
import { listFiles, ROOT, readText } from '../repository.ts';

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

const GUIDE = readText('docs/guide/ci.md');
const [WORKFLOW = ''] = [...GUIDE.matchAll(/^```yaml\n(?<text>name: plimsoll\n[^]*?)^```$/gm)].map(
  ({ groups }) => groups?.['text'] ?? '',
);

describe('the workflow of the guide', () => {
  test('names the actions of others by digest, as the workflows of this repository do', () => {
    const used = [...WORKFLOW.matchAll(/uses: (?<action>\S+)/g)].map(({ groups }) => groups?.['action'] ?? '');
    const ours = readText('.github/workflows/ci.yml');
    expect(used).toHaveLength(3);
    expect(used.filter((name) => !ours.includes(name))).toEqual(['OWNER/plimsoll@COMMIT']);
  });

  test('gives inputs that the action has, and the page tells of every one', () => {
    const given = WORKFLOW.slice(WORKFLOW.indexOf('OWNER/plimsoll')).matchAll(/^ {10}(?<name>[\w-]+):/gm);
    const names = [...given].map(({ groups }) => groups?.['name'] ?? '');
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => action.inputs[name] === undefined)).toEqual([]);
    expect(Object.keys(action.inputs).filter((name) => !GUIDE.includes(`\`${name}\``))).toEqual([]);
  });

  test.skipIf(!isInstalled('check-jsonschema'))(
    'is valid by its schema (skipped where check-jsonschema is absent)',
    () => {
      const { status, stdout } = validate('vendor.github-workflows', '-', WORKFLOW);
      expect({ status, stdout }).toEqual({ status: 0, stdout: 'ok -- validation done\n' });
    },
  );
});

function validate(
  schema: string,
  file: string,
  input = '',
): { readonly status: number | null; readonly stdout: string } {
  return spawnSync('check-jsonschema', ['--default-filetype', 'yaml', '--builtin-schema', schema, file], {
    encoding: 'utf8',
    input,
  });
}

// PyPI has it: `pipx install check-jsonschema`. It brings the schemas of schemastore with it.
describe.skipIf(!isInstalled('check-jsonschema'))('by its schema (skipped where check-jsonschema is absent)', () => {
  const schemas = new Map([['action.yml', 'vendor.github-actions']]);
  for (const workflow of listFiles('.github/workflows/*.yml')) schemas.set(workflow, 'vendor.github-workflows');

  test.each([...schemas])('%s is valid', (file, schema) => {
    const { status, stdout } = validate(schema, join(ROOT, file));
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'ok -- validation done\n' });
  });
});
