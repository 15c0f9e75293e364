import { randomUUID } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { KeptResults } from '../../core/ports.ts';
import { isSystemError } from '../system-error.ts';
import { DEFAULT_MAX_KEPT_BYTES } from './kept-limit.ts';
import { fileNameFor, resultIn, writtenResult } from './result-file.ts';

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
 * changed afterwards. It is read and written at once: what is kept is small beside what it saves, and waiting for a thread costs more. The folder is the user's own and closed to others; what writes into it besides is found by the checksums.
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
    return statsOf(this.#pathOf(key))?.isFile() === true;
  }

  async read(key: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const path = this.#pathOf(key);
    const result = unlessSystemError(() => resultIn(key, readOwn(path)));
    if (result === undefined) remove(path);
    return result;
  }

  async keep(key: string, bytes: Uint8Array): Promise<void> {
    const written = await writtenResult(key, bytes);
    if (written.length > this.#maxBytes) return;
    this.#hasWritten = true;
    unlessSystemError(() => writeWhole(this.#pathOf(key), written, join(this.#folder, temporaryName())));
  }

  /** Forgets what was used longest ago until the rest is within the limit, where something was kept since the last time. */
  async trim(): Promise<void> {
    if (!this.#hasWritten) return;
    this.#hasWritten = false;
    const files = this.#files().toSorted((a, b) => b.usedAt - a.usedAt);
    let bytes = 0;
    for (const { path, size, isAbandoned } of files) {
      bytes += size;
      if (bytes > this.#maxBytes || isAbandoned) remove(path);
    }
  }

  /** What is kept now. */
  async size(): Promise<KeptSize> {
    const files = this.#files();
    return { results: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
  }

  /** Forgets everything; who reads a result at this moment has it still. */
  async clear(): Promise<KeptSize> {
    const files = this.#files();
    for (const { path } of files) remove(path);
    return { results: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
  }

  #pathOf(key: string): string {
    return join(this.#folder, fileNameFor(key));
  }

  #files(): readonly KeptFile[] {
    const names = unlessSystemError(() => readdirSync(this.#folder)) ?? [];
    return names.flatMap((name) => keptFile(this.#folder, name) ?? []);
  }
}

interface KeptFile {
  readonly path: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly usedAt: number;
  readonly isAbandoned: boolean;
}

function keptFile(folder: string, name: string): KeptFile | undefined {
  const path = join(folder, name);
  const stats = statsOf(path);
  if (stats === undefined) return undefined;
  const isAbandoned = name.startsWith(TEMPORARY) && Date.now() - stats.mtimeMs > ABANDONED;
  return { path, size: stats.size, usedAt: stats.mtimeMs, isAbandoned };
}

function temporaryName(): string {
  return `${TEMPORARY}${randomUUID()}`;
}

function statsOf(path: string): Stats | undefined {
  return unlessSystemError(() => statSync(path, { throwIfNoEntry: false }));
}

/** Reads a file as a whole, so that nothing that happens to it later changes what was read, and writes down that it was used. */
function readOwn(path: string): Uint8Array {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const { mtimeMs } = fstatSync(file);
    const bytes = readFileSync(file);
    const now = Date.now();
    if (now - mtimeMs > USED_RECENTLY) unlessSystemError(() => utimesSync(path, now / 1000, now / 1000));
    return bytes;
  } finally {
    closeSync(file);
  }
}

/** Nobody sees a file of which a part is missing. */
function writeWhole(path: string, bytes: Uint8Array, temporary: string): void {
  try {
    writeFileSync(temporary, bytes, { flag: 'wx', mode: 0o600 });
    renameSync(temporary, path);
  } catch (error) {
    remove(temporary);
    throw error;
  }
}

function remove(path: string): void {
  unlessSystemError(() => rmSync(path, { force: true }));
}

/** What the system refuses, a full disk or a folder that can only be read, costs nothing but the result. */
function unlessSystemError<Result>(use: () => Result): Result | undefined {
  try {
    return use();
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}
