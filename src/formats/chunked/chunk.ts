import type { TarEntry } from '../tar/entry.ts';

/** A part of a file, which is packed by itself and has a digest of its own. Sizes and places in bytes. */
export type Chunk = PackedChunk | ZeroChunk;

/** A part of a file that has to be read. */
export interface PackedChunk {
  /** Where it begins in the file. */
  readonly at: number;
  /** How long it is, unpacked. */
  readonly size: number;
  /** Where what it is packed in begins in the blob, and where that ends at the latest. */
  readonly start: number;
  readonly end: number;
  /** Where it begins in what is unpacked: several small files may be packed together. */
  readonly inner: number;
  /** `sha256:...`, of what is unpacked. */
  readonly digest: string;
}

/** A part of a file that is nothing but zeros. */
export interface ZeroChunk {
  readonly at: number;
  readonly size: number;
  readonly start: undefined;
}

/** An entry of a layer as its table of contents tells it, with the parts of what is in it, in their order and without gaps. */
export interface ChunkedFile {
  readonly entry: TarEntry;
  readonly chunks: readonly Chunk[];
}

/** Why a layer cannot be read by its table of contents. The message is a part of a sentence. */
export class ChunkFault extends Error {
  override readonly name = 'ChunkFault';
}
