import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Processes, ProcessResult } from '../core/ports.ts';

/** The most that git may print, in bytes, and the longest that it may take, in seconds. */
export const GIT_LIMITS = { maxOutputBytes: 256 * 1024 * 1024, maxSeconds: 600 } as const;

/** What a repository's own settings and contents must not make git do. */
const SAFE = ['-c', 'core.fsmonitor=false', '-c', 'safe.bareRepository=explicit'];

/** A call of git. */
export interface GitCall {
  readonly directory: string;
  readonly arguments: readonly string[];
  /** Its environment, as `gitEnvironment` makes it. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Whether a directory lies in a work tree of git. */
export function isInWorkTree(directory: string): boolean {
  if (existsSync(join(directory, '.git'))) return true;
  const parent = dirname(directory);
  return parent !== directory && isInWorkTree(parent);
}

/** Runs git. It takes no locks, asks nobody and starts no monitor. */
export async function runGit(processes: Processes, call: GitCall): Promise<ProcessResult> {
  return processes.run({ ...call, ...GIT_LIMITS, program: 'git', arguments: [...SAFE, ...call.arguments] });
}

/**
 * The user's environment without what points git to another repository, as it does in a hook; in English, without
 * questions, and without fetching what a partial clone left out: that would start what the repository's settings name.
 */
export function gitEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const kept = Object.entries(environment).flatMap(([name, value]): [string, string][] =>
    value === undefined || (name.startsWith('GIT_') && !name.startsWith('GIT_CONFIG_')) ? [] : [[name, value]],
  );
  const quiet = { LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1' };
  return { ...Object.fromEntries(kept), ...quiet };
}
