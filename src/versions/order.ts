/**
 * The order of the versions of one ecosystem, as its own tools have it. `Version` is what the order makes of a text:
 * read once and compared often, and only ever given back to the order that made it.
 */
export interface VersionOrder<Version = unknown> {
  /** What is versioned so. */
  readonly title: string;
  /** The page or the source file that defines the order. */
  readonly specification: string;
  /** Nothing where the text is no version of this order: a caller then knows nothing, and guesses nothing. */
  parse(text: string): Version | undefined;
  /** Negative where `a` is older than `b`, zero where they are the same version, positive where it is newer. */
  compare(a: Version, b: Version): number;
  /** What a text in the ecosystem's own syntax asks of a version; nothing where it cannot be read. */
  requirement(text: string): Requirement<Version> | undefined;
}

/** What is asked of a version: `>= 1.2, < 2`. */
export interface Requirement<Version = unknown> {
  isMetBy(version: Version): boolean;
}
