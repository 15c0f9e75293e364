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
import { basename, dirname, join, relative, sep } from 'node:path';
import { problemOf, UserError } from '../core/errors.ts';
import type { Files, FoundFile, Listing, PathKind } from '../core/ports.ts';
import { isDockerfileName } from '../dockerfile/file-name.ts';
import { hostErrors } from './errors.ts';
import { isSystemError, systemReason } from './system-error.ts';

/** Files that can hold manifests, and the one name without an ending that Kustomize knows. */
const MANIFEST_FILE = /(?:\.(?:ya?ml|json)|^Kustomization)$/i;

/** Whether a file of that name is read where it is not named itself. */
function isRead(name: string): boolean {
  return MANIFEST_FILE.test(name) || isDockerfileName(name);
}

/** Directories that never hold a service's manifests. */
const PACKAGES = 'node_modules';
const SKIPPED_DIRECTORIES = new Set(['.git', PACKAGES]);

const CHUNK = 64 * 1024;

/** How the file system is read. */
export interface NodeFilesOptions {
  /** Reads the files that git ignores as well. */
  readonly readsIgnored?: boolean;
}

/** The file system of this machine; `-` is what `standardInput` gives, which is opened when it is read. */
export function nodeFiles(
  standardInput: () => AsyncIterable<Uint8Array>,
  { readsIgnored = false }: NodeFilesOptions = {},
): Files {
  return {
    list: async (path) => (path === '-' ? only(path) : listPath(path, readsIgnored)),
    read: async (path, limit) => (path === '-' ? readStream(standardInput(), limit) : readFile(path, limit)),
    kindOf: async (path) => (path === '-' ? 'file' : kindOf(path)),
  };
}

function only(path: string): Listing {
  return { root: dirname(path), files: [{ path }], outside: [], hidden: 0 };
}

function kindOf(path: string): PathKind {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 'absent';
  return stats.isDirectory() ? 'directory' : 'file';
}

async function listPath(path: string, readsIgnored: boolean): Promise<Listing> {
  try {
    const kind = kindOf(path);
    if (kind === 'file') return only(path);
    if (kind === 'directory') return await listTree(path, readsIgnored);
    const matched = IS_PATTERN.test(path) ? await listPattern(path, readsIgnored) : undefined;
    if (matched !== undefined) return matched;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code !== 'ENOENT') throw unreadable(error.path ?? path, error);
  }
  throw new UserError(problemOf(hostErrors, 'PL_E_FILE_NOT_FOUND', { path }));
}

async function listTree(path: string, readsIgnored: boolean): Promise<Listing> {
  const found: Walk = { root: realpathSync(path), files: [], outside: [], packages: [] };
  listDirectory(path, found);
  if (found.packages.length > 0) await addTracked(path, found);
  const { files, outside } = found;
  return readsIgnored ? { root: path, files, outside, hidden: 0 } : withoutIgnored(path, found);
}

const IS_PATTERN = /[*?[{]/;

/** What matches a pattern, with all that lies in the directories that match it; undefined where nothing does. */
async function listPattern(pattern: string, readsIgnored: boolean): Promise<Listing | undefined> {
  const { patternOf } = await import('./pattern.ts');
  const read = patternOf(pattern);
  const { base } = read;
  const matches = (each: string): boolean => read.matches(each);
  if (kindOf(base) !== 'directory') return undefined;
  const { root, files, outside, hidden } = await listTree(base, readsIgnored);
  const matched = { files: files.filter(({ path }) => matches(path)), outside: outside.filter(matches) };
  return matched.files.length + matched.outside.length === 0 ? undefined : { root, ...matched, hidden };
}

/** What a walk through a directory has met. */
interface Walk {
  readonly root: string;
  readonly files: FoundFile[];
  readonly outside: string[];
  /** Directories of installed packages, which were not entered. */
  readonly packages: string[];
}

/** What somebody put under version control in a directory of packages was not installed there, and is read. */
async function addTracked(directory: string, { root, files, packages }: Walk): Promise<void> {
  const { isInWorkTree } = await import('./git.ts');
  if (!isInWorkTree(root)) return;
  const { trackedIn } = await import('./git-tracked.ts');
  const names = packages.map((path) => relative(directory, path).split(sep).join('/'));
  const tracked = (await trackedIn(root, names)).map((path) => join(directory, path));
  const manifests = tracked.filter((path) => isRead(basename(path)) && kindOf(path) === 'file');
  files.push(...manifests.map((path) => ({ path })));
}

/** Leaves out what git ignores below a directory, and counts it. */
async function withoutIgnored(directory: string, { root, files, outside }: Walk): Promise<Listing> {
  const { isInWorkTree } = await import('./git.ts');
  const all = { root: directory, files, outside, hidden: 0 };
  if (files.length + outside.length === 0 || !isInWorkTree(root)) return all;
  const { ignoredBelow } = await import('./git-ignored.ts');
  const isIgnored = await ignoredBelow(root);
  if (isIgnored === undefined) return all;
  const isShown = (path: string): boolean => !isIgnored(relative(directory, path));
  const shown = { files: files.filter(({ path }) => isShown(path)), outside: outside.filter(isShown) };
  const hidden = files.length + outside.length - shown.files.length - shown.outside.length;
  return { root: directory, ...shown, hidden };
}

/** Walks a directory in the order of names. Links are followed to files below the root only. */
function listDirectory(directory: string, walk: Walk): void {
  const entries = readdirSync(directory, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED_DIRECTORIES.has(entry.name)) listDirectory(path, walk);
      else if (entry.name === PACKAGES) walk.packages.push(path);
    } else if (entry.isSymbolicLink()) listLink(entry, path, walk);
    else if (entry.isFile() && isRead(entry.name)) walk.files.push({ path });
  }
}

/** A link to a directory of the tree brings nothing new; one that leads nowhere is told when it is read. */
function listLink({ name }: Dirent, path: string, { root, files, outside }: Walk): void {
  const kind = linkKind(path);
  if (kind === 'directory' ? SKIPPED_DIRECTORIES.has(name) : !isRead(name)) return;
  if (kind !== 'absent' && !`${realpathSync(path)}${sep}`.startsWith(`${root}${sep}`)) outside.push(path);
  else if (kind !== 'directory') files.push({ path });
}

function linkKind(path: string): PathKind {
  try {
    return kindOf(path);
  } catch (error) {
    if (isSystemError(error)) return 'absent';
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
