import { lstatSync, readdirSync, readlinkSync, statfsSync, statSync } from 'node:fs';
import { isSystemError, systemReason } from '../system-error.ts';
import type { ByteName } from './byte-name.ts';
import { pathOf } from './byte-name.ts';
import { type FileStats, type Found, isSame, typeOf } from './found-file.ts';

/** What could not be looked at, and why. */
export interface Unseen {
  readonly name: ByteName;
  readonly why: string;
}

/** A directory that is to be listed, as it was found. */
interface Waiting {
  readonly name: ByteName;
  /** Left out for the root, which may be reached by a link. */
  readonly stats?: FileStats;
  /** Whether it is the root of a file system. */
  readonly isMounted: boolean;
}

/** How far a walk has come. */
export interface WalkState {
  readonly root: string;
  /** The directories that are still to be listed, the next one last. */
  readonly waiting: Waiting[];
}

/** The begin of a walk through all that lies below a directory. */
export function walkFrom(root: string): WalkState {
  return { root, waiting: [{ name: '', isMounted: true }] };
}

/** What lies in the next directory, each directory before what is in it; undefined at the end of the walk. */
export function nextDirectory({ root, waiting }: WalkState): readonly (Found | Unseen)[] | undefined {
  const next = waiting.pop();
  if (next === undefined) return undefined;
  const listed = list(root, next);
  if ('why' in listed) return [listed];
  const found = listed.names.map((base) => look(root, next.name === '' ? base : `${next.name}/${base}`));
  for (const each of found.toReversed()) {
    if ('why' in each || typeOf(each.stats) !== 'directory') continue;
    waiting.push({ name: each.name, stats: each.stats, isMounted: each.stats.dev !== listed.device });
  }
  return found;
}

/** The names in a directory, sorted. */
interface Listed {
  readonly names: readonly ByteName[];
  readonly device: number;
}

/** What is in a directory, or why that cannot be told. */
function list(root: string, { name, stats, isMounted }: Waiting): Listed | Unseen {
  const path = pathOf(root, name);
  try {
    const now = stats === undefined ? statSync(path) : lstatSync(path);
    if (stats !== undefined && !isSame(now, stats)) return { name, why: 'it was changed meanwhile' };
    const names = isMounted && isMadeUp(path) ? [] : readdirSync(path, { encoding: 'latin1' }).toSorted();
    return { names, device: now.dev };
  } catch (error) {
    return unseen(name, error);
  }
}

function unseen(name: ByteName, error: unknown): Unseen {
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

function isMadeUp(path: string | Buffer): boolean {
  return MADE_UP.has(statfsSync(path).type);
}

function look(root: string, name: ByteName): Found | Unseen {
  const path = pathOf(root, name);
  try {
    const stats = lstatSync(path);
    const target = stats.isSymbolicLink() ? readlinkSync(path, { encoding: 'latin1' }) : '';
    return { name, target, stats };
  } catch (error) {
    return unseen(name, error);
  }
}
