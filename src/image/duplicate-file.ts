/** A file of an image with the same content as another, which is no link to it. */
export interface DuplicateFile {
  readonly path: string;
  /** The layer that carries it, counted from 0. */
  readonly layer: number;
  /** In bytes. */
  readonly size: number;
  /** The path of the other one, of the same layer or one below. */
  readonly of: string;
}
