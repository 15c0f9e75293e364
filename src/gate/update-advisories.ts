import type { AddedRecords } from '../advisories/database/add-record.ts';
import { type Catalogue, readCatalogue, type SourceEntry, writeCatalogue } from '../advisories/database/catalogue.ts';
import { advisoryErrors } from '../advisories/errors.ts';
import { ageText } from '../core/age-text.ts';
import { type Problem, problemOf, UserError } from '../core/errors.ts';
import type { Clock, OwnFiles } from '../core/ports.ts';
import { memorySource } from '../formats/byte-source.ts';
import type { GivenUp } from '../image/registry/retrying.ts';
import { type Fetching, fetchArchive } from './fetch-archive.ts';
import { takeArchive } from './import-advisories.ts';

/** Where the archives of all ecosystems are. Source: https://google.github.io/osv.dev/data/#data-dumps. */
export const PUBLIC_BUCKET = 'https://osv-vulnerabilities.storage.googleapis.com';

/** What an update works with. */
export interface UpdateTools extends Fetching {
  /** The bucket or its mirror: a URL that the name of an ecosystem and `/all.zip` are put behind. */
  readonly bucket: string;
  readonly files: OwnFiles;
  readonly clock: Clock;
}

/** What came of an ecosystem. */
export type UpdatedSource = Updated & { readonly source: string };

type Updated = AddedRecords | { readonly state: 'unchanged' } | { readonly problem: Problem };

/** Fetches what changed of ecosystems, one after the other: each replaces what was there of it, or leaves it in use. */
export async function* updateAdvisories(sources: readonly string[], tools: UpdateTools): AsyncGenerator<UpdatedSource> {
  for (const source of sources) yield { source, ...(await updateSource(source, tools)) };
}

async function updateSource(source: string, tools: UpdateTools): Promise<Updated> {
  const { bucket, files, clock } = tools;
  const url = `${bucket.replace(/\/+$/, '')}/${encodeURIComponent(source)}/all.zip`;
  const catalogue = await readCatalogue(files);
  const entry = catalogue.sources[source];
  const isHere = entry?.from === url && (await hasShards(source, catalogue, files));
  const about = { source, server: new URL(url).host, kept: keptText(entry, clock.now()) };
  try {
    const fetched = await fetchArchive(url, isHere ? entry : undefined, tools, (givenUp) => failureOf(givenUp, about));
    if (fetched !== 'unchanged') {
      const { bytes, ...named } = fetched;
      const taken = await takeArchive({ name: source, from: url, bytes: memorySource(bytes), ...named }, tools);
      return 'damage' in taken ? { problem: notFetched(about, taken.damage) } : taken;
    }
    await confirm(source, url, tools);
    return { state: 'unchanged' };
  } catch (error) {
    return { problem: problemIn(error) };
  }
}

/** Whether the files of a source are there: where one is gone or short, all are made anew. */
async function hasShards(source: string, { shards }: Catalogue, files: OwnFiles): Promise<boolean> {
  for (const shard of Object.values(shards)) {
    if (shard.source !== source) continue;
    const opened = await files.open(shard.file);
    await opened?.close();
    if (opened?.size !== shard.bytes) return false;
  }
  return true;
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

function failureOf(givenUp: GivenUp, about: Asked): UserError {
  if (givenUp.state !== 'busy') return new UserError(notFetched(about, givenUp.why), givenUp.cause);
  const why = `it takes no more requests for now, and asks to come back in ${givenUp.seconds} seconds`;
  return new UserError(notFetched(about, why));
}

function notFetched(about: Asked, why: string): Problem {
  return problemOf(advisoryErrors, 'PL_E_ADVISORIES_NOT_FETCHED', { ...about, why });
}

function problemIn(error: unknown): Problem {
  if (error instanceof UserError) return error.problem;
  throw error;
}
