import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../../core/errors.ts';
import type { Files, Listing } from '../../core/ports.ts';

/** Where the path that a user named really lies. */
export interface RealPath {
  /** A directory that exists: itself, or the one that holds it. */
  readonly directory: string;
  /** The path without links. What does not exist, such as a pattern, keeps its name. */
  readonly path: string;
}

/** Follows the links of a path as far as it exists. */
export function realPath(named: string): RealPath {
  const wanted = resolve(named);
  const existing = nearestExisting(wanted);
  const real = realpathSync(existing);
  const rest = relative(existing, wanted);
  const isDirectory = statSync(real).isDirectory();
  return { directory: isDirectory ? real : dirname(real), path: rest === '' ? real : join(real, rest) };
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}

/** The part of a path below a directory, with slashes; undefined where it lies elsewhere. */
export function below(directory: string, path: string): string | undefined {
  const part = relative(directory, path);
  if (part === '..' || part.startsWith(`..${sep}`) || isAbsolute(part)) return undefined;
  return part.replaceAll(sep, '/');
}

/** The files of another moment: what users name is read in another place, and called by the name that they know. */
export interface PastFiles extends Files {
  /** Where a file or directory really lies: itself where it is not one of the moved paths. */
  placeOf(path: string): string;
}

/** A directory whose files are read in another. */
export interface Moved {
  readonly root: string;
  readonly into: string;
}

/** Where the files of another moment lie. */
export interface PastPlaces {
  /** The places of the paths that the user named; undefined for what was not there. */
  readonly named: ReadonlyMap<string, string | undefined>;
  /** The repositories that they lie in: nothing below them is read as it is now. */
  readonly moved: readonly Moved[];
}

/** Reads what lies in the moved directories in its other place, and everything else where it is. */
export function filesAt(files: Files, { named, moved }: PastPlaces): PastFiles {
  const placeOf = (path: string): string => {
    const names = [...named].filter(([name, place]) => place !== undefined && below(name, path) !== undefined);
    const [nearest] = names.toSorted(([a], [b]) => resolve(b).length - resolve(a).length);
    if (nearest?.[1] !== undefined) return join(nearest[1], relative(nearest[0], path));
    const real = realPath(path).path;
    for (const { root, into } of moved) {
      const part = below(root, real);
      if (part !== undefined) return join(into, part);
    }
    return path;
  };
  return {
    placeOf,
    async list(path) {
      if (named.has(path) && named.get(path) === undefined) return NOTHING;
      const place = placeOf(path);
      if (place === path) return files.list(path);
      const found = await listThere(files, place);
      const name = (file: string): string => nameOf(file, { path, place });
      return {
        root: name(found.root),
        files: found.files.map((file) => ({ ...file, path: name(file.path) })),
        outside: found.outside.map(name),
        hidden: found.hidden,
      };
    },
    kindOf: async (path) => (named.has(path) && named.get(path) === undefined ? 'absent' : files.kindOf(placeOf(path))),
    read: async (path, limit) => files.read(placeOf(path), limit),
  };
}

const NOTHING: Listing = { root: '.', files: [], outside: [], hidden: 0 };

/** What a user calls a file that was found in the place of a path. */
function nameOf(file: string, { path, place }: { readonly path: string; readonly place: string }): string {
  return file === place ? path : join(path, relative(place, file));
}

/** What was not there then, or cannot be read, has no findings then: all of what there is now is new. */
async function listThere(files: Files, place: string): ReturnType<Files['list']> {
  try {
    return await files.list(place);
  } catch (error) {
    if (error instanceof UserError) return { ...NOTHING, root: place };
    throw error;
  }
}
