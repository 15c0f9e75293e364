import type { Source, Span } from '../core/source.ts';
import type { SourceDocument } from '../formats/document.ts';
import { readDocumentAt } from '../formats/read-documents.ts';

/** A document by its place, which costs nothing to keep. */
export interface DocumentPlace {
  readonly source: Source;
  readonly range: Span;
  readonly syntax: SourceDocument['syntax'];
}

/**
 * Hands out documents by their place. It keeps the last one: what is asked about a document comes together, and a tree
 * that nobody asks about any more is let go.
 */
export class DocumentShelf {
  #source: Source | undefined;
  #last: SourceDocument | undefined;

  /** Keeps a document that was just read. */
  put(source: Source, document: SourceDocument): void {
    this.#source = source;
    this.#last = document;
  }

  /** The document at a place, read again where it is not the last one. */
  at({ source, range, syntax }: DocumentPlace): SourceDocument | undefined {
    if (this.#source === source && this.#last?.range.start === range.start) return this.#last;
    this.#source = source;
    this.#last = readDocumentAt(source.text, syntax, range);
    return this.#last;
  }
}
