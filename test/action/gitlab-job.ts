import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { readText } from '../repository.ts';
import type { Runner } from './step.ts';

interface Input {
  readonly default: string;
}

/** The job that the template makes. */
export interface Job {
  readonly script: readonly string[];
  readonly artifacts: { readonly reports: Readonly<Record<string, string>>; readonly paths: readonly string[] };
  readonly variables: Readonly<Record<string, string | { readonly value: string; readonly expand: boolean }>>;
}

const [HEADER = '', BODY = ''] = readText('templates/plimsoll.yml').split('\n---\n');
/** The header of the template. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own file; a test that reads what is not there fails
export const { spec } = load(HEADER) as { readonly spec: { readonly inputs: Readonly<Record<string, Input>> } };

/** What GitLab makes of the template: text takes the place of each input, and then it is YAML. */
export function interpolate(given: Readonly<Record<string, string>> = {}): string {
  return BODY.replaceAll(/\$\[\[ inputs\.(?<name>\w+) \]\]/g, (_match, name: string) => {
    const input = spec.inputs[name];
    if (input === undefined) throw new Error(`the template has no input ${name}`);
    return given[name] ?? input.default;
  });
}

/** The job that the template makes of inputs. */
export function jobOf(given: Readonly<Record<string, string>> = {}): Job {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  const jobs = load(interpolate(given)) as Readonly<Record<string, Job>>;
  const [job] = Object.values(jobs);
  if (job === undefined) throw new Error('the template has no job');
  return job;
}

/** Runs the script of the job in the workspace, with an npm that installs a program. */
export function runJob(
  runner: Runner,
  program: string,
  given: Readonly<Record<string, string>> = {},
  environment: Readonly<Record<string, string>> = {},
): { readonly status: number | null; readonly stdout: string } {
  const { script, variables } = jobOf(given);
  const npm = runner.write(
    'bin/npm',
    `#!/bin/sh
mkdir -p node_modules/plimsoll/dist/cli
echo 'import "${program}";' > node_modules/plimsoll/dist/cli/plimsoll.js
echo '{ "type": "module" }' > node_modules/plimsoll/package.json
`,
  );
  chmodSync(npm, 0o755);
  const own = Object.entries(variables).map(([name, value]) => [name, typeof value === 'string' ? value : value.value]);
  return spawnSync('/bin/sh', ['-c', script.join('\n')], {
    cwd: runner.workspace,
    encoding: 'utf8',
    env: {
      PATH: [join(runner.folder, 'bin'), dirname(process.execPath), process.env['PATH']].join(':'),
      HOME: runner.folder,
      ...Object.fromEntries(own),
      ...environment,
    },
  });
}
