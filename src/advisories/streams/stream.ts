/** A collection of advisories that a package of a distribution is held against: those of a release, or of a service for it. */
export interface AdvisoryStream {
  /** As OSV names it, with the release. */
  readonly ecosystem: string;
  /**
   * What it has to say where other streams are asked too. `yielding`: what the others know to be mended is. `last`: it is asked where the
   * others do not know the package at all. Without it, its word stands.
   */
  readonly rank?: 'yielding' | 'last';
  /** Where what mends a flaw by its advisories cannot be had as things are: what it takes. */
  readonly takes?: string;
  /** The minor release of Red Hat Enterprise Linux that the packages stay at: what mends a flaw in a later one takes an upgrade to that. */
  readonly minor?: number;
}
