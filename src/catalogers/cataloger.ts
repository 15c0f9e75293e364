import type { Distribution } from '../core/distribution.ts';
import type { Package } from '../core/package.ts';
import type { ByteSource } from '../core/ports.ts';

/** A file of an image that a cataloger claimed. */
export interface ClaimedFile {
  /** From the root, without a slash at its beginning, as its layer names it. */
  readonly path: string;
  /** Its bytes, to be read at any place; there are at most as many as the cataloger takes. */
  readonly source: ByteSource;
}

/** A package that a file tells of. */
export interface PackageItem {
  readonly kind: 'package';
  readonly package: Package;
  /** By which further items tell more of it, among the packages of its type. */
  readonly keys?: readonly string[];
  /** Paths from the root, without a slash at its beginning, of the files that it brought. */
  readonly files?: readonly string[];
  /** Where in the file: a line counted from 1, or a byte counted from 0. */
  readonly line?: number;
  readonly offset?: number;
}

/** What another file tells of a package: a list of its files, its licence. */
export interface AdditionItem {
  readonly kind: 'addition';
  readonly type: Package['type'];
  /** One of the `keys` of the package. */
  readonly key: string;
  readonly files?: readonly string[];
  readonly licences?: readonly string[];
}

/** Which distribution an image is. */
export interface DistributionItem {
  readonly kind: 'distribution';
  readonly distribution: Distribution;
  /** Of several that tell of it the one with the lowest counts. */
  readonly rank: number;
}

/** Which repositories the packages of the distribution come from. */
export interface RepositoriesItem {
  readonly kind: 'repositories';
  readonly repositories: readonly string[];
}

/** Which functions are in a program. */
export interface FunctionsItem {
  readonly kind: 'functions';
  /** As a `NameSet` is written, by the names that advisories have for them. */
  readonly names: string;
}

/** What could not be read. The rest of the file was, where that is possible. */
export interface UnknownItem {
  readonly kind: 'unknown';
  /** A clause that follows the name of the file and a colon: `a record without a version`. */
  readonly reason: string;
  readonly line?: number;
  readonly offset?: number;
  /** Whether it is only what the file looks like: nothing is lost where a package tells what it is. */
  readonly isGuess?: true;
}

/** What a file tells: plain data, since it is kept between runs. */
export type CatalogItem =
  | PackageItem
  | AdditionItem
  | DistributionItem
  | RepositoriesItem
  | FunctionsItem
  | UnknownItem;

/**
 * Reads what one kind of file tells of the packages of an image. It sees one file at a time and knows nothing of layers; which file counts,
 * and which package owns which, is for the inventory.
 */
export interface Cataloger {
  /** Its path: `debian/dpkg-status`. */
  readonly id: string;
  /** What it reads, for the list of them: `dpkg's database, also that of distroless images`. */
  readonly summary: string;
  /** Raised whenever it finds other things than before, so that what was kept is read again. */
  readonly version: number;
  /** Patterns of paths, `*` within a step and `**` over steps: `var/lib/dpkg/status`, `**\/*.dist-info/METADATA`. */
  readonly claims?: readonly string[];
  /** Whether it claims every executable and shared library: ELF, PE and Mach-O. */
  readonly executables?: true;
  /** Whether it reads all of an executable, from the first byte to the last: of a large one the others find only what they ask for. */
  readonly readsThrough?: true;
  /** Whether it tells of flaws alone, and nothing of what is installed. */
  readonly isOfFlaws?: true;
  /** The largest file that it takes, in bytes. */
  readonly maxBytes: number;
  catalog(file: ClaimedFile): AsyncIterable<CatalogItem> | Iterable<CatalogItem>;
}

/** Declares a cataloger. */
export function defineCataloger(cataloger: Cataloger): Cataloger {
  return cataloger;
}

/** The text of a claimed file. Bytes that are no UTF-8 become replacement characters. */
export async function textOf({ source }: ClaimedFile): Promise<string> {
  return new TextDecoder().decode(await source.read(0, source.size));
}
