import type { Source } from '../../core/source.ts';
import type { SourceDocument } from '../../formats/document.ts';
import { LineIndex, type Position } from '../../formats/lines.ts';
import { readDocuments } from '../../formats/read-documents.ts';

/** A file that resources were written in. It is read when somebody asks, and once, however many resources it holds. */
export class WrittenFile {
  readonly source: Source;
  #documents: readonly SourceDocument[] | undefined;
  #lines: LineIndex | undefined;

  constructor(source: Source) {
    this.source = source;
  }

  get documents(): readonly SourceDocument[] {
    this.#documents ??= [...readDocuments(this.source.text)];
    return this.#documents;
  }

  /** The line and column of an offset. */
  positionAt(offset: number): Position {
    this.#lines ??= new LineIndex(this.source.text);
    return this.#lines.positionAt(offset);
  }
}

/** A document that may have written a field. */
export interface WrittenDocument {
  readonly file: WrittenFile;
  readonly document: SourceDocument;
  /** How many lines stand before the text of `file`, which is a part of one then. */
  readonly linesBefore: number;
}
