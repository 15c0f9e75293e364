/** Offsets into a text, in UTF-16 units; the end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A text that resources were read from. `path` is the name that users know it by; standard input is `-`. */
export interface Source {
  readonly path: string;
  readonly text: string;
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
