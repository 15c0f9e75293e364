import { spawnSync } from 'node:child_process';

/** Whether a program that tests use as an oracle is installed. */
export function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}
