import * as v from 'valibot';
import type { Feed, FeedFault, KeptSupport, SupportEnd } from './feed.ts';
import { feedDay, feedName, jsonBytes, shapeFault } from './feed-shape.ts';

/** A date, whether it has ended, or nothing. */
const endSchema = v.optional(v.union([feedDay, v.boolean()]), false);

/** The products of endoflife.date with their releases. Source: https://github.com/endoflife-date/endoflife.date/blob/master/CONTRIBUTING.md. */
const sourceSchema = v.object({
  day: v.optional(feedName, ''),
  products: v.record(
    feedName,
    v.object({
      category: feedName,
      releases: v.array(v.object({ releaseCycle: feedName, eol: endSchema, eoes: endSchema })),
    }),
  ),
});

/** What its server answers. Source: https://endoflife.date/docs/api/v1/, `/products/full`. */
const answerSchema = v.object({
  schema_version: v.pipe(v.string(), v.regex(/^1\./)),
  generated_at: v.optional(feedName, ''),
  result: v.array(
    v.object({
      name: feedName,
      category: feedName,
      releases: v.array(
        v.object({
          name: feedName,
          isEol: v.nullish(v.boolean()),
          eolFrom: v.nullish(feedDay),
          isEoes: v.nullish(v.boolean()),
          eoesFrom: v.nullish(feedDay),
        }),
      ),
    }),
  ),
});

/** Distributions, languages, and frameworks, of which Node.js and .NET are. */
const KEPT_CATEGORIES: ReadonlySet<string> = new Set(['os', 'lang', 'framework']);

/** Whether a value is the products of endoflife.date, whole or not: as its sources have them, or as its server answers. */
export function isEol(value: unknown): boolean {
  return (
    v.is(v.object({ products: v.unknown() }), value) ||
    v.is(v.object({ schema_version: v.unknown(), result: v.unknown() }), value)
  );
}

/** The ends of the support of distributions and languages. */
export function readEol(value: unknown): Feed | FeedFault {
  return v.is(v.object({ result: v.unknown() }), value) ? readAnswer(value) : readSource(value);
}

function readSource(value: unknown): Feed | FeedFault {
  const { success, output, issues } = v.safeParse(sourceSchema, value);
  if (!success) return shapeFault(issues[0]);
  const products = Object.entries(output.products).filter(([, { category }]) => KEPT_CATEGORIES.has(category));
  const kept = products.map(
    ([product, { releases }]): KeptProduct => [
      product,
      releases.map(({ releaseCycle, eol, eoes }) => [releaseCycle, [endOf(eol), endOf(eoes)]]),
    ],
  );
  return feedOf(kept, output.day);
}

function readAnswer(value: unknown): Feed | FeedFault {
  const { success, output, issues } = v.safeParse(answerSchema, value);
  if (!success) return shapeFault(issues[0]);
  const products = output.result.filter(({ category }) => KEPT_CATEGORIES.has(category));
  const kept = products.map(
    ({ name, releases }): KeptProduct => [
      name,
      releases.map((release) => [
        release.name,
        [endOf(release.eolFrom ?? release.isEol ?? false), endOf(release.eoesFrom ?? release.isEoes ?? false)],
      ]),
    ],
  );
  return feedOf(kept, output.generated_at);
}

type KeptProduct = readonly [product: string, releases: readonly (readonly [string, KeptSupport[string][string]])[]];

function feedOf(products: readonly KeptProduct[], modified: string): Feed {
  const kept = Object.fromEntries(products.map(([product, releases]) => [product, Object.fromEntries(releases)]));
  return { name: 'eol', modified, entries: products.length, bytes: jsonBytes(kept satisfies KeptSupport) };
}

function endOf(end: string | boolean): SupportEnd {
  if (typeof end === 'string') return end;
  return end ? 'ended' : '';
}
