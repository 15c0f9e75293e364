import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../../core/digest.ts';
import type { KeptResults } from '../../core/ports.ts';
import { isSystemError } from '../system-error.ts';
import { DEFAULT_MAX_KEPT_BYTES } from './kept-limit.ts';
import { resultIn, writtenResult } from './result-file.ts';

/** What is kept: how many results, and their bytes on disk. */
export interface KeptSize {
  readonly results: number;
  readonly bytes: number;
}

const TEMPORARY = '.writing-';

/** A file that is being written is younger than this, in milliseconds; an older one was left by a process that was killed. */
const ABANDONED = 60 * 60 * 1000;

/** A result counts as used when it was read; that is written down once in so many milliseconds. */
const USED_RECENTLY = 10 * 60 * 1000;

/**
 * A folder of results, one file each, that many processes may use at once: a file is written under another name and renamed, and never
 * changed afterwards. The folder is the user's own and closed to others; what writes into it besides is found by the checksums.
 */
export class ResultsFolder implements KeptResults {
  readonly #folder: string;
  readonly #maxBytes: number;
  #hasWritten = false;

  constructor(folder: string, maxBytes: number = DEFAULT_MAX_KEPT_BYTES) {
    this.#folder = folder;
    this.#maxBytes = maxBytes;
  }

  async has(key: string): Promise<boolean> {
    return (await unlessSystemError(async () => stat(this.#pathOf(key))))?.isFile() === true;
  }

  async read(key: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const path = this.#pathOf(key);
    const result = await unlessSystemError(async () => resultIn(key, await readOwn(path)));
    if (result === undefined) await unlessSystemError(async () => rm(path, { force: true }));
    return result;
  }

  async keep(key: string, bytes: Uint8Array): Promise<void> {
    const written = await writtenResult(key, bytes);
    if (written.length > this.#maxBytes) return;
    this.#hasWritten = true;
    await unlessSystemError(async () => writeWhole(this.#pathOf(key), written, join(this.#folder, temporaryName())));
  }

  /** Forgets what was used longest ago until the rest is within the limit, where something was kept since the last time. */
  async trim(): Promise<void> {
    if (!this.#hasWritten) return;
    this.#hasWritten = false;
    const files = (await this.#files()).toSorted((a, b) => b.usedAt - a.usedAt);
    let bytes = 0;
    for (const { path, size, isAbandoned } of files) {
      bytes += size;
      if (bytes > this.#maxBytes || isAbandoned) await remove(path);
    }
  }

  /** What is kept now. */
  async size(): Promise<KeptSize> {
    const files = await this.#files();
    return { results: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
  }

  /** Forgets everything; who reads a result at this moment has it still. */
  async clear(): Promise<KeptSize> {
    const files = await this.#files();
    for (const { path } of files) await remove(path);
    return { results: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
  }

  #pathOf(key: string): string {
    return join(this.#folder, sha256(key));
  }

  async #files(): Promise<readonly KeptFile[]> {
    const names = (await unlessSystemError(async () => readdir(this.#folder))) ?? [];
    const files = await Promise.all(names.map(async (name) => keptFile(this.#folder, name)));
    return files.filter((file) => file !== undefined);
  }
}

interface KeptFile {
  readonly path: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly usedAt: number;
  readonly isAbandoned: boolean;
}

async function keptFile(folder: string, name: string): Promise<KeptFile | undefined> {
  const path = join(folder, name);
  const stats = await unlessSystemError(async () => stat(path));
  if (stats === undefined) return undefined;
  const isAbandoned = name.startsWith(TEMPORARY) && Date.now() - stats.mtimeMs > ABANDONED;
  return { path, size: stats.size, usedAt: stats.mtimeMs, isAbandoned };
}

function temporaryName(): string {
  return `${TEMPORARY}${randomUUID()}`;
}

/** Reads a file as a whole, so that nothing that happens to it later changes what was read, and writes down that it was used. */
async function readOwn(path: string): Promise<Uint8Array> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const { mtimeMs } = await file.stat();
    const bytes = await file.readFile();
    const now = Date.now();
    if (now - mtimeMs > USED_RECENTLY) await unlessSystemError(async () => utimes(path, now / 1000, now / 1000));
    return bytes;
  } finally {
    await file.close();
  }
}

/** Nobody sees a file of which a part is missing. */
async function writeWhole(path: string, bytes: Uint8Array, temporary: string): Promise<void> {
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await remove(temporary);
    throw error;
  }
}

async function remove(path: string): Promise<void> {
  await unlessSystemError(async () => rm(path, { force: true }));
}

/** What the system refuses, a full disk or a folder that can only be read, costs nothing but the result. */
async function unlessSystemError<Result>(use: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await use();
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}
