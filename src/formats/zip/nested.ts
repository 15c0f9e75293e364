import type { ByteSource } from '../../core/ports.ts';
import type { Damage } from '../byte-view.ts';
import { STORED, type ZipEntry } from './entry.ts';
import { openZip, type Zip } from './read-zip.ts';

/** What an archive with archives in it may cost. */
export interface NestedLimits {
  /** How deep archives may lie in one another. */
  readonly maxDepth: number;
  /** How many archives may lie in it, at all depths. */
  readonly maxArchives: number;
  /** Entries of all of them together. */
  readonly maxEntries: number;
  /** Bytes of one inner archive that has to be unpacked into memory. */
  readonly maxArchiveBytes: number;
  /** Bytes of all of those together. */
  readonly maxBytes: number;
}

const defaultNestedLimits: NestedLimits = {
  maxDepth: 128,
  maxArchives: 20_000,
  maxEntries: 2_000_000,
  maxArchiveBytes: 256 * 1024 * 1024,
  maxBytes: 1024 * 1024 * 1024,
};

/** An archive, or why one cannot be read. */
export type NestedItem =
  /** `path` names the archives that it lies in, from outside; it is empty for the outermost one. */
  | { readonly path: readonly string[]; readonly zip: Zip }
  | { readonly path: readonly string[]; readonly damage: Damage };

/** How inner archives are found. */
export interface NestedOptions {
  /** Whether an entry is an archive to look into, by its name. */
  readonly isArchive: (name: string) => boolean;
  readonly limits?: Partial<NestedLimits>;
}

interface Waiting {
  readonly path: readonly string[];
  readonly open: () => Promise<ByteSource | Damage>;
}

/**
 * Opens an archive and those that lie in it, each before what lies in it, and none on disk. What is no archive, though it is called one, is
 * told. Where there are too many of them, or too much is in them, that is the last that is told.
 */
export async function* nestedArchives(
  outermost: ByteSource,
  { isArchive, limits }: NestedOptions,
): AsyncGenerator<NestedItem> {
  const budget = new Budget({ ...defaultNestedLimits, ...limits });
  const waiting: Waiting[] = [{ path: [], open: async () => outermost }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { path, open } = next;
    const zip = await zipOf(await open());
    if ('why' in zip) {
      yield { path, damage: zip };
      continue;
    }
    yield { path, zip };
    for (const damage of zip.damages) yield { path, damage };
    for (const entry of zip.entries.filter(({ name }) => isArchive(name)).toReversed())
      waiting.push({ path: [...path, entry.name], open: async () => budget.enter(zip, entry, path.length + 1) });
    const spent = budget.spend(zip);
    if (spent !== undefined) {
      yield { path, damage: { offset: 0, why: spent } };
      return;
    }
  }
}

/** Why what is called an archive cannot be read, where it is something else. */
export const NO_ARCHIVE = 'it is no ZIP archive';

async function zipOf(source: ByteSource | Damage): Promise<Zip | Damage> {
  if ('why' in source) return source;
  return (await openZip(source)) ?? { offset: 0, why: NO_ARCHIVE };
}

/** What may still be read. */
class Budget {
  readonly #limits: NestedLimits;
  #archives = 0;
  #entries = 0;
  #bytes = 0;

  constructor(limits: NestedLimits) {
    this.#limits = limits;
  }

  /** Counts an archive that was opened; why no other one may be, where that is so. */
  spend({ entries }: Zip): string | undefined {
    this.#archives += 1;
    this.#entries += entries.length;
    const { maxArchives, maxEntries, maxBytes } = this.#limits;
    if (this.#archives > maxArchives) return `more than ${maxArchives} archives lie in it`;
    if (this.#entries > maxEntries) return `the archives in it have more than ${maxEntries} entries`;
    return this.#bytes > maxBytes ? `the archives in it unpack to more than ${maxBytes} bytes` : undefined;
  }

  /** Opens an inner archive. */
  async enter(zip: Zip, entry: ZipEntry, depth: number): Promise<ByteSource | Damage> {
    const { maxDepth, maxArchiveBytes } = this.#limits;
    if (depth > maxDepth) return { offset: entry.offset, why: `more than ${maxDepth} archives lie in one another` };
    if (entry.method !== STORED) this.#bytes += entry.size;
    return zip.open(entry, maxArchiveBytes);
  }
}
