import { spawnSync } from 'node:child_process';

/** Whether a program is installed. A test that needs one that is absent is skipped, and its name says why. */
export function isInstalled(program: string, ...given: readonly string[]): boolean {
  return spawnSync(program, given.length === 0 ? ['--version'] : given, { stdio: 'ignore' }).error === undefined;
}
