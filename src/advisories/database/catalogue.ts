import * as v from 'valibot';
import { problemOf, UserError } from '../../core/errors.ts';
import type { OwnFiles } from '../../core/ports.ts';
import { advisoryErrors } from '../errors.ts';
import { type FeedName, feedNames } from '../feeds/feed.ts';

/** The name of the file that lists the shards. */
const CATALOGUE = 'database.json';

const MAX_BYTES = 16 * 1024 * 1024;

const shardSchema = v.object({
  /** Its file. */
  file: v.pipe(v.string(), v.regex(/^[\w%.()-]+\.pldb$/)),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
  advisories: v.pipe(v.number(), v.integer(), v.minValue(0)),
  packages: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** The source that it was made from: `Debian`. */
  source: v.string(),
});

const sourceSchema = v.object({
  /** Where its records came from: a path or an address. */
  from: v.string(),
  /** When they were taken, as RFC 3339. */
  taken: v.string(),
  /** When the newest of them was changed, as RFC 3339; empty where there are none. */
  modified: v.string(),
  records: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** How many could not be read. */
  faults: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** What the server calls this state of it; empty where it has no name. */
  etag: v.optional(v.string(), ''),
  /** When the server says that it was changed, as it writes it; empty where it does not. */
  lastModified: v.optional(v.string(), ''),
});

const feedSchema = v.object({
  /** Its file. */
  file: v.pipe(v.string(), v.regex(/^(?:(?:kev|eol)\.[0-9a-f]{12}\.json|epss\.[0-9a-f]{12}\.plep)$/)),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
  from: v.string(),
  /** When it was taken, as RFC 3339. */
  taken: v.string(),
  /** When its publisher made it. */
  modified: v.string(),
  entries: v.pipe(v.number(), v.integer(), v.minValue(0)),
  etag: v.optional(v.string(), ''),
  lastModified: v.optional(v.string(), ''),
});

const feedsSchema = v.object(v.entriesFromList(feedNames, v.optional(feedSchema)));

const catalogueSchema = v.object({
  format: v.literal(1),
  /** By the names of the directories of the public bucket. */
  sources: v.record(v.string(), sourceSchema),
  /** By the names of ecosystems as OSV has them, with the release. */
  shards: v.record(v.string(), shardSchema),
  /** What there is beside advisories: exploited flaws, how likely others are to be, and the support of distributions. */
  feeds: v.optional(feedsSchema, {}),
});

/** What a database holds. */
export type Catalogue = v.InferOutput<typeof catalogueSchema>;

/** A shard of a database. */
export type ShardEntry = v.InferOutput<typeof shardSchema>;

/** Where some advisories came from. */
export type SourceEntry = v.InferOutput<typeof sourceSchema>;

/** A feed of a database. */
export type FeedEntry = v.InferOutput<typeof feedSchema>;

const EMPTY: Catalogue = { format: 1, sources: {}, shards: {}, feeds: {} };

/** What a database holds; nothing where there is none yet. */
export async function readCatalogue(files: OwnFiles): Promise<Catalogue> {
  const source = await files.open(CATALOGUE);
  if (source === undefined) return EMPTY;
  try {
    const bytes = await source.read(0, Math.min(source.size, MAX_BYTES));
    const catalogue = parseCatalogue(Buffer.from(bytes).toString());
    if (!('why' in catalogue)) return catalogue;
    const { place } = files;
    throw new UserError(
      problemOf(advisoryErrors, 'PL_E_DATABASE_DAMAGED', { place, why: `in ${CATALOGUE} ${catalogue.why}` }),
    );
  } finally {
    await source.close();
  }
}

/** A catalogue as it is written, or why it is none: the end of a sentence that begins with where it stands. */
export function parseCatalogue(text: string): Catalogue | { readonly why: string } {
  try {
    const result = v.safeParse(catalogueSchema, JSON.parse(text));
    if (result.success) return result.output;
    return { why: `${v.getDotPath(result.issues[0]) ?? 'all'} is not as it is written` };
  } catch (error) {
    if (error instanceof SyntaxError) return { why: 'all is no JSON' };
    throw error;
  }
}

/** A catalogue as it is kept: equal ones have equal texts. */
export function catalogueText(catalogue: Catalogue): string {
  return `${JSON.stringify(v.parse(catalogueSchema, catalogue), undefined, 1)}\n`;
}

/** A file of a database. */
export type KeptFile = Pick<ShardEntry, 'file' | 'sha256' | 'bytes'>;

/** The files that a catalogue lists. */
export function filesOf({ shards, feeds }: Catalogue): readonly KeptFile[] {
  return [...Object.values(shards), ...feedNames.flatMap((name) => feeds[name] ?? [])];
}

/** Whether a file is held already, whole. */
export async function isHere(files: OwnFiles, held: Catalogue, { file, sha256, bytes }: KeptFile): Promise<boolean> {
  if (!filesOf(held).some((each) => each.file === file && each.sha256 === sha256)) return false;
  const source = await files.open(file);
  await source?.close();
  return source?.size === bytes;
}

/** The name of the file of a feed. */
export function feedFile(name: FeedName, sum: string): string {
  return `${name}.${sum.slice(0, 12)}.${name === 'epss' ? 'plep' : 'json'}`;
}

/** The longest part of a file's name that tells the ecosystem, in characters. */
const MAX_NAME = 100;

/** The name of the file of a shard. An ecosystem may be called anything: its checksum tells it from others. */
export function shardFile(ecosystem: string, sum: string): string {
  const name = encodeURIComponent(ecosystem.toWellFormed())
    .replace(/[!'*~]/g, '_')
    .slice(0, MAX_NAME);
  return `${name}.${sum.slice(0, 12)}.pldb`;
}

/** Replaces what a database says of itself. */
export async function writeCatalogue(files: OwnFiles, catalogue: Catalogue): Promise<void> {
  await files.write(CATALOGUE, Buffer.from(catalogueText(catalogue)));
}
