import type { Affected, ListedVersions, RangeEvent, VersionRange } from '../advisory.ts';
import type { FixWord } from '../fix-word.ts';
import { type VersionPlaces, VersionRuns, type VersionTable } from './version-places.ts';

/**
 * What of an advisory's entry for a package is kept, as short as JSON can be: ranges, runs of versions, and what else is told. One of all
 * versions before another, of which nothing else is told, is the place of that other: most are.
 */
export type EntryCode = number | LongEntryCode;

type LongEntryCode = readonly [ranges: readonly RangeCode[], versions?: readonly number[], only?: OnlyCode];

/** What else is told of it: `m` the streams of modules that it is about, `a` the architecture, `w` the distribution's word for its fix, `r` the releases of a module of Go. */
interface OnlyCode {
  readonly m?: readonly string[];
  readonly a?: string;
  readonly w?: FixWord;
  readonly r?: readonly RangeCode[];
}

/** For each event the place of its version four times, with that of its kind added. */
export type RangeCode = readonly number[];

const NONE: readonly never[] = [];

const KINDS = ['introduced', 'last_affected', 'fixed', 'limit'] as const;
const FIXED = KINDS.indexOf('fixed');

/** Puts an entry into its short form. Commits are left out: nothing that is installed is named by one. */
export function encodeEntry(entry: Affected, places: VersionPlaces): EntryCode {
  const codes: RangeCode[] = [];
  for (const range of entry.ranges) if (range.type !== 'GIT') codes.push(encodeRange(range, places));
  const runs = encodeListed(entry.versions, places);
  const only = encodeRest(entry, places);
  if (only !== undefined) return [codes, runs, only];
  return runs.length > 0 ? [codes, runs] : (soleFixIn(codes) ?? [codes]);
}

function encodeListed(versions: ListedVersions, places: VersionPlaces): readonly number[] {
  let listed: Set<string> | undefined;
  versions.forEach((version) => {
    listed ??= new Set();
    listed.add(version);
  });
  return listed === undefined ? NONE : places.runsOf(listed);
}

/** Undefined where nothing else is told, as of most. */
function encodeRest({ modules, architecture, word, custom }: Affected, places: VersionPlaces): OnlyCode | undefined {
  if ((modules ?? architecture ?? word ?? custom) === undefined) return undefined;
  return {
    ...(modules && { m: modules }),
    ...(architecture && { a: architecture }),
    ...(word && { w: word }),
    ...(custom && { r: custom.map((range) => encodeRange(range, places)) }),
  };
}

function encodeRange({ events }: VersionRange, places: VersionPlaces): RangeCode {
  return events.map(({ kind, version }) => places.of(version) * KINDS.length + KINDS.indexOf(kind));
}

/** The place of the version before which all are affected, where that is all that ranges tell. */
function soleFixIn(codes: readonly RangeCode[]): number | undefined {
  const [range] = codes;
  if (range === undefined || codes.length > 1) return undefined;
  const [start, fix = 0] = range;
  const isSole = range.length === 2 && start === 0 && fix % KINDS.length === FIXED;
  return isSole ? Math.floor(fix / KINDS.length) : undefined;
}

/** How many numbers name an event of one of so many versions: all that are less. */
export function eventCodes(versions: number): number {
  return versions * KINDS.length;
}

const START: RangeEvent = { kind: 'introduced', version: '0' };

/** Whose entries they are, and the versions that they name. */
interface DecodedPackage extends Pick<Affected, 'ecosystem' | 'name'> {
  readonly versions: VersionTable;
}

/** An entry as it was before it was put into its short form, but for what is not kept. */
export function decodeEntry(code: EntryCode, { ecosystem, name, versions }: DecodedPackage): Affected {
  const common = { ecosystem, name, severity: NONE, specific: {} };
  if (typeof code === 'number') {
    const events = [START, { kind: 'fixed' as const, version: versions.at(code) }];
    return { ...common, ranges: [{ type: 'ECOSYSTEM', events }], versions: NONE };
  }
  const [ranges, runs = NONE, only] = code;
  const entry = {
    ...common,
    ranges: decodeRanges(ranges, versions),
    versions: runs.length === 0 ? NONE : new VersionRuns(versions, runs),
  };
  return only === undefined ? entry : { ...entry, ...decodeRest(only, versions) };
}

function decodeRest(
  { m: modules, a: architecture, w: word, r: custom }: OnlyCode,
  versions: VersionTable,
): Partial<Affected> {
  return {
    ...(modules === undefined ? {} : { modules }),
    ...(architecture === undefined ? {} : { architecture }),
    ...(word === undefined ? {} : { word }),
    ...(custom === undefined ? {} : { custom: decodeRanges(custom, versions) }),
  };
}

/** Which of the two types a range is of says nothing that its ecosystem does not say. */
function decodeRanges(ranges: readonly RangeCode[], versions: VersionTable): readonly VersionRange[] {
  return ranges.map((codes) => ({
    type: 'ECOSYSTEM',
    events: codes.map((code) => ({
      kind: KINDS[code % KINDS.length] ?? 'introduced',
      version: versions.at(Math.floor(code / KINDS.length)),
    })),
  }));
}
