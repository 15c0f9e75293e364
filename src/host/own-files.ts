import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { problemOf, UserError } from '../core/errors.ts';
import type { OwnFiles } from '../core/ports.ts';
import { openHeld } from './byte-files.ts';
import { hostErrors } from './errors.ts';
import { nodeFileIdentities } from './node-file-identities.ts';
import { isSystemError, systemReason } from './system-error.ts';

const LOCK = '.lock';

/** How the names of files begin that are not whole yet. */
const WRITING = '.writing-';

/** How often a lock is tried again, in milliseconds. */
const RETRY = 100;

/** A lock that was not renewed for so long was left by a process that was killed, in milliseconds. */
const ABANDONED = 30_000;

/** How often the holder of a lock renews it, in milliseconds. */
const RENEWAL = 5000;

/** A file that is no larger is read when it is opened, in bytes. */
const READ_AT_ONCE = 1024 * 1024;

/** Files in a directory of the user's own, which is made with mode 0700 when the first one is written. */
export function ownFiles(directory: string): OwnFiles {
  const pathOf = (name: string): string => join(directory, name);
  return {
    place: directory,
    list: async () => told(directory, async () => namesIn(directory)),
    open: async (name) => openHeld(pathOf(name), READ_AT_ONCE),
    identityOf: (name) => nodeFileIdentities.identityOf(pathOf(name)),
    write: async (name, bytes) => told(pathOf(name), async () => writeWhole(directory, name, bytes)),
    remove: async (name) => told(pathOf(name), async () => rm(pathOf(name), { force: true })),
    alone: async (use) => {
      await told(directory, async () => {
        await lock(directory);
        await tidyUp(directory);
      });
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
  const temporary = join(directory, `${WRITING}${randomUUID()}`);
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
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(HOLDER);
    await file.close();
    return true;
  } catch (error) {
    if (!isSystemError(error) || error.code !== 'EEXIST') throw error;
  }
  const holder = await textOf(path);
  if (isGone(holder) || (await ageOf(path)) > ABANDONED) await release(path, holder);
  return false;
}

/** This process, as a lock tells it: the machine and its number there. */
const HOLDER = `${hostname()} ${process.pid}`;

/** Whether a lock was held by a process of this machine that has ended. */
function isGone(holder: string): boolean {
  const [machine, number] = holder.split(' ');
  if (machine !== hostname() || !/^\d{1,10}$/.test(number ?? '')) return false;
  try {
    process.kill(Number(number), 0);
    return false;
  } catch (error) {
    return isSystemError(error) && error.code === 'ESRCH';
  }
}

/** Takes away a lock that somebody left; one that another process has put there meanwhile is put back. */
async function release(path: string, holder: string): Promise<void> {
  const aside = `${path}-${randomUUID()}`;
  try {
    await rename(path, aside);
    if ((await textOf(aside)) !== holder) await link(aside, path);
  } catch (error) {
    // Somebody else has taken it away, or has one there already.
    if (!isSystemError(error)) throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return '';
  }
}

/** Removes what processes that were killed had begun to write. */
async function tidyUp(directory: string): Promise<void> {
  for (const name of await namesIn(directory))
    if (name.startsWith(WRITING) && (await ageOf(join(directory, name))) > ABANDONED)
      await rm(join(directory, name), { force: true });
}

async function namesIn(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return [];
    throw error;
  }
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
