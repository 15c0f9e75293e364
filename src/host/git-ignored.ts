import { sep } from 'node:path';
import { gitEnvironment, runGit } from './git.ts';
import { nodeProcesses } from './node-processes.ts';

/**
 * Tells which paths below a directory git ignores, as git itself does: a file that is tracked never is, whatever
 * `.gitignore` says, so that nobody hides a manifest from a gate by writing a line there. Undefined where git cannot say
 * it, and where the directory itself is ignored: who names a directory wants it read.
 */
export async function ignoredBelow(directory: string): Promise<((relative: string) => boolean) | undefined> {
  const found = await runGit(nodeProcesses, {
    directory,
    arguments: ['ls-files', '--others', '--ignored', '--exclude-standard', '--directory', '-z', '--', '.'],
    environment: gitEnvironment(process.env),
  });
  if (found.state !== 'ended' || found.exitCode !== 0) return undefined;
  const names = new TextDecoder().decode(found.output).split('\0').filter(Boolean);
  if (names.length === 0 || names.includes('./')) return undefined;
  const ignored = new Set(names);
  return (relative) => isIgnored(ignored, relative.split(sep));
}

/** Whether a file or one of the directories that it lies in is in the set, where directories end with a slash. */
function isIgnored(ignored: ReadonlySet<string>, steps: readonly string[]): boolean {
  let path = '';
  for (const [index, step] of steps.entries()) {
    path += index === steps.length - 1 ? step : `${step}/`;
    if (ignored.has(path)) return true;
  }
  return false;
}
