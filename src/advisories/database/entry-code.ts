import type { Affected, RangeEvent, VersionRange } from '../advisory.ts';
import type { FixWord } from '../fix-word.ts';

/** What of an advisory's entry for a package is kept, as short as JSON can be: ranges, versions, and what the ecosystem tells beside. */
export type EntryCode = readonly [
  ranges: readonly RangeCode[],
  versions: readonly string[],
  specific?: Specific,
  only?: OnlyCode,
];

/** What else is told of it: `m` the streams of modules that it is about, `a` the architecture, `w` the distribution's word for its fix, `r` the releases of a module of Go. */
interface OnlyCode {
  readonly m?: readonly string[];
  readonly a?: string;
  readonly w?: FixWord;
  readonly r?: readonly RangeCode[];
}

/** The type's letter, then for each event the letter of its kind before its version: `['E', 'i0', 'f1.2']`. */
export type RangeCode = readonly string[];

type Specific = Readonly<Record<string, unknown>>;

const TYPES: Readonly<Record<string, VersionRange['type']>> = { S: 'SEMVER', E: 'ECOSYSTEM' };
const KINDS: Readonly<Record<string, RangeEvent['kind']>> = {
  i: 'introduced',
  a: 'last_affected',
  f: 'fixed',
  l: 'limit',
};

/** What matching and its report read of `ecosystem_specific`; the rest is for people. */
const KEPT = ['urgency', 'priority', 'severity', 'imports', 'affects', 'platform'] as const;

/** Puts an entry into its short form. Commits are left out: nothing that is installed is named by one. */
export function encodeEntry({ ranges, versions, specific, modules, architecture, word, custom }: Affected): EntryCode {
  const codes = ranges.filter(({ type }) => type !== 'GIT').map(encodeRange);
  const kept = Object.fromEntries(KEPT.flatMap((key) => (specific[key] === undefined ? [] : [[key, specific[key]]])));
  const only = {
    ...(modules && { m: modules }),
    ...(architecture && { a: architecture }),
    ...(word && { w: word }),
    ...(custom && { r: custom.map(encodeRange) }),
  };
  if (Object.keys(only).length > 0) return [codes, versions, kept, only];
  return Object.keys(kept).length === 0 ? [codes, versions] : [codes, versions, kept];
}

function encodeRange({ type, events }: VersionRange): RangeCode {
  return [type === 'SEMVER' ? 'S' : 'E', ...events.map(({ kind, version }) => `${letterOf(kind)}${version}`)];
}

function letterOf(kind: RangeEvent['kind']): string {
  return kind === 'last_affected' ? 'a' : kind.charAt(0);
}

/** The entry of a package, as it was before it was put into its short form. */
export function decodeEntry(
  [ranges, versions, specific = {}, { m: modules, a: architecture, w: word, r: custom } = {}]: EntryCode,
  ecosystem: string,
  name: string,
): Affected {
  return {
    ecosystem,
    name,
    ranges: ranges.map(decodeRange),
    versions,
    severity: [],
    ...(modules === undefined ? {} : { modules }),
    ...(architecture === undefined ? {} : { architecture }),
    ...(word === undefined ? {} : { word }),
    ...(custom === undefined ? {} : { custom: custom.map(decodeRange) }),
    specific,
  };
}

function decodeRange([type = '', ...events]: RangeCode): VersionRange {
  return { type: TYPES[type] ?? 'ECOSYSTEM', events: events.map(decodeEvent) };
}

function decodeEvent(code: string): RangeEvent {
  return { kind: KINDS[code.charAt(0)] ?? 'introduced', version: code.slice(1) };
}
