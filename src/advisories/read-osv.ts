import { fieldOf, isMapping } from '../core/record.ts';
import type { Advisory, Affected, RangeEvent, Score, VersionRange } from './advisory.ts';
import { fixWordIn } from './fix-word.ts';
import { moduleStreamsIn } from './module-streams.ts';

/** Why a record is no advisory: the field that is damaged, as `affected[].ranges[].type`. */
export interface OsvFault {
  readonly field: string;
}

/**
 * Reads a record of the Open Source Vulnerability format, 1.0 to 1.7. Fields that matching does not need are passed over; one that it
 * needs and that is damaged makes the record a fault, since a flaw that is half read would be half told.
 * Source: https://ossf.github.io/osv-schema/.
 */
export function readOsv(value: unknown): Advisory | OsvFault {
  try {
    return advisoryOf(recordAt(value, ''));
  } catch (error) {
    if (error instanceof Fault) return { field: error.field };
    throw error;
  }
}

class Fault extends Error {
  readonly field: string;

  constructor(field: string) {
    super(field);
    this.field = field;
  }
}

type Fields = Readonly<Record<string, unknown>>;

const NOTHING: readonly never[] = [];

function advisoryOf(record: Fields): Advisory {
  const summary = optionalText(fieldOf(record, 'summary'), 'summary');
  return {
    id: textAt(fieldOf(record, 'id'), 'id'),
    aliases: namesAt(fieldOf(record, 'aliases'), 'aliases'),
    upstream: namesAt(fieldOf(record, 'upstream'), 'upstream'),
    related: namesAt(fieldOf(record, 'related'), 'related'),
    withdrawn: optionalText(fieldOf(record, 'withdrawn'), 'withdrawn'),
    modified: textAt(fieldOf(record, 'modified'), 'modified'),
    published: optionalText(fieldOf(record, 'published'), 'published'),
    summary,
    severity: scoresAt(fieldOf(record, 'severity'), 'severity'),
    rated: ratingIn(fieldOf(record, 'database_specific')),
    affected: affectedIn(fieldOf(record, 'affected'), summary),
  };
}

function ratingIn(value: unknown): string | undefined {
  const rating = isMapping(value) ? fieldOf(value, 'severity') : undefined;
  return typeof rating === 'string' ? rating : undefined;
}

function affectedIn(value: unknown, summary: string | undefined): readonly Affected[] {
  const affected: Affected[] = [];
  for (const each of listAt(value, 'affected')) {
    const entry = affectedAt(recordAt(each, 'affected[]'), summary);
    if (entry !== undefined) affected.push(entry);
  }
  return affected;
}

/**
 * Undefined for an entry without a package: it names a repository only, and there is nothing installed that it could be held against. All
 * have the same fields, also those that tell nothing: there are hundreds of thousands of them, and what has several shapes is read slower.
 */
function affectedAt(record: Fields, summary: string | undefined): Affected | undefined {
  if (fieldOf(record, 'package') === undefined || fieldOf(record, 'package') === null) return undefined;
  const named = recordAt(fieldOf(record, 'package'), 'affected[].package');
  const ranges = rangesAt(fieldOf(record, 'ranges'), 'affected[].ranges');
  const specific = specificAt(fieldOf(record, 'ecosystem_specific'));
  return {
    ecosystem: textAt(fieldOf(named, 'ecosystem'), 'affected[].package.ecosystem'),
    name: textAt(fieldOf(named, 'name'), 'affected[].package.name'),
    ranges,
    versions: textsAt(fieldOf(record, 'versions'), 'affected[].versions'),
    severity: scoresAt(fieldOf(record, 'severity'), 'affected[].severity'),
    specific,
    modules: moduleStreamsIn({ ranges }, summary),
    architecture: architectureIn(fieldOf(named, 'purl')),
    word: fixWordIn(specific, fieldOf(record, 'database_specific')),
    custom: customRangesIn(specific),
  };
}

/**
 * The versions of modules whose releases are no versions of Go: an advisory that nobody has looked through says that all are affected, and
 * tells beside which are. Source: https://go.dev/doc/security/vuln/database#schema.
 */
