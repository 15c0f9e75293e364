/** One credential found in a text. */
export interface Credential {
  /** Kebab-case id of what it is, such as `github-token`. */
  readonly kind: string;
  /** What it is in words, such as "GitHub token". */
  readonly title: string;
  /** Where the secret itself begins, in UTF-16 units of the text. */
  readonly start: number;
  /** Where it ends, exclusive. */
  readonly end: number;
  /**
   * Why it counts: a published `format`, the `structure` around it (a password in a URL, a literal under a telling
   * name), or the `entropy` of a value under a telling name.
   */
  readonly basis: 'format' | 'structure' | 'entropy';
}

/** Sorts by position and keeps, of credentials that overlap, the first; of those that begin together, the first given. */
export function withoutOverlaps<Found extends Credential>(found: readonly Found[]): readonly Found[] {
  const kept: Found[] = [];
  let end = 0;
  for (const credential of found.toSorted((a, b) => a.start - b.start)) {
    if (credential.start < end) continue;
    kept.push(credential);
    end = credential.end;
  }
  return kept;
}
