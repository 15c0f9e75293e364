import type { KeptSupport, SupportEnd } from '../feeds/feed.ts';
import { daysUntil } from './days.ts';
import type { ExtendedSupport, Release } from './release.ts';
import { carriedEnds, type ToldEnds } from './told-ends.ts';

/** Until when something gets fixes. Dates are days, as ISO writes them; an empty one is not known. */
export type Support =
  /** It has no releases that end. */
  | { readonly state: 'rolling' }
  /** `until` is empty where no end was announced; `by` says who gives the fixes where it is not who made it. */
  | { readonly state: 'supported'; readonly until: string; readonly by: string }
  /** Fixes are sold since a day, and until another. */
  | { readonly state: 'paid'; readonly since: string; readonly until: string; readonly by: string }
  | { readonly state: 'ended'; readonly since: string }
  /** `why` is a clause. */
  | { readonly state: 'unknown'; readonly why: string };

/** A release of the same product to which one can change. */
export interface NextRelease {
  readonly cycle: string;
  /** The day of its end; empty where none was announced. */
  readonly until: string;
}

/** On which day ends are looked at, and what told them. */
export interface SupportContext {
  readonly ends: ToldEnds;
  /** As an ISO date. */
  readonly today: string;
}

/** The shortest life of a release that images are made from is half a year: one that is newer than data of that age cannot have ended. */
const SHORTEST_LIFE_DAYS = 180;

/** A release with fewer days left is no good to change to. */
const WORTH_CHANGING_DAYS = 90;

/** What was carried along, and what was told later: of each release what is newer counts. */
export function newestEnds(told: ToldEnds | undefined): ToldEnds {
  if (told === undefined) return carriedEnds;
  const [older, newer] = told.day < carriedEnds.day ? [told, carriedEnds] : [carriedEnds, told];
  const names = new Set([...Object.keys(older.products), ...Object.keys(newer.products)]);
  const products = [...names].map((name) => [name, { ...cyclesIn(older, name), ...cyclesIn(newer, name) }] as const);
  return { day: newer.day, products: Object.fromEntries(products) };
}

/** Until when a release gets fixes. `repositories` are those from which its packages come. */
export function supportOf(release: Release, context: SupportContext, repositories: readonly string[] = []): Support {
  const { product, cycle, extended } = release;
  const cycles = cyclesIn(context.ends, product);
  const ends = Object.hasOwn(cycles, cycle) ? cycles[cycle] : undefined;
  if (ends === undefined) return unlisted(release, context);
  const isIncluded = extended !== undefined && isOpenToAll(extended, repositories);
  return judged(ends, { today: context.today, extended, isIncluded });
}

/** The oldest release of the same product that is newer and supported for some time, or else the newest that is supported at all. */
export function nextRelease(
  { product, cycle, extended }: Release,
  { ends, today }: SupportContext,
): NextRelease | undefined {
  const isIncluded = extended?.isPaid === false;
  const supported = Object.entries(cyclesIn(ends, product))
    .filter(([other]) => isNumbered(other) && compareCycles(other, cycle) > 0)
    .toSorted(([one], [other]) => compareCycles(one, other))
    .flatMap(([other, each]) => {
      const support = judged(each, { today, extended, isIncluded });
      return support.state === 'supported' ? [{ cycle: other, until: support.until }] : [];
    });
  const isLasting = ({ until }: NextRelease): boolean => until === '' || daysUntil(until, today) >= WORTH_CHANGING_DAYS;
  return supported.find(isLasting) ?? supported.at(-1);
}

interface Judging {
  readonly today: string;
  readonly extended: ExtendedSupport | undefined;
  /** Whether extended support counts as support: it is free, or paid for. */
  readonly isIncluded: boolean;
}

function judged([first, second]: readonly [SupportEnd, SupportEnd], { today, extended, isIncluded }: Judging): Support {
  if (first === '') return supportedBy('', '');
  const last = isIncluded && isDay(second) && (!isDay(first) || second > first) ? second : first;
  if (isAhead(first, today)) return supportedBy('', last);
  if (extended === undefined || !isAhead(second, today)) return { state: 'ended', since: isDay(last) ? last : '' };
  if (isIncluded) return supportedBy(extended.name, second);
  return { state: 'paid', since: isDay(first) ? first : '', until: second, by: extended.name };
}

function supportedBy(by: string, until: string): Support {
  return { state: 'supported', until, by };
}

function isOpenToAll({ isPaid, repository }: ExtendedSupport, repositories: readonly string[]): boolean {
  return !isPaid || (repository !== undefined && repositories.includes(repository));
}

/** The last day counts. */
function isAhead(end: SupportEnd, today: string): boolean {
  return isDay(end) && end >= today;
}

function isDay(end: SupportEnd): boolean {
  return end !== '' && end !== 'ended';
}

/** A release that nothing tells of: one that is newer than all that are listed is supported while the list is new, an older one was left out. */
function unlisted({ product, cycle }: Release, { ends, today }: SupportContext): Support {
  const newest = Object.keys(cyclesIn(ends, product)).filter(isNumbered).toSorted(compareCycles).at(-1);
  if (newest === undefined) return { state: 'unknown', why: 'nothing here tells until when it is supported' };
  if (compareCycles(cycle, newest) < 0) return { state: 'ended', since: '' };
  if (daysUntil(today, ends.day) <= SHORTEST_LIFE_DAYS) return supportedBy('', '');
  return { state: 'unknown', why: `it is newer than what is known here, which was told on ${ends.day}` };
}

function cyclesIn({ products }: ToldEnds, product: string): KeptSupport[string] {
  return Object.hasOwn(products, product) ? (products[product] ?? {}) : {};
}

function isNumbered(cycle: string): boolean {
  return /^\d+(?:\.\d+)*$/.test(cycle);
}

/** Numbers one after another, as dots divide them. */
function compareCycles(one: string, other: string): number {
  const [left, right] = [one.split('.').map(Number), other.split('.').map(Number)];
  for (const [index, number] of left.entries()) {
    const difference = number - (right[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
