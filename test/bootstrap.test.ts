import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ROOT } from './repository.ts';

/** Writes what npm would, and counts how often it was called. */
const FAKE_NPM = `
const { appendFileSync, mkdirSync, writeFileSync, copyFileSync } = require('node:fs');
appendFileSync('calls', process.argv.slice(2).join(' ') + '\\n');
console.log('npm says this');
if (process.env.FAKE_NPM_FAILS) process.exit(9);
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
mkdirSync('node_modules/p', { recursive: true });
copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
`;

const TASK = `
process.stdout.write(JSON.stringify(process.argv.slice(2)));
if (process.argv[2] === 'wait') {
  process.on('SIGTERM', () => process.exit(7));
  process.stdout.write('ready');
  setInterval(() => undefined, 1000);
}
if (process.argv[2] === 'exit') process.exitCode = Number(process.argv[3]);
`;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

describe('the bootstrap of a clone', () => {
  let root = '';

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'plimsoll-clone-'));
    mkdirSync(join(root, 'scripts'));
    copyFileSync(join(ROOT, 'scripts', 'bootstrap.mjs'), join(root, 'scripts', 'bootstrap.mjs'));
    writeFileSync(join(root, 'scripts', 'start.ts'), TASK);
    writeFileSync(join(root, 'scripts', 'other.ts'), TASK);
    writeFileSync(join(root, 'package.json'), '{ "type": "module", "engines": { "node": ">=20" } }');
    writeFileSync(join(root, 'package-lock.json'), '{ "packages": { "node_modules/p": { "version": "1.0.0" } } }');
    writeFileSync(join(root, 'npm-cli.cjs'), FAKE_NPM);
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  test('installs once, reports that on standard error, and runs the task', async () => {
    const first = await ended(bootstrap('start', 'a b', '--flag'));
    expect(first).toMatchObject({ code: 0, out: '["a b","--flag"]' });
    expect(first.err).toMatch(/nothing is installed yet: running npm ci[^]*npm says this[^]*installed/);
    expect(await ended(bootstrap('run', 'other'))).toEqual({ code: 0, out: '[]', err: '' });
    expect(calls()).toHaveLength(1);
    expect(calls()[0]).toContain('ci --ignore-scripts');
  });

  test('installs once when two begin at once', async () => {
    const both = await Promise.all([ended(bootstrap('start')), ended(bootstrap('start'))]);
    expect(both.map(({ code, out }) => ({ code, out }))).toEqual([
      { code: 0, out: '[]' },
      { code: 0, out: '[]' },
    ]);
    expect(calls()).toHaveLength(1);
    expect(existsSync(join(root, '.cache', 'install.lock'))).toBe(false);
  });

  test('does not wait for an install whose process is gone', async () => {
    const gone = spawn(process.execPath, ['-e', '0']);
    await ended(gone);
    mkdirSync(join(root, '.cache'));
    writeFileSync(join(root, '.cache', 'install.lock'), String(gone.pid));
    expect(await ended(bootstrap('start'))).toMatchObject({ code: 0, out: '[]' });
  });

  test('that cannot install says so, runs nothing and lets the next one try', async () => {
    const failed = await ended(start({ FAKE_NPM_FAILS: '1' }, ['start']));
    expect(failed).toMatchObject({ code: 2, out: '' });
    expect(failed.err).toContain('npm ci failed (exit code 9)');
    expect(await ended(bootstrap('start'))).toMatchObject({ code: 0, out: '[]' });
  });

  test.each([0, 3])('ends with the exit code of the task: %i', async (code) => {
    install();
    expect(await ended(bootstrap('start', 'exit', String(code)))).toMatchObject({ code });
  });

  test.skipIf(process.platform === 'win32')('hands a signal to the task and ends as the task ends', async () => {
    install();
    const child = bootstrap('start', 'wait');
    child.stdout?.on('data', (text: Buffer) => {
      if (text.includes('ready')) child.kill('SIGTERM');
    });
    expect(await ended(child)).toMatchObject({ code: 7 });
  });

  test.each([[[]], [['stop']], [['run']]])('refuses %j with its usage', async (parameters) => {
    const { code, err } = await ended(bootstrap(...parameters));
    expect(code).toBe(2);
    expect(err).toMatch(/^plimsoll: usage: /);
  });

  test.skipIf(process.platform === 'win32')('ends the task when the shell between npm and it is killed', async () => {
    install();
    const shell = spawn('/bin/sh', ['-c', `"${process.execPath}" scripts/bootstrap.mjs start wait; exit 0`], {
      cwd: root,
      env: environment({}),
    });
    shell.stdout.on('data', (text: Buffer) => {
      if (text.includes('ready')) shell.kill('SIGKILL');
    });
    // The streams close when the last process that holds them has ended.
    expect(await ended(shell)).toMatchObject({ out: '["wait"]ready' });
  });

  function install(): void {
    mkdirSync(join(root, 'node_modules', 'p'), { recursive: true });
    copyFileSync(join(root, 'package-lock.json'), join(root, 'node_modules', '.package-lock.json'));
  }

  function bootstrap(...parameters: string[]): ChildProcess {
    return start({}, parameters);
  }

  function start(settings: NodeJS.ProcessEnv, parameters: readonly string[]): ChildProcess {
    const script = join(root, 'scripts', 'bootstrap.mjs');
    return spawn(process.execPath, [script, ...parameters], { cwd: root, env: environment(settings) });
  }

  /** As npm would set it, without the npm under which this test may run. */
  function environment(settings: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    const { npm_config_user_agent: _agent, npm_node_execpath: _node, ...rest } = process.env;
    return { ...rest, npm_execpath: join(root, 'npm-cli.cjs'), ...settings };
  }

  function calls(): string[] {
    return readFileSync(join(root, 'calls'), 'utf8').trim().split('\n');
  }
});

async function ended(child: ChildProcess): Promise<Ended> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (part: Buffer) => {
    out += part.toString();
  });
  child.stderr?.on('data', (part: Buffer) => {
    err += part.toString();
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, out, err });
    });
  });
}
