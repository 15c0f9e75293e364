import { type Problem, problemOf, UserError } from '../core/errors.ts';
import type { ByteSource, FoundFiles, TreeFile, UnseenPath } from '../core/ports.ts';
import type { TarBody } from '../formats/tar/body.ts';
import type { TarEntry } from '../formats/tar/entry.ts';
import { imageErrors } from './errors.ts';
import type { ReadLayer, VisitedFile, VisitFile } from './read-layer.ts';

/** As many files as an archive may have entries, and those that are found together with the last of them. */
const MAX_FILES = 5_000_000;
/** How many paths that cannot be read are told one by one. */
const MAX_TOLD = 100;

/** How a directory is read. */
export interface DirectoryOptions<Item> {
  readonly image: string;
  readonly visit: VisitFile<Item> | undefined;
}

/** Lists what lies below a directory as a layer does, and reads of its files what is wanted. Nothing is hashed. */
export async function readDirectory<Item>(
  found: FoundFiles,
  { image, visit }: DirectoryOptions<Item>,
): Promise<ReadLayer<Item>> {
  const read = new ReadFiles(image, visit);
  for await (const files of found) {
    for (const file of files) {
      const adding = read.add(file);
      if (adding !== undefined) await adding;
    }
    if (read.isFull) break;
  }
  return read.layer();
}

/** The files of a directory that were read. */
class ReadFiles<Item> {
  readonly #entries: TarEntry[] = [];
  readonly #visited: VisitedFile<Item>[] = [];
  readonly #unread: Unread;
  readonly #visit: VisitFile<Item> | undefined;
  #size = 0;

  constructor(image: string, visit: VisitFile<Item> | undefined) {
    this.#unread = new Unread(image);
    this.#visit = visit;
  }

  get isFull(): boolean {
    return this.#entries.length > MAX_FILES;
  }

  /** Undefined where nothing has to be waited for, which would cost more than all else that is done for most files. */
  add(file: TreeFile | UnseenPath): Promise<void> | undefined {
    if ('why' in file) {
      this.#unread.add(file.name, file.why);
      return undefined;
    }
    const entry = entryOf(file);
    const position = this.#entries.push(entry) - 1;
    this.#size += entry.size;
    const body = new FileBody(file);
    const visiting = this.#visit?.(entry, body);
    return visiting === undefined ? undefined : this.#take(position, visiting, body);
  }

  layer(): ReadLayer<Item> {
    if (this.isFull) this.#unread.add('the rest', `there are more than ${MAX_FILES} files`);
    const problems = this.#unread.problems();
    const entries = this.#entries;
    return { entries, visited: this.#visited, digest: undefined, diffId: undefined, size: this.#size, problems };
  }

  async #take(position: number, visiting: Promise<Item | undefined>, body: FileBody): Promise<void> {
    try {
      const item = await visiting;
      if (item !== undefined) this.#visited.push({ entry: position, item });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.#unread.addProblem(error.problem);
    } finally {
      await body.close();
    }
  }
}

/** A file of a directory, opened when something is wanted of it. */
class FileBody implements TarBody {
  readonly length: number;
  readonly #file: TreeFile;
  #source: Promise<ByteSource> | undefined;

  constructor(file: TreeFile) {
    this.#file = file;
    this.length = file.size;
  }

  async head(length: number): Promise<Uint8Array> {
    if (this.length === 0) return new Uint8Array();
    return (await this.#open()).read(0, Math.min(length, this.length));
  }

  /** It is closed when the visit is over, and not by whoever reads it. */
  async open(): Promise<ByteSource> {
    return { ...(await this.#open()), close: async () => {} };
  }

  async close(): Promise<void> {
    if (this.#source === undefined) return;
    // What could not be opened was told when it was wanted.
    const source = await this.#source.catch(() => undefined);
    await source?.close();
  }

  async #open(): Promise<ByteSource> {
    this.#source ??= this.#file.open();
    return this.#source;
  }
}

/** What could not be read: the first of it one by one, and how much more there is. */
class Unread {
  readonly #image: string;
  readonly #problems: Problem[] = [];
  #more = 0;

  constructor(image: string) {
    this.#image = image;
  }

  add(part: string, why: string): void {
    this.addProblem(problemOf(imageErrors, 'PL_E_IMAGE_UNREAD', { image: this.#image, part, why }));
  }

  addProblem(problem: Problem): void {
    if (this.#problems.length < MAX_TOLD) this.#problems.push(problem);
    else this.#more += 1;
  }

  problems(): readonly Problem[] {
    if (this.#more === 0) return this.#problems;
    const part = `${this.#more} more paths`;
    const why = `only the first ${MAX_TOLD} are told`;
    return [...this.#problems, problemOf(imageErrors, 'PL_E_IMAGE_UNREAD', { image: this.#image, part, why })];
  }
}

function entryOf(file: TreeFile): TarEntry {
  const { type, mode, userId, groupId, size, modified } = file;
  return {
    name: file.name,
    type,
    linkName: file.target,
    mode,
    userId,
    groupId,
    size,
    modified,
    body: { offset: 0, length: size },
    isSparse: false,
  };
}
