import type { Json } from '../../core/edit.ts';
import type { FieldPath } from '../../core/field-path.ts';
import type { ImageReference, ReferenceFault } from '../../core/image-reference.ts';
import type { Source } from '../../core/source.ts';
import type { SourceDocument } from '../../formats/document.ts';
import type { FilePosition } from '../../formats/written-at.ts';
import type { Splice } from '../../manifests/edit/splice.ts';

/** A place that names an image. */
export interface ImageSite {
  readonly source: Source;
  readonly position: FilePosition;
  /** The reference, as it is written. */
  readonly text: string;
  /** What it names; the tag may come from the comment behind it. */
  readonly image: ImageReference | ReferenceFault;
  /** How a digest is written there, or why it is not. */
  readonly writing: Writing | WrittenElsewhere;
}

/** How a digest is written. */
export interface Writing {
  /** The document that it is written into, where that is one of YAML or JSON. */
  readonly within?: WrittenValue;
  write(digest: string): WrittenDigest;
}

/** The value of a document that changes. */
export interface WrittenValue {
  readonly document: SourceDocument;
  readonly path: FieldPath;
  /** Whether aliases may lead to it. */
  readonly hasAnchor: boolean;
}

/** A digest in its place: the splices that put it there, and the value that stands there then. */
export interface WrittenDigest {
  readonly splices: readonly Splice[];
  readonly value: Json;
}

/** Why nothing is written where an image is named. */
export type WrittenElsewhere =
  /** A template wrote it, of some values of the chart where that is known. */
  | { readonly by: 'chart'; readonly values: readonly string[] }
  /** Kustomize wrote it, of what is no field of a manifest below the paths. */
  | { readonly by: 'kustomization' }
  /** It is an alias of a value. */
  | { readonly by: 'alias'; readonly within: WrittenValue }
  /** It is written with escapes or in lines. */
  | { readonly by: 'layout' };

/** Whether a digest can be written there. */
export function isWritable(writing: ImageSite['writing']): writing is Writing {
  return 'write' in writing;
}
