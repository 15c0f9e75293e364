import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { join, sep } from 'node:path';
import { problemOf, UserError } from '../core/errors.ts';
import type { Files, FoundFile } from '../core/ports.ts';
import { hostErrors } from './errors.ts';
import { isSystemError, systemReason } from './system-error.ts';

const MANIFEST_FILE = /\.(?:ya?ml|json)$/i;

/** Directories that never hold a service's manifests. */
const SKIPPED_DIRECTORIES = new Set(['.git', 'node_modules']);

const CHUNK = 64 * 1024;

/** The file system of this machine; `-` is what `standardInput` gives, which is opened when it is read. */
export function nodeFiles(standardInput: () => AsyncIterable<Uint8Array>): Files {
  return {
    list: async (path) => (path === '-' ? [{ path }] : listPath(path)),
    read: async (path, limit) => (path === '-' ? readStream(standardInput(), limit) : readFile(path, limit)),
  };
}

function listPath(path: string): readonly FoundFile[] {
  try {
    if (!statSync(path).isDirectory()) return [{ path }];
    const found: FoundFile[] = [];
    listDirectory(path, realpathSync(path), found);
    return found;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === 'ENOENT') throw new UserError(problemOf(hostErrors, 'PL_E_FILE_NOT_FOUND', { path }), error);
    throw unreadable(error.path ?? path, error);
  }
}

/** Walks a directory in the order of names. Links are followed to files below the root only. */
function listDirectory(directory: string, root: string, found: FoundFile[]): void {
  const entries = readdirSync(directory, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED_DIRECTORIES.has(entry.name)) listDirectory(path, root, found);
    } else if (MANIFEST_FILE.test(entry.name) && isFileWithin(entry, path, root)) found.push({ path });
  }
}

function isFileWithin(entry: Dirent, path: string, root: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  try {
    return realpathSync(path).startsWith(`${root}${sep}`) && statSync(path).isFile();
  } catch (error) {
    // A link that leads nowhere is told when it is read.
    if (isSystemError(error)) return true;
    throw error;
  }
}

function readFile(path: string, limit: number): Uint8Array {
  try {
    const file = openSync(path, constants.O_RDONLY);
    try {
      return readOpen(file, path, limit);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (isSystemError(error)) throw unreadable(path, error);
    throw error;
  }
}

/** Reads to the end: what a file says of its size is a hint only, and a pipe says nothing. */
function readOpen(file: number, path: string, limit: number): Uint8Array {
  const { size } = fstatSync(file);
  if (size > limit) throw tooLarge(path, limit);
  let buffer = Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (;;) {
    if (length === buffer.length) buffer = Buffer.concat([buffer], length + CHUNK);
    const read = readSync(file, buffer, length, buffer.length - length, null);
    if (read === 0) return buffer.subarray(0, length);
    length += read;
    if (length > limit) throw tooLarge(path, limit);
  }
}

async function readStream(stream: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > limit) throw tooLarge('standard input', limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(path: string, limit: number): UserError {
  return new UserError(problemOf(hostErrors, 'PL_E_FILE_TOO_LARGE', { path, limit }));
}

function unreadable(path: string, error: NodeJS.ErrnoException): UserError {
  return new UserError(problemOf(hostErrors, 'PL_E_FILE_UNREADABLE', { path, why: systemReason(error) }), error);
}
