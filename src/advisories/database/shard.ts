import type { EntryCode } from './entry-code.ts';

/**
 * A file with the advisories of one ecosystem and release, made to be read in few places: blocks of advisories, blocks of packages sorted
 * by name, an index of the blocks, and at the end where the index is. Every block is packed with zstd, with a checksum:
 * a line of JSON for each advisory or package, so that a look-up reads its own line and no other. Each line ends, so that blocks which are
 * unpacked together are lines of one text. Before the lines of packages one has their names.
 *
 * Advisories stand in the order in which packages first name them, so that those of one package lie together.
 */
export const SHARD_FORMAT = 6;

/** The last bytes of a shard: its mark, and the place of the index. */
export const MARK = 'PLDB0001';
/** The mark, the offset of the index and its length, both as 64-bit integers with the least byte first. */
export const FOOTER_BYTES: number = MARK.length + 16;

/** Advisories in a block. */
export const HEADS_PER_BLOCK = 256;

/** Packages that a block has at least, as far as its text may be so long. */
export const PACKAGES_PER_BLOCK = 64;

/** How long the text of more packages in one block is, in bytes: where little is said of each, to unpack a block takes longer than to read it. */
export const SHORT_BLOCK_BYTES: number = 16 * 1024;

/** How long the text of several packages in one block is at most, in bytes. A package of which more is said has a block of its own. */
export const BLOCK_BYTES: number = 128 * 1024;

/** Where a block lies in the file, in bytes. */
export type BlockPlace = readonly [offset: number, length: number];

/** What the index of a shard holds. */
export interface ShardIndex {
  readonly format: number;
  /** As OSV names it, with the release. */
  readonly ecosystem: string;
  /** When the newest of its advisories was changed, as RFC 3339; empty where there are none. */
  readonly modified: string;
  readonly advisories: number;
  readonly packages: number;
  readonly heads: readonly BlockPlace[];
  /** The first name in each block of packages, and where the block lies. */
  readonly names: readonly (readonly [first: string, ...place: BlockPlace])[];
}

/**
 * A package in a block: the versions that its advisories name, but for `0`, and for each of these the number of its head with the entries; of
 * one with a single entry that is a number, the two numbers stand alone. What is asked for seldom follows behind a tab: of a module of Go, which of its
 * packages advisories name, by the numbers of the heads.
 */
export type PackageCode = readonly [
  versions: readonly string[],
  ...entries: readonly (number | readonly [head: number, ...EntryCode[]])[],
];

/** What stands between what is read of a package at once and what is read later. No JSON has it unless it is laid out. */
export const BEHIND = '\t';
