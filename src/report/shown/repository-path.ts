import { join, normalize } from 'node:path/posix';

/** Where the paths of a report lead from. Both are absolute, and without a separator at their end. */
export interface PathBase {
  /** The directory that the command ran in. */
  readonly directory: string;
  /** The repository around it, or the directory itself. */
  readonly root: string;
  /** What stands between the parts of a path on this machine. */
  readonly separator: string;
}

/** A file as a CI system knows it. */
export type RepositoryPath =
  /** Relative to the root of the repository. */
  | { readonly kind: 'inside'; readonly path: string }
  /** Absolute, or leading out of a directory of which nothing is known. */
  | { readonly kind: 'outside'; readonly path: string }
  | { readonly kind: 'input' };

/** What stands for standard input where a format needs a path. */
const STANDARD_INPUT = 'standard-input';

/** Finds the place of a file in the repository; without a base, relative paths are taken for those of the repository. */
export function repositoryPath(file: string, base: PathBase | undefined): RepositoryPath {
  if (file === '-') return { kind: 'input' };
  if (base === undefined) {
    const path = normalize(file);
    return { kind: isRooted(path) || path === '..' || path.startsWith('../') ? 'outside' : 'inside', path };
  }
  const slashed = (path: string): string => path.split(base.separator).join('/');
  const written = slashed(file);
  const path = isRooted(written) ? normalize(written) : join(slashed(base.directory), written);
  const root = join(slashed(base.root), '/');
  if (join(path, '/') === root) return { kind: 'inside', path: '.' };
  return path.startsWith(root) ? { kind: 'inside', path: path.slice(root.length) } : { kind: 'outside', path };
}

/** A file as a CI system knows it, where a format takes nothing but a path. */
export function pathInRepository(file: string, base: PathBase | undefined): string {
  const found = repositoryPath(file, base);
  return found.kind === 'input' ? STANDARD_INPUT : found.path;
}

/** A file as people are told it: as a CI system knows it where there is a base, and else as it was named. */
export function namedFile(file: string, base: PathBase | undefined): string {
  return base === undefined || file === '-' ? file : pathInRepository(file, base);
}

/** Whether a path begins at a root: `/srv`, `C:/srv`. */
function isRooted(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:\//.test(path);
}
