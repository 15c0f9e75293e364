import type { Edit } from '../../core/edit.ts';
import type { Source, SourcePlace, Span } from '../../core/source.ts';
import { maskCredentials } from '../../credentials/mask.ts';
import type { SourceDocument } from '../../formats/document.ts';
import { LineIndex, type Position, positionAt } from '../../formats/lines.ts';
import { readDocuments } from '../../formats/read-documents.ts';
import { applyEdits, previewEdit } from '../../manifests/edit/apply-edits.ts';
import { unifiedHunks } from '../../manifests/edit/hunks.ts';
import type { Splice } from '../../manifests/edit/splice.ts';

const CONTEXT_LINES = 1;

const MASK = '****';

const HUNK_HEADER = /^@@ -(\d+)/;

/** Shorter concealed values are left to the pattern search: replacing every `a` helps nobody. */
const SHORTEST_LITERAL = 4;

/** The documents that findings stand in, as they may be shown: without the credentials in them. */
export class MaskedDocuments {
  readonly #concealed: ReadonlyMap<Source, readonly Span[]>;
  readonly #documents = new Map<Source, Map<number, MaskedDocument>>();

  constructor(concealed: ReadonlyMap<Source, readonly Span[]>) {
    this.#concealed = concealed;
  }

  /** The document that a place lies in. */
  at({ source, document }: SourcePlace): MaskedDocument {
    const ofSource = this.#documents.get(source) ?? new Map<number, MaskedDocument>();
    this.#documents.set(source, ofSource);
    const found =
      ofSource.get(document.start) ?? new MaskedDocument(source, document, this.#concealed.get(source) ?? []);
    ofSource.set(document.start, found);
    return found;
  }
}

/** A stretch of a file and what to put in its place. Lines and columns count from 1; the end is exclusive. */
export interface Replacement {
  readonly start: Position;
  readonly end: Position;
  readonly text: string;
}

/** One document, as it may be shown. Every excerpt of every format comes from here. */
export class MaskedDocument {
  readonly #text: string;
  readonly #firstLine: number;
  /** How far the document stands from the beginning of its first line. */
  readonly #shift: number;
  readonly #secrets: readonly string[];
  readonly #lines: readonly string[];
  #document: SourceDocument | undefined;
  #index: LineIndex | undefined;

  constructor(source: Source, document: Span, concealed: readonly Span[]) {
    this.#text = source.text.slice(document.start, document.end);
    const { line, column } = positionAt(source.text, document.start);
    this.#firstLine = line;
    this.#shift = column - 1;
    this.#secrets = concealed
      .filter(({ start, end }) => start >= document.start && end <= document.end)
      .flatMap(({ start, end }) => source.text.slice(start, end).split(/\r?\n/))
      .map((secret) => secret.trim())
      .filter((secret) => secret.length >= SHORTEST_LITERAL);
    this.#lines = splitLines(this.#mask(this.#text));
  }

  /** A line of the file, counted from 1; a line outside the document is empty. */
  line(number: number): string {
    return this.#lines[number - this.#firstLine] ?? '';
  }

  /** What edits change, as the lines of a unified diff's hunks; nothing where they cannot be applied. */
  hunks(edits: readonly Edit[]): readonly string[] {
    const document = this.#read();
    if (document === undefined) return [];
    const splices = this.#splices(document, edits);
    return unifiedHunks(this.#text, splices, CONTEXT_LINES).flatMap((hunk) => this.#maskedHunk(hunk));
  }

  /** What edits replace in the file, for programs to apply; nothing where they cannot be applied or write a credential. */
  replacements(edits: readonly Edit[]): readonly Replacement[] {
    const document = this.#read();
    if (document === undefined || this.hunks(edits).some(isMaskedAddition)) return [];
    const applied = applyEdits(this.#text, document, edits);
    if ('code' in applied) return [];
    this.#index ??= new LineIndex(this.#text);
    const index = this.#index;
    const position = (offset: number): Position => this.#inFile(index.positionAt(offset));
    return applied.splices.map(({ start, end, text }) => ({ start: position(start), end: position(end), text }));
  }

  #inFile({ line, column }: Position): Position {
    return { line: line + this.#firstLine - 1, column: line === 1 ? column + this.#shift : column };
  }

  #read(): SourceDocument | undefined {
    if (this.#document === undefined) [this.#document] = readDocuments(this.#text);
    return this.#document;
  }

  #splices(document: SourceDocument, edits: readonly Edit[]): readonly Splice[] {
    const [edit, ...others] = edits;
    if (edit !== undefined && others.length === 0) {
      const splice = previewEdit(this.#text, document, edit);
      return splice === undefined ? [] : [splice];
    }
    const applied = applyEdits(this.#text, document, edits);
    return 'code' in applied ? [] : applied.splices;
  }

  /** A hunk with the lines of the document as it may be shown, new lines masked among their neighbours. */
  #maskedHunk(hunk: string): readonly string[] {
    const [header = '', ...lines] = hunk.trimEnd().split('\n');
    let line = Number(HUNK_HEADER.exec(header)?.[1] ?? 1);
    const shown = lines.map((text) => {
      if (text.startsWith('+') || text.startsWith('\\')) return text;
      line += 1;
      return `${text.charAt(0)}${this.#lines[line - 2] ?? ''}`;
    });
    const masked = splitLines(this.#mask(shown.map((text) => text.slice(1)).join('\n')));
    return [this.#headerInFile(header), ...shown.map((text, index) => `${text.charAt(0)}${masked[index] ?? ''}`)];
  }

  #headerInFile(header: string): string {
    const shift = this.#firstLine - 1;
    return header.replace(/(?<=[-+])\d+/g, (line) => String(Number(line) + shift));
  }

  #mask(text: string): string {
    let masked = text;
    for (const secret of this.#secrets) masked = masked.replaceAll(secret, MASK);
    return maskCredentials(masked);
  }
}

function isMaskedAddition(line: string): boolean {
  return line.startsWith('+') && line.includes(MASK);
}

function splitLines(text: string): readonly string[] {
  return text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}
