import { gitEnvironment, runGit } from './git.ts';
import { nodeProcesses } from './node-processes.ts';

/** How long the names of directories in one call of git may be together, in characters: Windows takes 32,767 of a command line. */
const MAX_NAMES_LENGTH = 24_000;

/** The files that git tracks in directories below another, as paths from that one; none where git cannot say it. */
export async function trackedIn(directory: string, names: readonly string[]): Promise<readonly string[]> {
  const isMany = names.reduce((length, name) => length + name.length + 1, 0) > MAX_NAMES_LENGTH;
  const asked = isMany ? ['.'] : names.map((name) => `:(literal)${name}`);
  const found = await runGit(nodeProcesses, {
    directory,
    arguments: ['ls-files', '--cached', '-z', '--', ...asked],
    environment: gitEnvironment(process.env),
  });
  if (found.state !== 'ended' || found.exitCode !== 0) return [];
  const tracked = new TextDecoder().decode(found.output).split('\0').filter(Boolean);
  return tracked.filter((path) => names.some((name) => path.startsWith(`${name}/`)));
}
