/** What `plimsoll pin -o json` prints. */
export interface PinReport {
  readonly schemaVersion: 1;
  /** In the order of the files, and of their lines. */
  readonly images: readonly ReportedPin[];
  /** The files that are to be changed, or were. */
  readonly files: readonly ReportedPinFile[];
  /** What could not be read: images that are named there were not seen. */
  readonly missing: readonly ReportedPinProblem[];
}

/** An image that something names. Lines and columns count from 1. */
export interface ReportedPin {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The reference, as it is written. */
  readonly image: string;
  /** Its name with its tag, where it has one. */
  readonly tagged?: string;
  /**
   * `pinned`: it has a digest, and its tag, where one is kept, names it. `unpinned`: it has none. `moved`: its tag names another one.
   * `unverified`: it has a digest, and what its tag names is not known. `unreadable`: it is no reference. `replaced`: kustomizations put
   * another image in its place.
   */
  readonly state: 'pinned' | 'unpinned' | 'moved' | 'unverified' | 'unreadable' | 'replaced';
  /** The digest that is written. */
  readonly digest?: string;
  /** The digest that its tag names now, where it is not the one that is written. */
  readonly now?: string;
  /** Whether `now` is written in its place, or was. */
  readonly changed: boolean;
  /** Why what its tag names is not known, or cannot be written there. */
  readonly problem?: ReportedPinProblem;
}

export interface ReportedPinFile {
  readonly file: string;
  readonly written: boolean;
}

export interface ReportedPinProblem {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly file?: string;
  readonly line?: number;
}
