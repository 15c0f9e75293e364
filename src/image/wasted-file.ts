/** A file that a layer carries and nobody sees: a later one took its place, or took it away. */
export interface WastedFile {
  readonly path: string;
  /** The layer that carries it, counted from 0, the lowest. */
  readonly layer: number;
  /** In bytes. */
  readonly size: number;
  /** The layer that hides it, where its name tells that. */
  readonly hiddenBy: number | undefined;
  /** Whether another file stands at its path. */
  readonly isReplaced: boolean;
}
