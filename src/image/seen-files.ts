import type { ByteSource, ByteSources } from '../core/ports.ts';

/** What is told of a file that is not there. */
export const ABSENT = 'absent';

/** The files that were asked for by their paths, and what they were: of the same files the same image is opened again. */
export type SeenPaths = readonly (readonly [path: string, identity: string])[];

/** Opens files, and remembers what they were. */
export class SeenFiles implements ByteSources {
  readonly #files: ByteSources;
  readonly #absolute: (path: string) => string;
  readonly #seen = new Map<string, string | undefined>();

  /** `absolute` tells a path so that it leads to the same file from everywhere. */
  constructor(files: ByteSources, absolute: (path: string) => string) {
    this.#files = files;
    this.#absolute = absolute;
  }

  async open(path: string): Promise<ByteSource | undefined> {
    const source = await this.#files.open(path);
    const identity = source === undefined ? ABSENT : source.identity;
    const name = this.#absolute(path);
    // A file that was another one meanwhile is none that can be told again.
    this.#seen.set(name, !this.#seen.has(name) || this.#seen.get(name) === identity ? identity : undefined);
    return source;
  }

  /** Every path that was opened; undefined where one of the files cannot be told from another. */
  paths(): SeenPaths | undefined {
    const seen = [...this.#seen].flatMap(([path, identity]) =>
      identity === undefined ? [] : [[path, identity] as const],
    );
    return seen.length < this.#seen.size || seen.length === 0 ? undefined : seen;
  }
}
