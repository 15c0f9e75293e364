/** A file that was found, before it is read. */
export interface FoundFile {
  /** The name that users know it by: as they wrote it, or below the directory that they wrote. */
  readonly path: string;
  /** Its size in bytes, where it is known beforehand. */
  readonly size?: number;
}

/** The file system, as far as manifests need it. */
export interface Files {
  /** The files at a path: the file itself, or those below the directory that can hold manifests, sorted by path. */
  list(path: string): Promise<readonly FoundFile[]>;
  /** The bytes of a file; at most `limit` of them are read, and more is an error. `-` is standard input. */
  read(path: string, limit: number): Promise<Uint8Array>;
}

/** The time of day. */
export interface Clock {
  now(): Date;
}
