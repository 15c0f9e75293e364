import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../repository.ts';

/** What a step of the action left behind. */
export interface StepResult {
  readonly status: number | null;
  readonly log: string;
  readonly outputs: ReadonlyMap<string, string>;
}

/** What the program of `recorder` was called with, once for each call. */
export type Calls = readonly (readonly string[])[];

/** Runs steps of the action as a runner of GitHub does: in a workspace, with the files and variables that it sets. */
export class Runner {
  readonly folder = mkdtempSync(join(tmpdir(), 'plimsoll-action-'));
  readonly workspace = join(this.folder, 'workspace');
  readonly #temporary = join(this.folder, 'temp');

  constructor() {
    mkdirSync(this.workspace);
    mkdirSync(this.#temporary);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  write(path: string, text: string): string {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  git(...parameters: readonly string[]): string {
    const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main'];
    const { status, stdout, stderr } = spawnSync('git', [...identity, ...parameters], {
      cwd: this.workspace,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`git ${parameters.join(' ')}: ${stderr}`);
    return stdout.trim();
  }

  commit(path: string, text: string): string {
    this.write(join('workspace', path), text);
    this.git('add', '-A');
    this.git('commit', '-q', '-m', path);
    return this.git('rev-parse', 'HEAD');
  }

  /** A program that keeps what it is called with, writes a line into every report that it is asked for, and ends with a code. */
  recorder(code: number, report = 'a report\n'): string {
    const program = `import { appendFileSync, writeFileSync } from 'node:fs';
const parameters = process.argv.slice(2);
appendFileSync(${JSON.stringify(join(this.folder, 'calls'))}, JSON.stringify(parameters) + '\\n');
for (const parameter of parameters) {
  const file = /^--output=[a-z]+=(?<file>.+)$/.exec(parameter)?.groups.file;
  if (file !== undefined) writeFileSync(file, ${JSON.stringify(report)});
}
console.log('::error::from a manifest');
process.exitCode = ${code};
`;
    return this.write('recorder.mjs', program);
  }

  calls(): Calls {
    const file = join(this.folder, 'calls');
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `recorder` wrote it
    return lines.map((line) => JSON.parse(line) as string[]);
  }

  /** Runs a script of `action/` with the variables that action.yml would set. */
  async step(script: string, variables: Readonly<Record<string, string>>): Promise<StepResult> {
    const outputs = join(this.folder, `outputs-${script}`);
    appendFileSync(outputs, '');
    const child = spawn(process.execPath, [join(ROOT, 'action', script)], {
      cwd: this.workspace,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: this.folder,
        RUNNER_TEMP: this.#temporary,
        GITHUB_ACTION_PATH: ROOT,
        GITHUB_OUTPUT: outputs,
        GITHUB_STEP_SUMMARY: join(this.folder, 'summary'),
        ...variables,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const parts: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => parts.push(part));
    const status = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    const lines = readFileSync(outputs, 'utf8').split('\n').filter(Boolean);
    return {
      status,
      log: Buffer.concat(parts).toString('utf8'),
      outputs: new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])),
    };
  }

  summary(): string {
    const file = join(this.folder, 'summary');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }
}

/** What action.yml hands to the step `judge` where a workflow gives no input. */
export function judgeInputs(
  program: string,
  given: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return {
    PLIMSOLL_PROGRAM: program,
    PLIMSOLL_PATHS: '.',
    PLIMSOLL_COMMAND: 'check',
    PLIMSOLL_POLICY: '',
    PLIMSOLL_POLICY_FROM: 'head',
    PLIMSOLL_AGAINST: 'base',
    PLIMSOLL_OPTIONS: '',
    PLIMSOLL_FAIL_ON: 'incomplete',
    ...given,
  };
}
