import { spawn } from 'node:child_process';
import type { ProcessCall, Processes, ProcessResult } from '../core/ports.ts';
import { isSystemError } from './system-error.ts';

/** What is kept of what a program says on standard error, in characters. */
const MAX_ERRORS = 64 * 1024;

/** The programs of this machine, started directly and never through a shell. */
export const nodeProcesses: Processes = { run };

async function run(call: ProcessCall): Promise<ProcessResult> {
  const { program, arguments: given, directory, environment = {}, maxOutputBytes, maxSeconds } = call;
  return new Promise((resolve, reject) => {
    const child = spawn(program, given, {
      cwd: directory,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: false,
      windowsHide: true,
    });
    const chunks: Uint8Array[] = [];
    let length = 0;
    let errors = '';
    let stopped: 'too-large' | 'too-long' | undefined;
    const stop = (why: 'too-large' | 'too-long'): void => {
      stopped ??= why;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop('too-long'), maxSeconds * 1000);
    child.stdout.on('data', (chunk: Uint8Array) => {
      length += chunk.length;
      if (length > maxOutputBytes) stop('too-large');
      else chunks.push(chunk);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors = `${errors}${text}`.slice(0, MAX_ERRORS);
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      if (isSystemError(error) && error.code === 'ENOENT') resolve({ state: 'absent' });
      else reject(error);
    });
    child.on('close', (exitCode) => {
      clearTimeout(timer);
      if (stopped === undefined)
        resolve({ state: 'ended', exitCode: exitCode ?? 1, output: Buffer.concat(chunks), errors });
      else resolve({ state: stopped });
    });
  });
}
