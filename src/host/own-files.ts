import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { problemOf, UserError } from '../core/errors.ts';
import type { OwnFiles } from '../core/ports.ts';
import { byteFiles } from './byte-files.ts';
import { hostErrors } from './errors.ts';
import { isSystemError, systemReason } from './system-error.ts';

const LOCK = '.lock';

/** How often a lock is tried again, in milliseconds. */
const RETRY = 100;

/** A lock that was not renewed for so long was left by a process that was killed, in milliseconds. */
const ABANDONED = 30_000;

/** How often the holder of a lock renews it, in milliseconds. */
const RENEWAL = 5000;

/** Files in a directory of the user's own, which is made with mode 0700 when the first one is written. */
export function ownFiles(directory: string): OwnFiles {
  const pathOf = (name: string): string => join(directory, name);
  return {
    place: directory,
    open: async (name) => byteFiles.open(pathOf(name)),
    write: async (name, bytes) => told(pathOf(name), async () => writeWhole(directory, name, bytes)),
    remove: async (name) => told(pathOf(name), async () => rm(pathOf(name), { force: true })),
    alone: async (use) => {
      await told(directory, async () => lock(directory));
      const renewal = setInterval(() => void renew(pathOf(LOCK)), RENEWAL);
      try {
        return await use();
      } finally {
        clearInterval(renewal);
        await rm(pathOf(LOCK), { force: true });
      }
    },
  };
}

async function writeWhole(directory: string, name: string, bytes: Uint8Array): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const temporary = join(directory, `.writing-${randomUUID()}`);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, join(directory, name));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function lock(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  while (!(await tryLock(join(directory, LOCK)))) await wait(RETRY);
}

async function tryLock(path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx', 0o600)).close();
    return true;
  } catch (error) {
    if (!isSystemError(error) || error.code !== 'EEXIST') throw error;
  }
  const age = await ageOf(path);
  if (age > ABANDONED) await rm(path, { force: true });
  return false;
}

/** Milliseconds since a file was changed; 0 for one that is gone. */
async function ageOf(path: string): Promise<number> {
  try {
    return Date.now() - (await stat(path)).mtimeMs;
  } catch {
    return 0;
  }
}

async function renew(path: string): Promise<void> {
  try {
    const file = await open(path, 'r+');
    const now = new Date();
    await file.utimes(now, now);
    await file.close();
  } catch {
    // Another process took it for abandoned: the files are whole all the same, each was renamed into its place.
  }
}

async function told<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new UserError(problemOf(hostErrors, 'PL_E_OWN_FILE', { path, why: systemReason(error) }), error);
  }
}
