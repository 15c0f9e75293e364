/** A replacement of a stretch of a text. Offsets count in the text before any splice. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies splices that are in order and do not overlap. */
export function spliceText(text: string, splices: readonly Splice[]): string {
  let result = '';
  let at = 0;
  for (const splice of splices) {
    result += text.slice(at, splice.start) + splice.text;
    at = splice.end;
  }
  return result + text.slice(at);
}

/** A stretch of the original text, or text that was put in. */
type Piece = { readonly start: number; readonly end: number } | { readonly text: string };

/** A text under edit: it knows what it is now, and by which splices it came from the original. */
export class EditedText {
  readonly #original: string;
  #pieces: Piece[];

  constructor(original: string) {
    this.#original = original;
    this.#pieces = [{ start: 0, end: original.length }];
  }

  /** The offsets of `splice` count in the text as it is now. */
  apply(splice: Splice): void {
    const pieces: Piece[] = [];
    let at = 0;
    let isPlaced = false;
    for (const piece of this.#pieces) {
      const length = lengthOf(piece);
      if (at <= splice.start) pieces.push(slicePiece(piece, 0, splice.start - at));
      if (!isPlaced && at + length >= splice.start) {
        pieces.push({ text: splice.text });
        isPlaced = true;
      }
      if (at + length > splice.end) pieces.push(slicePiece(piece, Math.max(0, splice.end - at), length));
      at += length;
    }
    if (!isPlaced) pieces.push({ text: splice.text });
    this.#pieces = pieces.filter((piece) => lengthOf(piece) > 0);
  }

  get text(): string {
    return spliceText(this.#original, this.splices);
  }

  /** What leads from the original to the text as it is now. */
  get splices(): Splice[] {
    const splices: Splice[] = [];
    let at = 0;
    let text = '';
    for (const piece of [...this.#pieces, { start: this.#original.length, end: this.#original.length }]) {
      if ('text' in piece) {
        text += piece.text;
        continue;
      }
      if (text !== '' || piece.start > at) splices.push({ start: at, end: piece.start, text });
      at = piece.end;
      text = '';
    }
    return splices;
  }
}

function lengthOf(piece: Piece): number {
  return 'text' in piece ? piece.text.length : piece.end - piece.start;
}

function slicePiece(piece: Piece, from: number, to: number): Piece {
  const end = Math.min(to, lengthOf(piece));
  if ('text' in piece) return { text: piece.text.slice(from, end) };
  return { start: piece.start + from, end: piece.start + Math.max(from, end) };
}
