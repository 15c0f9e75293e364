import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildExampleImages } from '../scripts/tour/build-examples.ts';
import { listFiles, ROOT, readText } from './repository.ts';
import { matchesOutput, readShellBlocks, type Step } from './shell-blocks.ts';

const PAGES = [...listFiles('README.md'), ...listFiles('docs/guide/*.md')].filter(
  (page) => readShellBlocks(readText(page)).length > 0,
);

/** `npm -s start -- gate x` is `plimsoll gate x` from source; the pages use both, and npm's own start takes its time. */
const FROM_SOURCE = /^npm (?:-s|--silent) start --(?= )/;

interface Ended {
  readonly status: number | null;
  readonly output: string;
}

// The blocks are for the shell of Linux and macOS.
describe.skipIf(process.platform === 'win32').each(PAGES)('%s', (page) => {
  let folder = '';

  // The blocks of a page are one story: they share a folder, a copy of the examples, that no other page sees.
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'plimsoll-docs-'));
    mkdirSync(join(folder, 'bin'));
    mkdirSync(join(folder, 'work'));
    const command = join(folder, 'bin', 'plimsoll');
    writeFileSync(
      command,
      `#!/bin/sh\nexec "${process.execPath}" --disable-warning=ExperimentalWarning "${ROOT}/src/cli/bin.ts" "$@"\n`,
    );
    chmodSync(command, 0o755);
    const built = join(ROOT, 'examples', 'built');
    const filter = (path: string): boolean => path !== built;
    cpSync(join(ROOT, 'examples'), join(folder, 'work', 'examples'), { recursive: true, filter });
    // What `npm start` builds there.
    buildExampleImages(join(folder, 'work'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  for (const { line, steps, notRun } of readShellBlocks(readText(page))) {
    const what = notRun === undefined ? 'does what it says' : `is not run: ${notRun}`;
    test.skipIf(notRun !== undefined)(`line ${line} ${what}`, { timeout: 60_000 }, async () => {
      for (const step of steps) expect(await run(step, folder)).toEqual(promised(step));
    });
  }
});

test('more blocks are run than are not', () => {
  const blocks = PAGES.flatMap((page) => readShellBlocks(readText(page)));
  const notRun = blocks.filter((block) => block.notRun !== undefined);
  expect(notRun.length).toBeLessThanOrEqual(blocks.length / 2);
});

function promised({ command, exitCode }: Step): object {
  return { command, exitCode, output: 'as the page shows it' };
}

async function run({ command, output, exitCode }: Step, folder: string): Promise<object> {
  const ended = await shell(command.replace(FROM_SOURCE, 'plimsoll'), folder);
  const printed = ended.output === '' ? [] : ended.output.replace(/\n+$/, '').split('\n');
  const isAsShown = output === undefined ? ended.status === exitCode : matchesOutput(output, printed);
  return { command, exitCode: ended.status, output: isAsShown ? 'as the page shows it' : printed.join('\n') };
}

async function shell(command: string, folder: string): Promise<Ended> {
  const child = spawn('/bin/sh', ['-c', `exec 2>&1\n${command}`], {
    cwd: join(folder, 'work'),
    env: environmentOf(folder),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      resolve({ status, output: Buffer.concat(parts).toString('utf8') });
    });
  });
}

/** The user's own settings and caches have no part in what a page promises. */
function environmentOf(folder: string): NodeJS.ProcessEnv {
  const path = [join(folder, 'bin'), dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
  return { PATH: path, HOME: folder, NO_COLOR: '1', LANG: 'C.UTF-8', TZ: 'UTC' };
}
