import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  type Stats,
  statfsSync,
  statSync,
} from 'node:fs';
import { stat } from 'node:fs/promises';
import { problemOf, UserError } from '../core/errors.ts';
import type { ByteSource, FileTrees, TreeFile, UnseenPath } from '../core/ports.ts';
import { decodeName } from '../formats/tar/header.ts';
import { numberedSource, told } from './byte-files.ts';
import { hostErrors } from './errors.ts';
import { isSystemError, systemReason } from './system-error.ts';

/** Directories of this machine. Names are bytes, so that those that are no text are found, too. */
export const nodeFileTrees: FileTrees = {
  has: async (directory) => {
    try {
      return (await stat(directory)).isDirectory();
    } catch (error) {
      if (isSystemError(error)) return false;
      throw error;
    }
  },
  walk,
};

/** A name below a root, with a character for each of its bytes, as Latin-1 has them: its order is that of the bytes. */
type ByteName = string;

/** A directory that is to be listed, as it was found. */
interface Found {
  readonly name: ByteName;
  /** Left out for the root, which may be reached by a link. */
  readonly stats?: Stats;
  /** Whether it is the root of a file system. */
  readonly isMounted: boolean;
}

function* walk(root: string): Generator<TreeFile | UnseenPath> {
  const waiting: Found[] = [{ name: '', isMounted: true }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const listed = list(root, next);
    if ('why' in listed) {
      yield listed;
      continue;
    }
    const below: Found[] = [];
    for (const base of listed.names) {
      const name = next.name === '' ? base : `${next.name}/${base}`;
      const file = look(root, name);
      yield file;
      if (file instanceof FoundFile && file.type === 'directory')
        below.push({ name, stats: file.stats, isMounted: file.stats.dev !== listed.device });
    }
    waiting.push(...below.toReversed());
  }
}

/** The names in a directory, sorted. */
interface Listed {
  readonly names: readonly ByteName[];
  readonly device: number;
}

/** What is in a directory, or why that cannot be told. */
function list(root: string, { name, stats, isMounted }: Found): Listed | UnseenPath {
  const path = pathOf(root, name);
  try {
    const now = stats === undefined ? statSync(path) : lstatSync(path);
    if (stats !== undefined && !isSame(now, stats)) return { name: textOf(name), why: 'it was changed meanwhile' };
    const names = isMounted && isMadeUp(path) ? [] : readdirSync(path, { encoding: 'latin1' }).toSorted();
    return { names, device: now.dev };
  } catch (error) {
    return unseen(name, error);
  }
}

const IS_ASCII = /^[\0-\x7f]*$/;
const SEPARATOR = Buffer.from('/');

/** The path of what has a name below a root: text where that gives the bytes of the name. */
function pathOf(root: string, name: ByteName): string | Buffer {
  if (name === '') return root;
  if (IS_ASCII.test(name)) return `${root}/${name}`;
  return Buffer.concat([Buffer.from(root), SEPARATOR, Buffer.from(name, 'latin1')]);
}

function textOf(name: ByteName): string {
  return IS_ASCII.test(name) ? name : decodeName(Buffer.from(name, 'latin1'));
}

function unseen(name: ByteName, error: unknown): UnseenPath {
  if (!isSystemError(error)) throw error;
  return { name: textOf(name), why: systemReason(error) };
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

function isMadeUp(path: string | Buffer): boolean {
  return MADE_UP.has(statfsSync(path).type);
}

function look(root: string, name: ByteName): FoundFile | UnseenPath {
  const path = pathOf(root, name);
  try {
    const stats = lstatSync(path);
    const target = stats.isSymbolicLink() ? textOf(readlinkSync(path, { encoding: 'latin1' })) : '';
    return new FoundFile({ path, name: textOf(name), target, stats });
  } catch (error) {
    return unseen(name, error);
  }
}

const PERMISSIONS = 0o7777;

/** A file as it was found. */
class FoundFile implements TreeFile {
  readonly name: string;
  readonly type: TreeFile['type'];
  readonly target: string;
  readonly stats: Stats;
  readonly #path: string | Buffer;

  constructor({ path, name, target, stats }: Pick<FoundFile, 'name' | 'target' | 'stats'> & { path: string | Buffer }) {
    this.name = name;
    this.type = typeOf(stats);
    this.target = target;
    this.stats = stats;
    this.#path = path;
  }

  get mode(): number {
    return this.stats.mode & PERMISSIONS;
  }

  get userId(): number {
    return this.stats.uid;
  }

  get groupId(): number {
    return this.stats.gid;
  }

  get size(): number {
    return this.type === 'file' ? this.stats.size : 0;
  }

  get modified(): number {
    return Math.floor(this.stats.mtimeMs / 1000);
  }

  async open(): Promise<ByteSource> {
    return openSame(this.#path, this.stats);
  }
}

const TYPES: ReadonlyMap<number, TreeFile['type']> = new Map([
  [constants.S_IFREG, 'file'],
  [constants.S_IFDIR, 'directory'],
  [constants.S_IFLNK, 'symbolic-link'],
  [constants.S_IFCHR, 'character-device'],
  [constants.S_IFBLK, 'block-device'],
  [constants.S_IFIFO, 'fifo'],
]);

function typeOf({ mode }: Stats): TreeFile['type'] {
  return TYPES.get(mode & constants.S_IFMT) ?? 'other';
}

function isSame(one: Stats, other: Stats): boolean {
  return one.dev === other.dev && one.ino === other.ino && typeOf(one) === typeOf(other);
}

/** Opens a file that was found, and no other that stands in its place by now; waiting for nobody. */
function openSame(path: string | Buffer, stats: Stats): ByteSource {
  const shown = path.toString();
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const opened = fstatSync(file);
    if (isSame(opened, stats)) return numberedSource(shown, file, opened.size);
    closeSync(file);
  } catch (error) {
    throw told(shown, error);
  }
  throw new UserError(problemOf(hostErrors, 'PL_E_FILE_UNREADABLE', { path: shown, why: 'it was changed meanwhile' }));
}
