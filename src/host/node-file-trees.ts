import { constants, lstatSync, readdirSync, readlinkSync, type Stats, statfsSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { problemOf, UserError } from '../core/errors.ts';
import type { ByteSource, FileTrees, TreeFile, UnseenPath } from '../core/ports.ts';
import { sourceOf, told } from './byte-files.ts';
import { hostErrors } from './errors.ts';
import { isSystemError, systemReason } from './system-error.ts';

/** Directories of this machine. Paths are bytes, so that names that are no text are found, too. */
export const nodeFileTrees: FileTrees = {
  has: async (directory) => {
    try {
      return (await stat(directory)).isDirectory();
    } catch (error) {
      if (isSystemError(error)) return false;
      throw error;
    }
  },
  walk: (directory) => walk(Buffer.from(directory)),
};

const SLASH = Buffer.from('/');
const EMPTY = Buffer.alloc(0);

/** A directory that is to be listed, as it was found. */
interface Found {
  readonly name: Buffer;
  readonly stats: Stats | undefined;
}

function* walk(root: Buffer): Generator<TreeFile | UnseenPath> {
  const waiting: Found[] = [{ name: EMPTY, stats: undefined }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const listed = namesIn(root, next);
    if (!Array.isArray(listed)) {
      yield listed;
      continue;
    }
    const below: Found[] = [];
    for (const base of listed) {
      const name = next.name.length === 0 ? base : Buffer.concat([next.name, SLASH, base]);
      const found = look(root, name);
      if ('why' in found) yield found;
      else yield found.file;
      if ('stats' in found && found.stats.isDirectory()) below.push({ name, stats: found.stats });
    }
    waiting.push(...below.toReversed());
  }
}

function at(root: Buffer, name: Buffer): Buffer {
  return name.length === 0 ? root : Buffer.concat([root, SLASH, name]);
}

/** The names in a directory, sorted, or why there are none to be had. */
function namesIn(root: Buffer, { name, stats }: Found): Buffer[] | UnseenPath {
  const path = at(root, name);
  try {
    if (stats !== undefined && !isSame(lstatSync(path), stats)) return { name, why: 'it was changed meanwhile' };
    if (isMadeUp(path)) return [];
    return readdirSync(path, { encoding: 'buffer' }).toSorted((one, other) => one.compare(other));
  } catch (error) {
    return unseen(name, error);
  }
}

function unseen(name: Buffer, error: unknown): UnseenPath {
  if (!isSystemError(error)) throw error;
  return { name, why: systemReason(error) };
}

/** File systems that the kernel makes up, none of whose files are in an image. Source: linux/magic.h. */
const MADE_UP: ReadonlySet<number> = new Set([
  0x9fa0, // proc
  0x6265_6572, // sysfs
  0x6462_6720, // debugfs
  0x7472_6163, // tracefs
  0x7363_6673, // securityfs
  0x6270_6673, // configfs
  0xcafe_4a11, // bpf
  0x6367_7270, // cgroup2
  0x27_e0eb, // cgroup
]);

function isMadeUp(path: Buffer): boolean {
  return MADE_UP.has(statfsSync(path).type);
}

function look(root: Buffer, name: Buffer): { readonly file: TreeFile; readonly stats: Stats } | UnseenPath {
  const path = at(root, name);
  try {
    const stats = lstatSync(path);
    const target = stats.isSymbolicLink() ? readlinkSync(path, { encoding: 'buffer' }) : EMPTY;
    return { file: { ...described(name, target, stats), open: async () => openSame(path, stats) }, stats };
  } catch (error) {
    return unseen(name, error);
  }
}

const PERMISSIONS = 0o7777;

function described(name: Buffer, target: Buffer, stats: Stats): Omit<TreeFile, 'open'> {
  return {
    name,
    type: typeOf(stats),
    target,
    mode: stats.mode & PERMISSIONS,
    userId: stats.uid,
    groupId: stats.gid,
    size: stats.isFile() ? stats.size : 0,
    modified: Math.floor(stats.mtimeMs / 1000),
  };
}

function typeOf(stats: Stats): TreeFile['type'] {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'directory';
  if (stats.isSymbolicLink()) return 'symbolic-link';
  if (stats.isCharacterDevice()) return 'character-device';
  if (stats.isBlockDevice()) return 'block-device';
  return stats.isFIFO() ? 'fifo' : 'other';
}

function isSame(one: Stats, other: Stats): boolean {
  return one.dev === other.dev && one.ino === other.ino && typeOf(one) === typeOf(other);
}

/** Opens a file that was found, and no other that stands in its place by now; waiting for nobody. */
async function openSame(path: Buffer, stats: Stats): Promise<ByteSource> {
  const shown = path.toString();
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const opened = await file.stat();
    if (isSame(opened, stats)) return sourceOf(shown, file, opened.size);
    await file.close();
  } catch (error) {
    throw told(shown, error);
  }
  throw new UserError(problemOf(hostErrors, 'PL_E_FILE_UNREADABLE', { path: shown, why: 'it was changed meanwhile' }));
}
