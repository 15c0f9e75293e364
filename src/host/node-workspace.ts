import { cpSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Workspace } from '../core/ports.ts';
import { isSystemError } from './system-error.ts';
import { inTemporaryDirectory, writingTo } from './temporary-directory.ts';

/** Folders of this machine for programs that render. `placeOf` gives the place of a path that lies elsewhere than its name says. */
export function nodeWorkspace(directory: string, placeOf: (path: string) => string = (path) => path): Workspace {
  const absolute = (path: string): string => resolve(directory, placeOf(path));
  return {
    absolute,
    relative: (from, to) => {
      const path = relative(realpathSync(absolute(from)), realpathSync(absolute(to)));
      return isAbsolute(path) ? undefined : path.split(sep).join('/');
    },
    filesBelow: (from, limit) => {
      const found: string[] = [];
      listFiles(absolute(from), '', { found, limit });
      return found;
    },
    linkOutOf: (from, tree) => linkOutOf(absolute(from), realpathSync(absolute(tree))),
    withFolder: inTemporaryDirectory,
    write: (path, text) => writingTo(path, () => writeFileSync(path, text, { mode: 0o600 })),
    copy: (from, to, most) => writingTo(to, () => copyTree(absolute(from), to, most)),
  };
}

interface Walk {
  readonly found: string[];
  readonly limit: number;
}

function listFiles(directory: string, prefix: string, walk: Walk): void {
  const entries = readdirSync(directory, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (walk.found.length >= walk.limit) return;
    const path = `${prefix}${entry.name}`;
    if (entry.isDirectory()) listFiles(join(directory, entry.name), `${path}/`, walk);
    else if (entry.isFile()) walk.found.push(path);
  }
}

/** Links can lead back to where they stand, or each to two others: what they lead to may be without end. */
function copyTree(from: string, to: string, most: number): boolean {
  let count = 0;
  const filter = (): boolean => {
    count += 1;
    return count <= most;
  };
  try {
    cpSync(from, to, { recursive: true, dereference: true, filter });
  } catch (error) {
    if (isSystemError(error) && (error.code === 'ELOOP' || error.code === 'ENAMETOOLONG')) return false;
    throw error;
  }
  return count <= most;
}

function linkOutOf(directory: string, tree: string): string | undefined {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isSymbolicLink() && !isWithin(path, tree)) return path;
    const found = entry.isDirectory() ? linkOutOf(path, tree) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a link leads to somewhere in a tree. One that leads nowhere gives nothing away. */
function isWithin(link: string, tree: string): boolean {
  try {
    return `${realpathSync(link)}${sep}`.startsWith(`${tree}${sep}`);
  } catch (error) {
    if (isSystemError(error)) return true;
    throw error;
  }
}
