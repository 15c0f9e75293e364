import type { Credential } from './credential.ts';

/** What a pattern matched, for a detector's validator. */
export interface Candidate {
  /** The whole text, for validators that look at the surroundings. */
  readonly text: string;
  /** Span of the secret in `text`. */
  readonly start: number;
  readonly end: number;
  readonly secret: string;
  /** The named groups of the pattern; empty where it has none. */
  readonly groups: Readonly<Record<string, string | undefined>>;
}

/** One kind of credential, as data. */
export interface Detector {
  readonly id: string;
  readonly title: string;
  readonly basis: Credential['basis'];
  /** One of these is in every match, case and all, at least two characters: the prefilter. */
  readonly literals: readonly [string, ...string[]];
  /**
   * Sticky (`y`), tried `lead` characters before a literal. Every quantifier is bounded, and no two neighbours match the
   * same character. A group named `secret` (then with the flag `d`) is the secret; without it the whole match is.
   */
  readonly pattern: RegExp;
  /** How many characters of the match stand before the literal. Default 0. */
  readonly lead?: number;
  /** Whether the match may touch letters and digits on either side. Default: it stands alone. */
  readonly adjoins?: boolean;
  /** Bits per character that the secret must have at least. Default 2.8; 0 where the validator decides. */
  readonly entropy?: number;
  /** A checksum, a decoded structure, the surroundings. */
  readonly accepts?: (candidate: Candidate) => boolean;
  /** How many characters of the secret are public and may be shown, such as the four of `ghp_`. Default 0. */
  readonly shows?: number;
  /** Templates (see `example.ts`) that must and must not be found: documentation and tests. */
  readonly examples: { readonly bad: readonly [string, ...string[]]; readonly good?: readonly string[] };
}
