import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { problemOf, UserError } from '../../core/errors.ts';
import type { ByteSource, TreeFile } from '../../core/ports.ts';
import { numberedSource, told } from '../byte-files.ts';
import { hostErrors } from '../errors.ts';
import { type ByteName, pathOf, textOf } from './byte-name.ts';

/** What the kernel tells of a file, as `Stats` of Node.js have it. */
export interface FileStats {
  /** The kind of file and its permissions. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** In bytes. */
  readonly size: number;
  readonly mtimeMs: number;
  readonly dev: number;
  readonly ino: number;
}

/** A file as it was found below a root. */
export interface Found {
  readonly name: ByteName;
  /** Where a link leads; empty for what is none. */
  readonly target: ByteName;
  readonly stats: FileStats;
}

const PERMISSIONS = 0o7777;

/** A file that was found, to be opened as long as it stands there. */
export class FoundFile implements TreeFile {
  readonly name: string;
  readonly type: TreeFile['type'];
  readonly target: string;
  readonly #stats: FileStats;
  readonly #root: string;
  readonly #name: ByteName;

  constructor(root: string, { name, target, stats }: Found) {
    this.name = textOf(name);
    this.type = typeOf(stats);
    this.target = target === '' ? '' : textOf(target);
    this.#stats = stats;
    this.#root = root;
    this.#name = name;
  }

  get mode(): number {
    return this.#stats.mode & PERMISSIONS;
  }

  get userId(): number {
    return this.#stats.uid;
  }

  get groupId(): number {
    return this.#stats.gid;
  }

  get size(): number {
    return this.type === 'file' ? this.#stats.size : 0;
  }

  get modified(): number {
    return Math.floor(this.#stats.mtimeMs / 1000);
  }

  async open(): Promise<ByteSource> {
    return openSame(pathOf(this.#root, this.#name), this.#stats);
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

/** Which kind of file it is. */
export function typeOf({ mode }: Pick<FileStats, 'mode'>): TreeFile['type'] {
  return TYPES.get(mode & constants.S_IFMT) ?? 'other';
}

/** Whether two descriptions are of one file. */
export function isSame(one: FileStats, other: FileStats): boolean {
  return one.dev === other.dev && one.ino === other.ino && typeOf(one) === typeOf(other);
}

/** Opens a file that was found, and no other that stands in its place by now; waiting for nobody. */
function openSame(path: string | Buffer, stats: FileStats): ByteSource {
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
