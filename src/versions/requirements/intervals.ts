import type { Requirement, VersionOrder } from '../order.ts';

/** One interval: `[1.0,2.0)`, `(,1.0]`, `[1.0]`. */
const INTERVAL =
  /\s*(?<open>[[(])(?<low>[^,[\]()]*)(?:(?<comma>,)(?<high>[^,[\]()]*))?(?<close>[\])])\s*(?:,(?!\s*$)|$)/y;

/** Intervals as mathematics writes them, with commas between them. Nothing where the text is not made of them. */
export function readIntervals<Version>(
  text: string,
  order: Pick<VersionOrder<Version>, 'parse' | 'compare'>,
): readonly Requirement<Version>[] | undefined {
  const intervals: Requirement<Version>[] = [];
  let at = 0;
  while (at < text.length) {
    INTERVAL.lastIndex = at;
    const found = INTERVAL.exec(text)?.groups;
    const interval = found === undefined ? undefined : intervalOf(found, order);
    if (interval === undefined) return undefined;
    intervals.push(interval);
    at = INTERVAL.lastIndex;
  }
  return intervals;
}

function intervalOf<Version>(
  { open, low = '', comma, high = '', close }: Readonly<Record<string, string | undefined>>,
  order: Pick<VersionOrder<Version>, 'parse' | 'compare'>,
): Requirement<Version> | undefined {
  const withLow = open === '[';
  const withHigh = close === ']';
  if (comma === undefined && !(withLow && withHigh && low.trim() !== '')) return undefined;
  const least = boundOf(low, order);
  const most = comma === undefined ? least : boundOf(high, order);
  if (least === 'invalid' || most === 'invalid') return undefined;
  return {
    isMetBy: (version) =>
      isAbove(least === undefined ? 1 : order.compare(version, least), withLow) &&
      isAbove(most === undefined ? 1 : order.compare(most, version), withHigh),
  };
}

function isAbove(difference: number, orEqual: boolean): boolean {
  return difference > 0 || (orEqual && difference === 0);
}

function boundOf<Version>(text: string, order: Pick<VersionOrder<Version>, 'parse'>): Version | undefined | 'invalid' {
  return text.trim() === '' ? undefined : (order.parse(text.trim()) ?? 'invalid');
}
