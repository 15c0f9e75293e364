import { existsSync, lstatSync, mkdirSync, statSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** What decides where a user's caches lie. */
export interface CachesPlace {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/**
 * Lets Node.js keep the compiled code of the modules that are imported after this call. The folder is the user's own:
 * who can write into it chooses what the next run executes. Any doubt about it means no cache, and never an error.
 */
export function useCompileCache(): void {
  try {
    // The user's own word, on which Node.js has acted already.
    if (process.env['NODE_COMPILE_CACHE'] !== undefined) return;
    const caches = cachesFolder({ platform: process.platform, environment: process.env, home: homedir() });
    const folder = caches === undefined ? undefined : preparePrivateFolder(caches);
    if (folder !== undefined) enableCompileCache(folder);
  } catch {
    // Slower by some milliseconds, and nothing else.
  }
}

/** The user's caches by the customs of the system: XDG on Linux, `~/Library/Caches` on macOS, `%LOCALAPPDATA%` on Windows. */
export function cachesFolder({ platform, environment, home }: CachesPlace): string | undefined {
  if (platform === 'win32') return nonEmpty(environment['LOCALAPPDATA']);
  const xdg = nonEmpty(environment['XDG_CACHE_HOME']);
  // The specification: a relative path in XDG_CACHE_HOME is invalid and to be ignored.
  if (xdg?.startsWith('/') === true) return xdg;
  if (!home.startsWith('/')) return undefined;
  return platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache');
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

/**
 * Makes `plimsoll/compile` with mode 0700 where it is absent. Undefined when any of it is a link, another user's or open
 * to others, and when the caches themselves are another user's: under sudo they are, and root would leave its own there.
 */
export function preparePrivateFolder(caches: string): string | undefined {
  return privateFolderIn(join(caches, 'plimsoll'), 'compile');
}

/** Makes a folder and one in it with mode 0700 where they are absent; undefined where one is not the user's own and closed. */
export function privateFolderIn(own: string, name: string): string | undefined {
  if (!isOurs(statSync(nearestExisting(own)).uid)) return undefined;
  const folder = join(own, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return isPrivate(own) && isPrivate(folder) ? folder : undefined;
}

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}

function isPrivate(folder: string): boolean {
  const stats = lstatSync(folder);
  // Windows has no modes: %LOCALAPPDATA% is the user's by its access list.
  const isClosed = process.platform === 'win32' || (stats.mode & 0o077) === 0;
  return stats.isDirectory() && isClosed && isOurs(stats.uid);
}

function isOurs(owner: number): boolean {
  const user = process.getuid?.();
  return user === undefined || owner === user;
}
