import type { ByteSource } from '../core/ports.ts';

/** A file of a stream that may be a layer. */
export interface StreamedPart {
  /** Where it begins in the stream, in bytes. */
  readonly offset: number;
  readonly source: ByteSource;
}

/** Reads a file of a stream that may be a layer: when it has gone by, it can only be read by beginning anew. */
export type ReadAhead = (part: StreamedPart) => Promise<void>;
