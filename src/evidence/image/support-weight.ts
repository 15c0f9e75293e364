import * as v from 'valibot';
import { daysUntil } from '../../advisories/support/days.ts';
import type { SupportView } from './image-view.ts';

/** The option of rules about the end of support. */
export const daysBeforeOption = v.optional(
  v.pipe(
    v.number(),
    v.integer(),
    v.minValue(0),
    v.description('How many days before its end a release is reported; 0 waits until it has ended.'),
  ),
  0,
);

/** What is told of a release. */
export interface ReleaseEnd {
  readonly name: string;
  /** As an ISO date; empty where nobody tells the day. */
  readonly day: string;
  readonly days: number;
}

/** The end of a release that has ended, `ended`, or does so in as many days, `ending`; undefined for any other. */
export function endOf(
  { name, support, today }: SupportView,
  daysBefore: number,
): { readonly message: 'ended' | 'ending'; readonly end: ReleaseEnd } | undefined {
  if (support.state === 'ended') return { message: 'ended', end: { name, day: support.since, days: 0 } };
  if (support.state !== 'supported' || support.until === '') return undefined;
  const days = daysUntil(support.until, today);
  return days < daysBefore ? { message: 'ending', end: { name, day: support.until, days } } : undefined;
}

/** `Debian 10 (buster) gets no fixes any more: its support ended on 2024-06-30.` */
export function endedText({ name, day }: ReleaseEnd): string {
  return `${name} gets no fixes any more: its support ended ${day === '' ? 'long ago' : `on ${day}`}.`;
}

/** `The support of Fedora 43 ends on 2026-12-09, in 16 days.` */
export function endingText({ name, day, days }: ReleaseEnd): string {
  return `The support of ${name} ends on ${day}, ${days === 0 ? 'today' : `in ${days === 1 ? '1 day' : `${days} days`}`}.`;
}
