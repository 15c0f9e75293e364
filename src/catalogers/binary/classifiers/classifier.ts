/** Tells a program by what its bytes say of it. */
export interface Classifier {
  /** The name of its package: `node`, `openssl`. */
  readonly name: string;
  /** The file names that the program or library has. */
  readonly files: RegExp;
  /**
   * Texts of the program that stand beside its version; of some programs they depend on the file name. They begin with a letter or digit: the zero
   * before a text is in its pattern, since to look for one that begins with it takes ten times as long.
   */
  readonly literals: (fileName: string) => readonly string[];
  /** What stands around a literal, with the version as the group `version`; global, and what may follow it is only looked at. */
  readonly pattern: RegExp;
  /** How sure the text is: `high` names the program with its version, `medium` is a version where only that program has it. */
  readonly confidence: 'high' | 'medium';
  /** Vendor and product of its CPE. */
  readonly cpe: readonly [vendor: string, product: string];
}

/** How many bytes before the beginning of a literal a pattern sees. */
export const BEFORE = 64;
/** How many bytes from the beginning of a literal on a pattern sees. */
export const BEHIND = 160;
