import type { Clock } from '../core/ports.ts';

const SECONDS = /^\d{1,11}$/;

/**
 * The time of this machine, or the one that `SOURCE_DATE_EPOCH` fixes in seconds, so that reports can be reproduced.
 * Source: https://reproducible-builds.org/specs/source-date-epoch/.
 */
export function systemClock(sourceDateEpoch: string | undefined): Clock {
  if (sourceDateEpoch === undefined || !SECONDS.test(sourceDateEpoch)) return { now: () => new Date() };
  const fixed = Number(sourceDateEpoch) * 1000;
  return { now: () => new Date(fixed) };
}
