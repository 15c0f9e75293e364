import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problemOf, UserError } from '../core/errors.ts';
import { hostErrors } from './errors.ts';
import { isSystemError, systemReason } from './system-error.ts';

const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function makeDirectory(parent: string): string {
  return writingTo(parent, () => mkdtempSync(join(realpathSync(parent), 'plimsoll-')));
}

/** Writes to a temporary place, which may be missing, closed or full. */
export function writingTo<Result>(path: string, write: () => Result): Result {
  try {
    return write();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new UserError(problemOf(hostErrors, 'PL_E_TEMPORARY_DIRECTORY', { path, why: systemReason(error) }), error);
  }
}

/**
 * Works in a new directory that nobody else can read, and removes it whatever happens: an error, or a signal that ends
 * the process.
 */
export async function inTemporaryDirectory<Result>(work: (directory: string) => Promise<Result>): Promise<Result> {
  const directory = makeDirectory(tmpdir());
  const remove = (): void => {
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    stopListening();
    remove();
    // With nobody listening any more the signal does what it would have done.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const stopListening = (): void => {
    for (const signal of ENDING_SIGNALS) process.off(signal, onSignal);
  };
  for (const signal of ENDING_SIGNALS) process.on(signal, onSignal);
  try {
    return await work(directory);
  } finally {
    stopListening();
    remove();
  }
}
