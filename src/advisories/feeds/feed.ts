/** Until when a release of a distribution gets mended: a date (`2028-06-30`), `ended` without a day, or no end that was announced. */
export type SupportEnd = string;

/** What there is beside advisories: which flaws are exploited, and how long distributions are supported. */
export interface Feed {
  readonly name: 'kev' | 'eol';
  /** When its publisher made it, as it writes that; empty where it does not. */
  readonly modified: string;
  /** How many entries it has. */
  readonly entries: number;
  /** What is kept of it. */
  readonly kept: KeptExploited | KeptSupport;
}

/** When each CVE became known to be exploited, as a date. */
export type KeptExploited = Readonly<Record<string, string>>;

/** For the product of each distribution its releases, each with the ends of its support and of its paid support; empty: none announced. */
export type KeptSupport = Readonly<
  Record<string, Readonly<Record<string, readonly [support: SupportEnd, paid: SupportEnd]>>>
>;
