import { defineErrors } from '../core/errors.ts';

interface Place {
  readonly place: string;
}

/** What is said of a database: `named` is how the call named it, where it did. */
interface Named {
  readonly named: string | undefined;
}

interface NotHeld extends Named {
  readonly what: string;
  readonly sources: readonly string[];
}

interface FeedNotHeld extends Named {
  readonly what: string;
  readonly file: string;
}

/** A command is about the same database as the call that tells of it. */
function optionFor(named: string | undefined): string {
  return named === undefined ? '' : ` --db ${quoted(named)}`;
}

function quoted(name: string): string {
  return name.includes(' ') ? `'${name}'` : name;
}

/** How many packages are named. */
const MOST_NAMED = 5;

/** What can be wrong with advisories and the database of them. */
export const advisoryErrors = defineErrors({
  PL_E_DATABASE_DAMAGED: {
    message: ({ place, why }: Place & { why: string }) => `The advisory database in ${place} is damaged: ${why}.`,
    remedy: ({ place }: Place) => `Remove ${place}, and import the advisories again.`,
    exit: 3,
    http: 500,
  },
  PL_E_DATABASE_FORMAT: {
    message: ({ place }: Place) => `Another version of Plimsoll wrote the advisory database in ${place}.`,
    remedy: ({ place }: Place) =>
      `Make it anew: plimsoll db update --db ${place}, or plimsoll db import with the archives that it was made of.`,
    exit: 3,
    http: 500,
  },
  PL_E_ADVISORIES_ABSENT: {
    message: ({ place }: Place) => `There are no advisories in ${place}.`,
    remedy: () =>
      'Name an all.zip of the OSV bucket, a directory with such files or with single records, as osv/Debian/all.zip and osv/Debian/DSA-1.json, a feed, or what `plimsoll db export` wrote.',
    exit: 2,
    http: 400,
  },
  PL_E_ADVISORIES_NOT_HELD: {
    message: ({ what }: NotHeld) =>
      `There are no advisories here for ${what}, so nothing is known of vulnerabilities in them.`,
    remedy: ({ sources, named }: NotHeld) =>
      `Fetch them with \`plimsoll db update ${sources.map(quoted).join(' ')}${optionFor(named)}\`. Without a network, bring an archive of each from elsewhere with \`plimsoll db import ECOSYSTEM/all.zip${optionFor(named)}\`.`,
    exit: 3,
    http: 503,
  },
  PL_E_CONTENT_SETS_UNKNOWN: {
    message: ({ names }: { names: string }) =>
      `Nothing here tells which of Red Hat's advisories are those of the content sets ${names}, so that flaws in packages from them may be missing.`,
    remedy: () =>
      'Compare them with the advisories of the product by hand: https://access.redhat.com/errata. Report the content set, so that a later version knows it.',
    exit: 3,
    http: 422,
  },
  PL_E_SOURCES_UNTOLD: {
    message: ({ names, all }: { names: readonly string[]; all: number }) =>
      `The bill names the source of none of its ${all} packages of the distribution, by which advisories know them, and ${names.length} of them are not known by their own names: ${names.slice(0, MOST_NAMED).join(', ')}${names.length > MOST_NAMED ? ' and others' : ''}. Vulnerabilities in them may be missing.`,
    remedy: () =>
      'Have the bill written with sources: `plimsoll sbom IMAGE`, `syft scan IMAGE -o cyclonedx-json` and `trivy image --format cyclonedx IMAGE` name them. What converts or merges bills has to keep the qualifiers of package URLs and the properties of components.',
    exit: 3,
    http: 422,
  },
  PL_E_ADVISORIES_STALE: {
    message: ({ what, days }: { what: string; days: number; sources: readonly string[] }) =>
      `The advisories are older than the policy allows, which is ${days === 1 ? '1 day' : `${days} days`}: ${what}.`,
    remedy: ({ sources }: { what: string; days: number; sources: readonly string[] }) =>
      `Fetch what changed with \`plimsoll db update ${sources.map(quoted).join(' ')}\`, or bring newer ones with \`plimsoll db import\`.`,
    exit: 3,
    http: 503,
  },
  PL_E_ADVISORIES_UNPUBLISHED: {
    message: ({ system, packages }: { system: string; packages: string }) =>
      `Nobody publishes advisories for ${system}, so nothing is known of vulnerabilities in ${packages} of it.`,
    remedy: () =>
      'Build on a distribution that publishes advisories, or switch off the rules about vulnerabilities in the policy.',
    exit: 3,
    http: 422,
  },
  PL_E_ADVISORIES_OF_WINDOWS: {
    message: ({ system }: { system: string }) =>
      `Nothing is known of vulnerabilities in ${system} itself: Microsoft mends it as a whole, and publishes no advisories for its parts.`,
    remedy: () =>
      'Build on the newest update of its base image, which https://learn.microsoft.com/windows/release-health lists by version, and switch off the rules about vulnerabilities in the policy.',
    exit: 3,
    http: 422,
  },
  PL_E_SINGLE_RECORD: {
    message: ({ path, ecosystem }: { path: string; ecosystem: string }) =>
      `${path} was not taken: it is one record, and would take the place of all advisories of ${ecosystem}.`,
    remedy: ({ ecosystem }: { path: string; ecosystem: string }) =>
      `Name a directory that holds it with the other records of ${ecosystem}. What was there before is still in use.`,
    exit: 3,
    http: 422,
  },
  PL_E_ADVISORY_ARCHIVE: {
    message: ({ path, why }: { path: string; why: string }) => `No advisories were taken from ${path}: ${why}.`,
    remedy: () => 'Fetch it again. The advisories that were there before are still in use.',
    exit: 3,
    http: 422,
  },
  PL_E_FEED: {
    message: ({ path, why }: { path: string; why: string }) => `${path} was not taken: ${why}.`,
    remedy: () =>
      'Name the CISA catalogue of known exploited vulnerabilities, as JSON or CSV, the CSV of EPSS scores of a day, or the products of endoflife.date. What was there before is still in use.',
    exit: 3,
    http: 422,
  },
  PL_E_ADVISORY_BUNDLE: {
    message: ({ path, why }: { path: string; why: string }) => `${path} is no whole bundle of advisories: ${why}.`,
    remedy: () => 'Write it again with `plimsoll db export`, and bring it anew. Nothing here was changed.',
    exit: 3,
    http: 422,
  },
  PL_E_ADVISORY_ARTIFACT: {
    message: ({ reference, why }: { reference: string; why: string }) =>
      `No advisories were taken from ${reference}: ${why}.`,
    remedy: () =>
      'Name an artifact that `plimsoll db push` wrote, as oci://REGISTRY/PATH:TAG. The advisories that were there before are still in use.',
    exit: 3,
    http: 502,
  },
  PL_E_ADVISORIES_NOT_FETCHED: {
    message: ({ source, server, why, kept }: { source: string; server: string; why: string; kept: string }) =>
      `The advisories of ${source} were not fetched from ${server}: ${why}. ${kept}`,
    remedy: () =>
      'See to the network, the proxy (HTTPS_PROXY, NO_PROXY) or the certificates (--ca-file), name a mirror with --from, or try again later.',
    exit: 3,
    http: 502,
  },
  PL_E_FEED_NOT_FETCHED: {
    message: ({ what, server, why, kept }: { what: string; server: string; why: string; kept: string }) =>
      `The ${what} were not fetched from ${server}: ${why}. ${kept}`,
    remedy: () =>
      'See to the network, the proxy (HTTPS_PROXY, NO_PROXY) or the certificates (--ca-file), name a mirror with --from, bring the file with `plimsoll db import`, or try again later.',
    exit: 3,
    http: 502,
  },
  PL_E_FEED_NOT_HELD: {
    message: ({ what }: FeedNotHeld) => `Nothing here tells ${what}.`,
    remedy: ({ file, named }: FeedNotHeld) =>
      `Fetch it with \`plimsoll db update kev epss${optionFor(named)}\`. Without a network, bring ${file} from elsewhere with \`plimsoll db import ${file}${optionFor(named)}\`.`,
    exit: 3,
    http: 503,
  },
});
