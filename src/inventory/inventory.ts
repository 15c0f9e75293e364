import type { Distribution } from '../core/distribution.ts';
import type { Package } from '../core/package.ts';

/** Where in an image something is told. */
export interface ImagePlace {
  /** From the root, without a slash at its beginning, links resolved. */
  readonly path: string;
  /** The layer that the file comes from, counted from 0, the lowest. */
  readonly layer: number;
  /** A line counted from 1, or a byte counted from 0, in the file. */
  readonly line?: number;
  readonly offset?: number;
}

/** A package of an image: what it is, and where that is told. */
export interface ToldPackage {
  readonly package: Package;
  /** Undefined for what no package URL can name. */
  readonly purl: string | undefined;
  /** The id of the cataloger that found it. */
  readonly cataloger: string;
  /** Every place that tells of it; there is at least one. */
  readonly places: readonly [ImagePlace, ...ImagePlace[]];
  /** The layer that brought this version of it, counted from 0. */
  readonly layer: number;
  /** The package of the operating system that brought the file which tells of it, where one did. */
  readonly owner: Package | undefined;
}

/** A package of an image, with what it brought. */
export interface InventoryPackage extends ToldPackage {
  /** Paths of the files that it owns, links resolved. */
  readonly files: readonly string[];
}

/** What could not be read of an image, so that packages may be missing. */
export interface InventoryUnknown {
  readonly cataloger: string;
  readonly place: ImagePlace;
  readonly reason: string;
  /** Whether it is only what a file looks like, of which nobody publishes advisories. */
  readonly isGuess?: true;
}

/** A sign that an inventory is not what is in the image: that somebody took packages out of a database, or told another distribution. */
export interface InventoryDoubt {
  readonly kind: /** Packages that a database had in a lower layer, of which files are still there. */
    | 'lost-packages'
    /** Files of packages are there with the lists of them, and no database tells of the packages. */
    | 'untold-packages'
    /** What looks like an operating system has no package database. */
    | 'no-database'
    /** The files that name the distribution contradict each other, or were edited after they were installed. */
    | 'edited-distribution'
    /** The packages are of another family of distributions than the one that is named. */
    | 'other-distribution'
    /** There are packages of a distribution, and nothing names it. */
    | 'no-distribution'
    /** Which files packages brought is not kept. */
    | 'no-file-lists'
    /** Packages are marked for removal and installed, which other tools take for removed. */
    | 'marked-for-removal';
  /** What may be wrong because of it: packages that are missing, advisories that are not those of the distribution, owners of files, or nothing. */
  readonly weakens: 'packages' | 'advisories' | 'owners' | 'nothing';
  /** The file that shows it, with the layer that made it so; undefined where it is a file that is not there. */
  readonly place: ImagePlace | undefined;
  /** A clause. */
  readonly reason: string;
  /** The packages that it is about, sorted by name; not those of the inventory, where they are lost. */
  readonly packages: readonly Package[];
}

/** Whether packages or their advisories may be missing because of a doubt; by the others, all of them were found. */
export function isIncomplete({ weakens }: InventoryDoubt): boolean {
  return weakens === 'packages' || weakens === 'advisories';
}

/** Which functions are in a program. */
export interface ProgramFunctions {
  readonly path: string;
  /** As a `NameSet` is written, by the names that advisories have for them. */
  readonly names: string;
}

/** What software is in an image, without the files of each. */
export interface ToldInventory {
  readonly distribution: Distribution | undefined;
  /** Sorted by type, name, version and place. */
  readonly packages: readonly ToldPackage[];
  readonly unknown: readonly InventoryUnknown[];
  /** Whether the inventory can be believed. */
  readonly doubts: readonly InventoryDoubt[];
}

/** What software is in an image, and what tells whether a flaw of it can be reached. */
export interface ListedInventory extends ToldInventory {
  /** Of programs that list them; a program for several processors has several. */
  readonly functions: readonly ProgramFunctions[];
}

/** What software is in an image. */
export interface Inventory extends ListedInventory {
  readonly packages: readonly InventoryPackage[];
}
