import { isMapping } from '../core/record.ts';

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
  /** When it was published, as RFC 3339; empty where nobody tells. */
  readonly published: string;
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

/** What a record tells people. What is damaged is as if it were not there: no answer depends on it. */
export function readDetails(record: unknown): AdvisoryDetails {
  if (!isMapping(record)) return { summary: '', published: '', references: [] };
  const { summary, details, published, references } = record;
  const told = clipped(summary, LONGEST_SUMMARY);
  return {
    summary: told === '' ? clipped(details, BEGINNING_OF_DETAILS) : told,
    published: typeof published === 'string' ? published.slice(0, 'YYYY-MM-DDTHH:MM:SS.000000000Z'.length) : '',
    references: Array.isArray(references) ? mostUseful(references) : [],
  };
}

/** The beginning of a text, in one line. */
function clipped(text: unknown, longest: number): string {
  if (typeof text !== 'string') return '';
  const line = text
    .slice(0, 2 * longest)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line.length > longest || text.length > 2 * longest
    ? `${line.slice(0, longest).trimEnd()}…`.toWellFormed()
    : line;
}

function mostUseful(references: readonly unknown[]): readonly Reference[] {
  const read = new Map<string, Reference>();
  for (const reference of references.slice(0, MOST_READ)) {
    const { type, url } = isMapping(reference) ? reference : {};
    if (!isAddress(url) || type === 'PACKAGE' || read.has(url)) continue;
    read.set(url, { type: typeof type === 'string' && TYPES.includes(type) ? type : 'WEB', url });
  }
  return [...read.values()].toSorted((a, b) => TYPES.indexOf(a.type) - TYPES.indexOf(b.type)).slice(0, MOST_REFERENCES);
}

function isAddress(url: unknown): url is string {
  return typeof url === 'string' && url.length <= LONGEST_URL && /^https?:\/\/[^\s"'<>]+$/.test(url);
}
