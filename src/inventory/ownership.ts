import type { Package } from '../core/package.ts';
import type { FileIndex } from '../image/file-index.ts';

/** Which package of the operating system brought a file. */
export class Ownership {
  readonly #index: FileIndex;
  readonly #directories = new Map<string, string>();
  readonly #owners = new Map<string, Package>();

  constructor(index: FileIndex) {
    this.#index = index;
  }

  /** Takes the files that a package lists, and gives their paths with links resolved. */
  add(owner: Package, files: readonly string[]): readonly string[] {
    const paths = files.map((path) => this.resolved(path));
    for (const path of paths) this.#owners.set(path, owner);
    return paths;
  }

  /** The owner of a file, by its path with links resolved. */
  ownerOf(path: string): Package | undefined {
    return this.#owners.get(path);
  }

  /** Packages list files under the names that they had when they were built, as `lib/x` for what is `usr/lib/x` now. */
  resolved(path: string): string {
    const slash = path.lastIndexOf('/');
    if (slash < 0) return path;
    const written = path.slice(0, slash);
    const known = this.#directories.get(written);
    const directory = known ?? this.#index.directory(written) ?? written;
    if (known === undefined) this.#directories.set(written, directory);
    return `${directory}${path.slice(slash)}`;
  }
}
