import { addArchive, type RecordFault } from '../advisories/database/add-archive.ts';
import { replaceSource } from '../advisories/database/replace-source.ts';
import { ShardWriter } from '../advisories/database/write-shard.ts';
import { advisoryErrors } from '../advisories/errors.ts';
import { type Problem, problemOf } from '../core/errors.ts';
import type { ByteSources, Clock, OwnFiles } from '../core/ports.ts';

/** An archive of advisories of one ecosystem. */
export interface AdvisoryArchive {
  /** The ecosystem, as its directory in the public bucket is named: `Debian`. */
  readonly source: string;
  readonly path: string;
}

/** What an import works with. */
export interface ImportTools {
  readonly sources: ByteSources;
  readonly files: OwnFiles;
  readonly clock: Clock;
}

/** What came of an archive. */
export type ImportedArchive =
  | { readonly archive: AdvisoryArchive; readonly records: number; readonly faults: readonly RecordFault[] }
  | { readonly archive: AdvisoryArchive; readonly problem: Problem };

/** Reads archives into the database, one after the other: each replaces what was there of its ecosystem, or changes nothing. */
export async function* importAdvisories(
  archives: readonly AdvisoryArchive[],
  tools: ImportTools,
): AsyncGenerator<ImportedArchive> {
  for (const archive of archives) yield await importArchive(archive, tools);
}

async function importArchive(
  archive: AdvisoryArchive,
  { sources, files, clock }: ImportTools,
): Promise<ImportedArchive> {
  const { path, source: name } = archive;
  const writer = new ShardWriter(name);
  const source = await sources.open(path);
  const added = source === undefined ? undefined : await addArchive(writer, source);
  await source?.close();
  if (added === undefined) return { archive, problem: problemOf(advisoryErrors, 'PL_E_ADVISORY_ARCHIVE', { path }) };
  const { records, faults } = added;
  const taken = clock.now().toISOString();
  await replaceSource(files, { name, entry: { from: path, taken, records, faults: faults.length, etag: '' }, writer });
  return { archive, records, faults };
}

const ARCHIVE = /(?:^|[\\/])([^\\/]+)[\\/]all\.zip$/;

/** The archive at a path: its ecosystem is the directory that an `all.zip` lies in, otherwise its own name. */
export function archiveAt(path: string): AdvisoryArchive | undefined {
  const source = ARCHIVE.exec(path)?.[1] ?? /([^\\/]+)\.zip$/.exec(path)?.[1];
  return source === undefined ? undefined : { source, path };
}
