import type { FieldPath } from './field-path.ts';

/** Offsets into a text, in UTF-16 units; the end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A text that resources were read from. `path` is the name that users know it by; standard input is `-`. */
export interface Source {
  readonly path: string;
  readonly text: string;
  /** Where what stands in it was written, when a program rendered it. */
  readonly rendering?: Rendering;
}

/** The programs that render manifests. */
export type Renderer = 'helm' | 'kustomize';

/** How a text was made, and where its authors wrote what stands in it. */
export interface Rendering {
  readonly by: Renderer;
  /** Where was written what begins at an offset of the rendered text. `path` is the field of the resource, where it is known. */
  originOf(offset: number, path?: FieldPath): RenderedOrigin;
}

/** The line of a template or source file that gave a line of a rendered text. Lines and columns count from 1. */
export interface RenderedOrigin {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The value of a chart that is written there. */
  readonly value?: ValueOrigin;
}

/** A value of a chart, and where it is set. */
export interface ValueOrigin {
  /** As `image.tag`, without `.Values`. */
  readonly path: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where in a source something stands, and the document that holds it. */
export interface SourcePlace {
  readonly source: Source;
  readonly document: Span;
  /** Where it begins and ends. It is looked up when it is asked for. */
  readonly span: Span;
  /** The same object for every place of one resource. */
  readonly resource: object;
}
