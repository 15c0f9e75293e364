import type { Json } from '../core/edit.ts';
import type { Problem } from '../core/errors.ts';
import type { FieldPath } from '../core/field-path.ts';

export type { Json };

export type JsonObject = { [key: string]: Json };

/** A stretch of a text: UTF-16 offsets, the end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export type NodeStyle = 'block' | 'flow' | 'plain' | 'single-quoted' | 'double-quoted' | 'literal' | 'folded';

/** Where a value stands in its file. */
export interface Located {
  /** The key of the mapping entry; `undefined` for an item of a list and for the root. */
  readonly key: Range | undefined;
  /** The value with its anchor and tag. Empty, just after the `:` or `-`, where nothing is written. */
  readonly value: Range;
  readonly kind: 'mapping' | 'sequence' | 'scalar' | 'alias';
  readonly style: NodeStyle;
  /** The first alias or merge key that the path runs through; the value then stands elsewhere in the document. */
  readonly through: Range | undefined;
}

/** A problem and the offset in the file's text where it shows. */
export interface PositionedProblem {
  readonly problem: Problem;
  readonly offset: number;
}

/** One document of a file: its value, what is wrong with it, and where everything stands. */
export interface SourceDocument {
  /** From 0, counting only documents that hold something, as Kubernetes does. */
  readonly index: number;
  readonly syntax: 'yaml' | 'json';
  readonly range: Range;
  /** `undefined` if the document could not be read; `problems` then says why. Aliases share objects: do not change it. */
  readonly value: Json | undefined;
  readonly problems: readonly PositionedProblem[];
  /** Where the value at the path stands; `undefined` if there is none. Costs one walk of the document on first use. */
  locate(path: FieldPath): Located | undefined;
  /** The entries of the mapping or list at the path as the text orders them, duplicates and merges among them; none for an alias. */
  children(path: FieldPath): readonly Located[];
  /** Lets go of what `locate` keeps; it reads the document again if it is asked later. */
  release(): void;
}

/** What a document may cost. All counts are per document. */
export interface DocumentLimits {
  /** Levels of nesting. */
  readonly maxDepth: number;
  /** Nodes that aliases and merges expand to; a long text counts once per 256 characters. */
  readonly maxAliasNodes: number;
  /** UTF-16 units of one document. */
  readonly maxDocumentLength: number;
  /** Duplicate keys that are listed. */
  readonly maxProblems: number;
}

/** Wider than any object that an API server stores (3 MiB, 1.5 MiB in etcd), so that real manifests never meet them. */
export const defaultDocumentLimits: DocumentLimits = {
  maxDepth: 500,
  maxAliasNodes: 100_000,
  maxDocumentLength: 64 * 1024 * 1024,
  maxProblems: 100,
};
