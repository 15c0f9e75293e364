/** A policy file's text and the name that users know it by. */
export interface PolicySource {
  readonly path: string;
  readonly text: string;
}

/** Reads the file that another one extends, by its path as seen from that one. What cannot be read is a `UserError`. */
export type ReadExtended = (path: string, from: PolicySource) => PolicySource;
