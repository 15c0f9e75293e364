/** How likely a flaw is to be exploited within 30 days, as EPSS estimates it. Source: https://www.first.org/epss/model. */
export interface Likelihood {
  /** From 0 to 1. */
  readonly probability: number;
  /** The part of all flaws that are less or as likely, from 0 to 1. */
  readonly percentile: number;
}
