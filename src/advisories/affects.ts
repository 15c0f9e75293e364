import type { AffectedRange } from '../core/vulnerability.ts';
import type { Affected, RangeEvent, VersionRange } from './advisory.ts';
import type { PlacedEvent, VersionLine } from './version-line.ts';

/** Whether a flaw is in a version. */
export type Answer = AffectedAnswer | ResolvedAnswer | { readonly state: 'unaffected' } | UnknownAnswer;

/** It is there. */
export interface AffectedAnswer {
  readonly state: 'affected';
  readonly ranges: readonly AffectedRange[];
  /** Whether the version is among those that are listed by name. */
  readonly isListed: boolean;
  /** The first version that is without the flaw by every range; undefined where none is known. */
  readonly fixed: string | undefined;
}

/** It was there before the version that `fixed` it, which the installed one does not precede; `0` where it never was. */
export interface ResolvedAnswer {
  readonly state: 'resolved';
  readonly fixed: string;
}

/** A version that cannot be read stands in the way. */
export interface UnknownAnswer {
  readonly state: 'unknown';
  readonly version: string;
}

/**
 * Whether the entries of an advisory for one package say that the flaw is in the version that is installed.
 * Source: https://ossf.github.io/osv-schema/#evaluation.
 */
export function affects(entries: readonly Affected[], line: VersionLine): Answer {
  const isListed = entries.some(({ versions }) => versions.some(line.isHere));
  const ranges: AffectedRange[] = [];
  let unknown: UnknownAnswer | undefined;
  let resolved: ResolvedAnswer | undefined;
  for (const range of entries.flatMap((entry) => entry.ranges)) {
    if (range.type === 'GIT') continue;
    const place = placeIn(range, line);
    if (place.state === 'inside') ranges.push(place.proof);
    else if (place.state === 'unknown') unknown ??= place;
    else if (place.state === 'resolved') resolved ??= place;
  }
  if (isListed || ranges.length > 0) return { state: 'affected', ranges, isListed, fixed: lastFix(ranges, line) };
  return unknown ?? resolved ?? UNAFFECTED;
}

/** The same for one that says of all versions before another that they are affected, and nothing else. */
export function affectsBefore(fix: string, line: VersionLine): Answer {
  const place = line.isReadable ? placeBefore({ kind: 'fixed', version: fix }, line) : unreadable(line);
  return place.state === 'inside' ? { state: 'affected', ranges: [place.proof], isListed: false, fixed: fix } : place;
}

function unreadable({ version }: VersionLine): UnknownAnswer {
  return { state: 'unknown', version };
}

const UNAFFECTED = { state: 'unaffected' } as const;

/** The highest of the versions that end the ranges; none where one of them has no end. */
function lastFix(ranges: readonly AffectedRange[], line: VersionLine): string | undefined {
  if (ranges.length === 1) return ranges[0]?.fixed;
  const fixes = ranges.flatMap(({ fixed }) => (fixed === undefined ? [] : [fixed]));
  const [first, ...others] = fixes;
  if (first === undefined || fixes.length < ranges.length) return undefined;
  return others.reduce((last, fixed) => line.later(last, fixed), first);
}

type Place =
  | { readonly state: 'inside'; readonly proof: AffectedRange }
  | ResolvedAnswer
  | { readonly state: 'unaffected' }
  | UnknownAnswer;

function placeIn({ events }: VersionRange, line: VersionLine): Place {
  const isWholeLine = events.every(isStart);
  if (isWholeLine && events.length > 0) return { state: 'inside', proof: proofOf('0', undefined) };
  if (!line.isReadable) return unreadable(line);
  const fix = soleFix(events);
  if (fix !== undefined) return placeBefore(fix, line);
  const placed: PlacedEvent[] = [];
  for (const event of events) {
    const found = line.place(event);
    if (found === undefined) return { state: 'unknown', version: event.version };
    placed.push(found);
  }
  const limits = placed.filter(({ kind }) => kind === 'limit');
  if (limits.length > 0 && !limits.some(({ place }) => place > 0)) return UNAFFECTED;
  return walk(isSorted(placed, line) ? placed : placed.toSorted((a, b) => line.compare(a, b)));
}

/** Most are written in the order of their versions. */
function isSorted(placed: readonly PlacedEvent[], line: VersionLine): boolean {
  return placed.every((event, at) => {
    const before = placed[at - 1];
    return before === undefined || line.compare(before, event) <= 0;
  });
}

function isStart({ kind, version }: RangeEvent): boolean {
  return kind === 'introduced' && version === '0';
}

/** Most ranges are of all versions before one, which mends the flaw. */
function soleFix(events: readonly RangeEvent[]): RangeEvent | undefined {
  const [first, fix] = events;
  const isSole = events.length === 2 && first !== undefined && isStart(first) && fix?.kind === 'fixed';
  return isSole ? fix : undefined;
}

function placeBefore(fix: RangeEvent, line: VersionLine): Place {
  const placed = line.place(fix);
  if (placed === undefined) return { state: 'unknown', version: fix.version };
  if (placed.place <= 0) return { state: 'resolved', fixed: fix.version };
  return { state: 'inside', proof: proofOf('0', placed) };
}

/** Goes along the line up to the installed version: what came last says whether the flaw is there. */
function walk(sorted: readonly PlacedEvent[]): Place {
  let introduced: string | undefined;
  let fixed: string | undefined;
  for (const { kind, version, place } of sorted) {
    if (kind === 'introduced' && place <= 0) introduced ??= version;
    else if (kind === 'fixed' && place <= 0) {
      fixed = introduced === undefined ? fixed : version;
      introduced = undefined;
    } else if (kind === 'last_affected' && place < 0) introduced = undefined;
  }
  if (introduced !== undefined) return { state: 'inside', proof: proofOf(introduced, sorted.find(isEndBehind)) };
  return fixed === undefined ? UNAFFECTED : { state: 'resolved', fixed };
}

function isEndBehind({ kind, place }: PlacedEvent): boolean {
  return kind === 'fixed' ? place > 0 : kind === 'last_affected' && place >= 0;
}

function proofOf(introduced: string, end: PlacedEvent | undefined): AffectedRange {
  return {
    introduced,
    fixed: end?.kind === 'fixed' ? end.version : undefined,
    lastAffected: end?.kind === 'last_affected' ? end.version : undefined,
  };
}
