// `npm run check`: all that must hold before a change is merged. The cheap checks run together and report as they end,
// the tests (`npm test`, as the README has it) last. The final line counts: every test, and one for each other check.

import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../test/repository.ts';
import { addTallies, type Tally, tallyTests } from './check/tally.ts';

interface Check {
  readonly name: string;
  readonly command: readonly string[];
}

interface Outcome {
  readonly status: number;
  readonly output: string;
}

const TESTS_REPORT = join(ROOT, '.cache', 'tests.json');
const npm = process.env['npm_execpath'];

const CHECKS: readonly Check[] = [
  { name: 'format', command: tool('@biomejs/biome/bin/biome', 'ci', '.') },
  { name: 'types', command: tool('typescript/bin/tsc', '-p', '.') },
  { name: 'lint', command: tool('oxlint/bin/oxlint', '--deny-warnings', '--report-unused-disable-directives') },
  { name: 'unused', command: tool('knip/bin/knip.js', '--no-progress') },
  { name: 'docs', command: ['scripts/docs.ts', '--check'] },
];

const TESTS: Check = {
  name: 'tests',
  command: [
    ...(npm === undefined ? ['scripts/bootstrap.mjs', 'test'] : [npm, '--silent', 'test', '--']),
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${TESTS_REPORT}`,
  ],
};

const others = await Promise.all(CHECKS.map(async (check) => tallyOf(await perform(check))));
const total = addTallies([...others, await test()]);
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 ? 0 : 1;

function tool(path: string, ...parameters: string[]): string[] {
  return [join('node_modules', path), ...parameters];
}

function tallyOf({ status }: Outcome): Tally {
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function test(): Promise<Tally> {
  mkdirSync(dirname(TESTS_REPORT), { recursive: true });
  rmSync(TESTS_REPORT, { force: true });
  const { status } = await perform(TESTS);
  return tallyTests(status, readReport());
}

function readReport(): unknown {
  try {
    return JSON.parse(readFileSync(TESTS_REPORT, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Runs a check and prints its line, with its output where it failed. */
async function perform({ name, command }: Check): Promise<Outcome> {
  const start = performance.now();
  const outcome = await runNode(command);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(`${outcome.status === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(8)} ${seconds} s\n`);
  if (outcome.status !== 0) process.stdout.write(`${outcome.output.trimEnd()}\n`);
  return outcome;
}

async function runNode(parameters: readonly string[]): Promise<Outcome> {
  const environment = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
  const child = spawn(process.execPath, parameters, { cwd: ROOT, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  child.stderr.on('data', (part: Buffer) => parts.push(part));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      resolve({ status: status ?? 1, output: Buffer.concat(parts).toString('utf8') });
    });
  });
}
