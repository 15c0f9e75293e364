import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { ProcessCall, Processes, ProcessResult } from '../core/ports.ts';
import { isSystemError } from './system-error.ts';

/** How much of what a program says on its standard error is kept, in bytes. */
const MAX_ERROR_BYTES = 64 * 1024;

/** What a program that a signal ended is said to have ended with, as shells do. */
const ENDED_BY_SIGNAL = 128;

/** The programs of this machine, started without a shell. */
export const nodeProcesses: Processes = { run: async (call) => runProcess(call) };

async function runProcess(call: ProcessCall): Promise<ProcessResult> {
  const { program, directory, environment, input, maxSeconds } = call;
  const child = spawn(program, [...call.arguments], {
    ...(directory === undefined ? {} : { cwd: directory }),
    ...(environment === undefined ? {} : { env: { ...environment } }),
    stdio: ['pipe', 'pipe', 'pipe'],
    shell: false,
    windowsHide: true,
  });
  // What does not read its input is free to end before it was written.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return endOf(child, call.maxOutputBytes, maxSeconds);
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

async function endOf(child: Child, maxOutputBytes: number, maxSeconds: number): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
    const stopWith = (result: ProcessResult): void => {
      clearTimeout(timer);
      stop(child);
      resolve(result);
    };
    const output = collect(child.stdout, maxOutputBytes, () => {
      stopWith({ state: 'too-large' });
    });
    const errors = collect(child.stderr, MAX_ERROR_BYTES);
    const timer = setTimeout(() => {
      stopWith({ state: 'too-long' });
    }, maxSeconds * 1000);
    child.on('error', (error) => {
      clearTimeout(timer);
      if (isSystemError(error) && (error.code === 'ENOENT' || error.code === 'EACCES')) resolve({ state: 'absent' });
      else reject(error);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      const exitCode = code ?? ENDED_BY_SIGNAL;
      resolve({ state: 'ended', exitCode, output: output(), errors: Buffer.from(errors()).toString() });
    });
  });
}

/** Keeps what a stream brings, up to a limit, and reads on to its end so that the program is never held up. */
function collect(stream: Readable, limit: number, onOver: () => void = () => {}): () => Uint8Array {
  const chunks: Buffer[] = [];
  let length = 0;
  stream.on('data', (chunk: Buffer) => {
    const wasOver = length > limit;
    if (!wasOver) chunks.push(chunk);
    length += chunk.length;
    if (!wasOver && length > limit) onOver();
  });
  return () => Buffer.concat(chunks).subarray(0, limit);
}

/** Ends a program, and lets go of pipes that its own children may hold open. */
function stop(child: Child): void {
  child.kill('SIGKILL');
  child.stdout.destroy();
  child.stderr.destroy();
}
