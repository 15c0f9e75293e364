import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Processes, ProcessResult } from '../core/ports.ts';

const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;
const MAX_SECONDS = 120;

/** What a repository's own settings and contents must not make git do. */
const SAFE = ['-c', 'core.fsmonitor=false', '-c', 'safe.bareRepository=explicit'];

/** Whether a directory lies in a work tree of git. */
export function isInWorkTree(directory: string): boolean {
  if (existsSync(join(directory, '.git'))) return true;
  const parent = dirname(directory);
  return parent !== directory && isInWorkTree(parent);
}

/** Runs git in a directory. It takes no locks, asks nobody and starts no monitor. */
export async function runGit(
  processes: Processes,
  directory: string,
  given: readonly string[],
): Promise<ProcessResult> {
  return processes.run({
    program: 'git',
    arguments: [...SAFE, ...given],
    directory,
    environment: { ...ownEnvironment(), GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
    maxOutputBytes: MAX_OUTPUT_BYTES,
    maxSeconds: MAX_SECONDS,
  });
}

/** The environment of this process without what a hook of git says of its own repository. */
function ownEnvironment(): Readonly<Record<string, string>> {
  const variables = Object.entries(process.env).filter(
    (variable): variable is [string, string] => variable[1] !== undefined && !variable[0].startsWith('GIT_'),
  );
  return Object.fromEntries(variables);
}
