/** A file that a layer carries and nobody sees: a later one took its place, or took it away. */
export interface WastedFile {
  readonly path: string;
  /** The layer that carries it, counted from 0, the lowest. */
  readonly layer: number;
  /** In bytes. */
  readonly size: number;
  /** The layer that hides it, where its name tells that. */
  readonly hiddenBy: number | undefined;
  /** The file that stands at its path; undefined where none does. */
  readonly replacement: Replacement | undefined;
}

/** A file that took the place of another. */
export interface Replacement {
  /** Whether it has the size and time of that: only owner or mode was changed, and with them all of it was written again. */
  readonly isCopy: boolean;
  readonly mode: number;
  readonly userId: number;
  readonly groupId: number;
}
