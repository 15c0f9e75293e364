import { type Problem, problemOf, UserError } from '../core/errors.ts';
import type { ByteSource, TreeFile, UnseenPath } from '../core/ports.ts';
import type { TarBody } from '../formats/tar/body.ts';
import type { TarEntry } from '../formats/tar/entry.ts';
import { imageErrors } from './errors.ts';
import type { ReadLayer, VisitedFile, VisitFile } from './read-layer.ts';

/** As many files as an archive may have entries. */
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
  files: Iterable<TreeFile | UnseenPath>,
  { image, visit }: DirectoryOptions<Item>,
): Promise<ReadLayer<Item>> {
  const entries: TarEntry[] = [];
  const visited: VisitedFile<Item>[] = [];
  const unread = new Unread(image);
  let size = 0;
  for (const file of files) {
    if ('why' in file) {
      unread.add(file.name, file.why);
      continue;
    }
    if (entries.length === MAX_FILES) {
      unread.add('the rest', `there are more than ${MAX_FILES} files`);
      break;
    }
    const entry = entryOf(file);
    const visiting = visitFile(file, entry, { visit, unread });
    const item = visiting === undefined ? undefined : await visiting;
    if (item !== undefined) visited.push({ entry: entries.length, item });
    entries.push(entry);
    size += entry.size;
  }
  return { entries, visited, digest: undefined, diffId: undefined, size, problems: unread.problems() };
}

interface Visiting<Item> {
  readonly visit: VisitFile<Item> | undefined;
  readonly unread: Unread;
}

/** Undefined, too, where nothing of the file is wanted: waiting for that costs more than all else that is done for most files. */
function visitFile<Item>(
  file: TreeFile,
  entry: TarEntry,
  { visit, unread }: Visiting<Item>,
): Promise<Item | undefined> | undefined {
  const body = new FileBody(file);
  const visited = visit?.(entry, body);
  return visited === undefined ? undefined : ended(visited, body, unread);
}

async function ended<Item>(
  visited: Promise<Item | undefined>,
  body: FileBody,
  unread: Unread,
): Promise<Item | undefined> {
  try {
    return await visited;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    unread.addProblem(error.problem);
    return undefined;
  } finally {
    await body.close();
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
    const source = await this.#open();
    return { size: source.size, read: async (offset, length) => source.read(offset, length), close: async () => {} };
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