function customRangesIn(specific: Fields): readonly VersionRange[] | undefined {
  const custom = fieldOf(specific, 'custom_ranges');
  if (!Array.isArray(custom) || custom.length === 0) return undefined;
  return rangesAt(custom, 'affected[].ecosystem_specific.custom_ranges');
}

/** The architecture that a package URL names: sources are of none. */
function architectureIn(purl: unknown): string | undefined {
  // Most are of sources.
  if (typeof purl !== 'string' || purl.endsWith('?arch=source')) return undefined;
  const architecture = /[?&]arch=(\w+)/.exec(purl)?.[1];
  return architecture === 'source' || architecture === 'src' ? undefined : architecture;
}

/** Deeper than anything that databases tell: what is nested deeper cannot be written again. */
const DEEPEST = 32;

const EMPTY: Fields = {};

function specificAt(value: unknown): Fields {
  if (!isMapping(value)) return EMPTY;
  if (!isWithin(value, DEEPEST)) throw new Fault('affected[].ecosystem_specific');
  return value;
}

function isWithin(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  if (!isMapping(value)) return Object.values(value).every((each) => isWithin(each, depth - 1));
  for (const key in value) if (!isWithin(value[key], depth - 1)) return false;
  return true;
}

const TYPES: ReadonlySet<unknown> = new Set<VersionRange['type']>(['SEMVER', 'ECOSYSTEM', 'GIT']);

function isRangeType(value: unknown): value is VersionRange['type'] {
  return TYPES.has(value);
}

function rangesAt(value: unknown, field: string): readonly VersionRange[] {
  return listAt(value, field).map(rangeAt);
}

function rangeAt(value: unknown): VersionRange {
  const record = recordAt(value, 'affected[].ranges[]');
  const type = fieldOf(record, 'type');
  if (!isRangeType(type)) throw new Fault('affected[].ranges[].type');
  const events: RangeEvent[] = [];
  for (const each of listAt(fieldOf(record, 'events'), 'affected[].ranges[].events')) addEvents(events, each);
  return { type, events };
}

function addEvents(events: RangeEvent[], value: unknown): void {
  const record = recordAt(value, 'affected[].ranges[].events[]');
  const before = events.length;
  addEvent(events, 'introduced', fieldOf(record, 'introduced'));
  addEvent(events, 'last_affected', fieldOf(record, 'last_affected'));
  addEvent(events, 'fixed', fieldOf(record, 'fixed'));
  addEvent(events, 'limit', fieldOf(record, 'limit'));
  if (events.length === before) throw new Fault('affected[].ranges[].events[]');
}

function addEvent(events: RangeEvent[], kind: RangeEvent['kind'], version: unknown): void {
  if (version !== undefined) events.push({ kind, version: textAt(version, 'affected[].ranges[].events[]') });
}

function scoresAt(value: unknown, field: string): readonly Score[] {
  return listAt(value, field).map((each) => {
    const record = recordAt(each, field);
    return { type: textAt(fieldOf(record, 'type'), field), score: textAt(fieldOf(record, 'score'), field) };
  });
}

function recordAt(value: unknown, field: string): Fields {
  if (!isMapping(value)) throw new Fault(field);
  return value;
}

/** What is not there is empty: the schema lets lists be left out, and some databases write null. */
function listAt(value: unknown, field: string): readonly unknown[] {
  if (value === undefined || value === null) return NOTHING;
  if (!Array.isArray(value)) throw new Fault(field);
  return value;
}

function textAt(value: unknown, field: string): string {
  if (typeof value !== 'string') throw new Fault(field);
  return value;
}

function optionalText(value: unknown, field: string): string | undefined {
  return value === undefined || value === null ? undefined : textAt(value, field);
}

/** Names of flaws: some databases write a space behind one. */
function namesAt(value: unknown, field: string): readonly string[] {
  const names = textsAt(value, field);
  return names.some(hasSpace) ? names.map((name) => name.trim()) : names;
}

function hasSpace(name: string): boolean {
  return name !== name.trim();
}

function textsAt(value: unknown, field: string): readonly string[] {
  const texts = listAt(value, field);
  if (!areTexts(texts)) throw new Fault(field);
  return texts;
}

function areTexts(list: readonly unknown[]): list is readonly string[] {
  return list.every((each) => typeof each === 'string');
}
