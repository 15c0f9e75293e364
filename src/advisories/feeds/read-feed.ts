import * as v from 'valibot';
import type { Feed, SupportEnd } from './feed.ts';

const MAX_NAME = 200;
const day = v.pipe(v.string(), v.isoDate());
const name = v.pipe(v.string(), v.maxLength(MAX_NAME));

/** Source: https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities_schema.json. */
const kevSchema = v.object({
  catalogVersion: name,
  dateReleased: v.optional(name, ''),
  vulnerabilities: v.array(v.object({ cveID: v.pipe(v.string(), v.regex(/^CVE-\d{4}-\d{4,19}$/)), dateAdded: day })),
});

/** A date, whether it has ended, or nothing. */
const endSchema = v.optional(v.union([day, v.boolean()]), false);

/** The products of endoflife.date with their releases. Source: https://github.com/endoflife-date/endoflife.date/blob/master/CONTRIBUTING.md. */
const eolSchema = v.object({
  day: v.optional(name, ''),
  products: v.record(
    name,
    v.object({
      category: name,
      releases: v.array(v.object({ releaseCycle: name, eol: endSchema, eoes: endSchema })),
    }),
  ),
});

/** Distributions, languages, and frameworks, of which Node.js and .NET are. */
const KEPT_CATEGORIES: ReadonlySet<string> = new Set(['os', 'lang', 'framework']);

/** What a feed holds; the field that is not as its publisher writes it; undefined for what is no feed. */
export function readFeed(value: unknown): Feed | { readonly field: string } | undefined {
  if (v.is(v.object({ catalogVersion: v.unknown(), vulnerabilities: v.unknown() }), value)) return readKev(value);
  if (v.is(v.object({ products: v.unknown() }), value)) return readEol(value);
  return undefined;
}

function readKev(value: unknown): Feed | { readonly field: string } {
  const { success, output, issues } = v.safeParse(kevSchema, value);
  if (!success) return { field: v.getDotPath(issues[0]) ?? '' };
  const kept = Object.fromEntries(output.vulnerabilities.map(({ cveID, dateAdded }) => [cveID, dateAdded]));
  return { name: 'kev', modified: output.dateReleased, entries: Object.keys(kept).length, kept };
}

function readEol(value: unknown): Feed | { readonly field: string } {
  const { success, output, issues } = v.safeParse(eolSchema, value);
  if (!success) return { field: v.getDotPath(issues[0]) ?? '' };
  const systems = Object.entries(output.products).filter(([, { category }]) => KEPT_CATEGORIES.has(category));
  const kept = Object.fromEntries(
    systems.map(([product, { releases }]) => [
      product,
      Object.fromEntries(
        releases.map(({ releaseCycle, eol, eoes }) => [releaseCycle, [endOf(eol), endOf(eoes)] as const]),
      ),
    ]),
  );
  return { name: 'eol', modified: output.day, entries: systems.length, kept };
}

function endOf(end: string | boolean): SupportEnd {
  if (typeof end === 'string') return end;
  return end ? 'ended' : '';
}
