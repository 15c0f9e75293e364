/** What there is beside advisories: which flaws are exploited, how likely others are to be, and how long distributions are supported. */
export const feedNames = ['kev', 'epss', 'eol'] as const;

export type FeedName = (typeof feedNames)[number];

/** A feed as it is kept. */
export interface Feed {
  readonly name: FeedName;
  /** When its publisher made it, as it writes that; empty where it does not. */
  readonly modified: string;
  /** How many entries it has. */
  readonly entries: number;
  /** The file that is kept of it. */
  readonly bytes: Uint8Array;
}

/** Why something is no feed: a clause behind its name and a colon. */
export interface FeedFault {
  readonly why: string;
}

/** When each CVE became known to be exploited, as a date. */
export type KeptExploited = Readonly<Record<string, string>>;

/** Until when a release of a distribution gets mended: a date (`2028-06-30`), `ended` without a day, or no end that was announced. */
export type SupportEnd = string;

/** For the product of each distribution its releases, each with the ends of its support and of its paid support; empty: none announced. */
export type KeptSupport = Readonly<
  Record<string, Readonly<Record<string, readonly [support: SupportEnd, paid: SupportEnd]>>>
>;
