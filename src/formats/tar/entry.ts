/** What an entry of an archive is. */
export type TarType =
  | 'file'
  | 'directory'
  | 'symbolic-link'
  | 'hard-link'
  | 'character-device'
  | 'block-device'
  | 'fifo'
  | 'other';

/** A file of an archive, as its headers tell it. */
export interface TarEntry {
  /** As it is written: it may begin with `/`, and hold `..`. */
  readonly name: string;
  readonly type: TarType;
  /** Where a link leads; empty for what is none. */
  readonly linkName: string;
  readonly mode: number;
  readonly userId: number;
  readonly groupId: number;
  /** The size of the file, which for a sparse one is more than its body. */
  readonly size: number;
  /** Seconds since 1970. */
  readonly modified: number;
  /** Where the body begins in the archive, and how long it is, in bytes. */
  readonly body: { readonly offset: number; readonly length: number };
  readonly isSparse: boolean;
}
