import { fieldOf, isMapping } from '../core/record.ts';

/** Where more is told of a flaw, as the record has it: `FIX` and a URL. */
export interface Reference {
  /** One of the types of the schema; `WEB` for every other. */
  readonly type: string;
  /** Of HTTP or HTTPS. */
  readonly url: string;
}

/** What an advisory tells people: matching needs none of it. */
export interface AdvisoryDetails {
  /** What the flaw is, in one line: where there is no summary, how the long text begins; empty where there is neither. */
  readonly summary: string;
  /** The most useful first, some of them. */
  readonly references: readonly Reference[];
}

/** How long a summary is kept, and how much of the long text in its place, in characters. */
const LONGEST_SUMMARY = 300;
const BEGINNING_OF_DETAILS = 200;

/** How many references are kept, out of how many, and how long each is at most, in characters. */
const MOST_REFERENCES = 5;
const MOST_READ = 1000;
const LONGEST_URL = 500;

/** Types of references, the most useful to whoever has the flaw first. Source: https://ossf.github.io/osv-schema/#references-field. */
const TYPES = ['ADVISORY', 'FIX', 'ARTICLE', 'REPORT', 'EVIDENCE', 'DETECTION', 'DISCUSSION', 'WEB'];
const RANKS: ReadonlyMap<string, number> = new Map(TYPES.map((type, rank) => [type, rank]));

/** What a record tells people. What is damaged is as if it were not there: no answer depends on it. */
export function readDetails(record: unknown): AdvisoryDetails {
  if (!isMapping(record)) return { summary: '', references: [] };
  const references = fieldOf(record, 'references');
  const told = clipped(fieldOf(record, 'summary'), LONGEST_SUMMARY);
  return {
    summary: told === '' ? clipped(fieldOf(record, 'details'), BEGINNING_OF_DETAILS) : told,
    references: Array.isArray(references) ? mostUseful(references) : [],
  };
}

/** White space that is more than a blank between words. */
const MORE_THAN_WORDS = /^\s|\s$|\s\s|[^\S ]/;

/** The beginning of a text, in one line. */
function clipped(text: unknown, longest: number): string {
  if (typeof text !== 'string' || text === '') return '';
  const isCut = text.length > 2 * longest;
  const read = isCut ? text.slice(0, 2 * longest) : text;
  const line = MORE_THAN_WORDS.test(read) ? read.replaceAll(/\s+/g, ' ').trim() : read;
  return isCut || line.length > longest ? `${line.slice(0, longest).trimEnd()}…`.toWellFormed() : line;
}

function mostUseful(references: readonly unknown[]): readonly Reference[] {
  const read: Reference[] = [];
  for (const reference of references.slice(0, MOST_READ)) {
    if (!isMapping(reference)) continue;
    const [type, url] = [fieldOf(reference, 'type'), fieldOf(reference, 'url')];
    // There are few, and most differ in their length: a set would take longer.
    if (type === 'PACKAGE' || !isAddress(url) || read.some((each) => each.url === url)) continue;
    read.push({ type: isKnown(type) ? type : 'WEB', url });
  }
  if (read.length > 1) read.sort((a, b) => rankOf(a) - rankOf(b));
  return read.length > MOST_REFERENCES ? read.slice(0, MOST_REFERENCES) : read;
}

function isKnown(type: unknown): type is string {
  return typeof type === 'string' && RANKS.has(type);
}

function rankOf({ type }: Reference): number {
  return RANKS.get(type) ?? RANKS.size;
}

function isAddress(url: unknown): url is string {
  return typeof url === 'string' && url.length <= LONGEST_URL && /^https?:\/\/[^\s"'<>]+$/.test(url);
}
