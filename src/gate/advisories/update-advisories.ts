import type { AddedRecords } from '../../advisories/database/add-record.ts';
import type { BuiltSource, SourceBuilder } from '../../advisories/database/build-source.ts';
import {
  type Catalogue,
  readCatalogue,
  type SourceEntry,
  writeCatalogue,
} from '../../advisories/database/catalogue.ts';
import { DamagedShard } from '../../advisories/database/damaged-shard.ts';
import { Shard } from '../../advisories/database/read-shard.ts';
import { knownEcosystems, schemeOf } from '../../advisories/ecosystem.ts';
import { advisoryErrors } from '../../advisories/errors.ts';
import { ageText } from '../../core/age-text.ts';
import { type Problem, problemOf, UserError } from '../../core/errors.ts';
import { nearest } from '../../core/nearest.ts';
import type { ByteSource, Clock, OwnFiles } from '../../core/ports.ts';
import { memorySource } from '../../formats/byte-source.ts';
import type { GivenUp } from '../../image/registry/retrying.ts';
import { inOrder } from '../in-order.ts';
import { type FetchedFile, type Fetching, fetchArchive } from './fetch-archive.ts';
import { givenUpText } from './given-up-text.ts';
import { keepBuilt } from './import-advisories.ts';

/** Where the archives of all ecosystems are. Source: https://google.github.io/osv.dev/data/#data-dumps. */
export const PUBLIC_BUCKET = 'https://osv-vulnerabilities.storage.googleapis.com';

/** What an update works with. */
export interface UpdateTools extends Fetching {
  /** The bucket or its mirror: a URL that the name of an ecosystem and `/all.zip` are put behind. */
  readonly bucket: string;
  readonly builder: SourceBuilder;
  readonly files: OwnFiles;
  readonly clock: Clock;
}

/** What came of an ecosystem. */
export type UpdatedSource = Updated & { readonly source: string };

type Updated = AddedRecords | { readonly state: 'unchanged' } | { readonly problem: Problem };

/** Fetches what changed of ecosystems, several at once, and tells of each in turn: it replaces what was there of it, or leaves it in use. */
export async function* updateAdvisories(sources: readonly string[], tools: UpdateTools): AsyncGenerator<UpdatedSource> {
  const { atOnce } = tools.builder;
  for await (const [source, fetched] of inOrder(sources, async (each) => fetchSource(each, tools), { atOnce })) {
    yield { source, ...(await keepSource(source, fetched, tools)) };
  }
}

/** What a server has of an ecosystem: what changed is built already. */
type FetchedSource =
  | { readonly state: 'unchanged' }
  | { readonly problem: Problem }
  | (Omit<FetchedFile, 'bytes'> & { readonly built: BuiltSource });

async function fetchSource(source: string, tools: UpdateTools): Promise<FetchedSource> {
  const { files, clock, builder } = tools;
  const url = addressOf(source, tools);
  try {
    const catalogue = await readCatalogue(files);
    const entry = catalogue.sources[source];
    const isHere = entry?.from === url && (await hasShards(source, catalogue, files));
    const about = { source, server: new URL(url).host, kept: keptText(entry, clock.now()) };
    const fetched = await fetchArchive(url, isHere ? entry : undefined, tools, (givenUp) => failureOf(givenUp, about));
    if (fetched === 'absent') return { problem: notFetched(about, absentText(source)) };
    if (fetched === 'unchanged') return { state: 'unchanged' };
    const { bytes, ...named } = fetched;
    const built = await builder.build(source, memorySource(bytes));
    return 'damage' in built ? { problem: notFetched(about, built.damage) } : { built, ...named };
  } catch (error) {
    return { problem: problemIn(error) };
  }
}

async function keepSource(source: string, fetched: FetchedSource, tools: UpdateTools): Promise<Updated> {
  if ('problem' in fetched) return fetched;
  const from = addressOf(source, tools);
  try {
    if ('built' in fetched) {
      await keepBuilt({ name: source, from, ...fetched }, tools);
      return fetched.built;
    }
    await confirm(source, from, tools);
    return fetched;
  } catch (error) {
    return { problem: problemIn(error) };
  }
}

function addressOf(source: string, { bucket }: UpdateTools): string {
  return `${bucket.replace(/\/+$/, '')}/${encodeURIComponent(source)}/all.zip`;
}

/** Whether the files of a source are there and can be read: where one is gone or short, or another version wrote it, all are made anew. */
async function hasShards(source: string, { shards }: Catalogue, files: OwnFiles): Promise<boolean> {
  for (const shard of Object.values(shards)) {
    if (shard.source !== source) continue;
    const opened = await files.open(shard.file);
    const isWhole = opened?.size === shard.bytes && (await isShard(opened));
    await opened?.close();
    if (!isWhole) return false;
  }
  return true;
}

async function isShard(source: ByteSource): Promise<boolean> {
  try {
    await Shard.open(source);
    return true;
  } catch (error) {
    if (error instanceof DamagedShard) return false;
    throw error;
  }
}

/** Writes down that what is here is what the server has today. */
async function confirm(source: string, url: string, { files, clock }: UpdateTools): Promise<void> {
  await files.alone(async () => {
    const catalogue = await readCatalogue(files);
    const entry = catalogue.sources[source];
    // Another process may have replaced it meanwhile.
    if (entry?.from !== url) return;
    const sources = { ...catalogue.sources, [source]: { ...entry, taken: clock.now().toISOString() } };
    await writeCatalogue(files, { ...catalogue, sources });
  });
}

function keptText(entry: SourceEntry | undefined, now: Date): string {
  if (entry === undefined) return 'There are none of it here.';
  return `Those that were taken ${ageText(entry.taken, now)} are still in use (the newest changed ${ageText(entry.modified, now)}).`;
}

/** Whose advisories were asked of whom, and what there is instead. */
interface Asked {
  readonly source: string;
  readonly server: string;
  readonly kept: string;
}

/** What is told of a server that was given up. */
export function failureOf(givenUp: GivenUp, about: Asked): UserError {
  return new UserError(notFetched(about, givenUpText(givenUp)), givenUp.state === 'busy' ? undefined : givenUp.cause);
}

/** Why an archive was not fetched that is not there. */
function absentText(source: string): string {
  const near = schemeOf(source) === undefined ? nearest(source, knownEcosystems()) : undefined;
  return `it has no such archive (404)${near === undefined ? '' : `, and ${near} may be meant`}`;
}

/** That something was not fetched. */
export function notFetched(about: Asked, why: string): Problem {
  return problemOf(advisoryErrors, 'PL_E_ADVISORIES_NOT_FETCHED', { ...about, why });
}

function problemIn(error: unknown): Problem {
  if (error instanceof UserError) return error.problem;
  throw error;
}
