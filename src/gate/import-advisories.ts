import { type AddedRecords, addArchive, type DamagedArchive } from '../advisories/database/add-archive.ts';
import { replaceSource } from '../advisories/database/replace-source.ts';
import { ShardWriter } from '../advisories/database/write-shard.ts';
import { advisoryErrors } from '../advisories/errors.ts';
import { type Problem, problemOf } from '../core/errors.ts';
import type { ByteSource, ByteSources, Clock, OwnFiles } from '../core/ports.ts';

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
export type ImportedArchive = (AddedRecords | { readonly problem: Problem }) & { readonly archive: AdvisoryArchive };

/** Reads archives into the database, one after the other: each replaces what was there of its ecosystem, or changes nothing. */
export async function* importAdvisories(
  archives: readonly AdvisoryArchive[],
  tools: ImportTools,
): AsyncGenerator<ImportedArchive> {
  for (const archive of archives) yield await importArchive(archive, tools);
}

async function importArchive(archive: AdvisoryArchive, tools: ImportTools): Promise<ImportedArchive> {
  const { path, source: name } = archive;
  const source = await tools.sources.open(path);
  if (source === undefined) return { archive, problem: archiveProblem(path, 'it is not there') };
  try {
    const taken = await takeArchive({ name, from: path, bytes: source }, tools);
    return 'damage' in taken ? { archive, problem: archiveProblem(path, taken.damage) } : { archive, ...taken };
  } finally {
    await source.close();
  }
}

/** An archive that was brought here. */
export interface BroughtArchive {
  /** The ecosystem. */
  readonly name: string;
  /** Where it was: a path or an address. */
  readonly from: string;
  readonly bytes: ByteSource;
  /** What the server calls this state of it, and when it says that it was changed. */
  readonly etag?: string;
  readonly lastModified?: string;
}

/** Puts the records of an archive in the place of those that the database holds of its ecosystem; none of one that is not whole. */
export async function takeArchive(
  { name, from, bytes, etag = '', lastModified = '' }: BroughtArchive,
  { files, clock }: Pick<ImportTools, 'files' | 'clock'>,
): Promise<AddedRecords | DamagedArchive> {
  const writer = new ShardWriter(name);
  const added = await addArchive(writer, bytes);
  if ('damage' in added) return added;
  const { records, faults } = added;
  const taken = clock.now().toISOString();
  await replaceSource(files, {
    name,
    entry: { from, taken, records, faults: faults.length, etag, lastModified },
    writer,
  });
  return added;
}

function archiveProblem(path: string, why: string): Problem {
  return problemOf(advisoryErrors, 'PL_E_ADVISORY_ARCHIVE', { path, why });
}

const ARCHIVE = /(?:^|[\\/])([^\\/]+)[\\/]all\.zip$/;

/** The archive at a path: its ecosystem is the directory that an `all.zip` lies in, otherwise its own name. */
export function archiveAt(path: string): AdvisoryArchive | undefined {
  const source = ARCHIVE.exec(path)?.[1] ?? /([^\\/]+)\.zip$/.exec(path)?.[1];
  return source === undefined ? undefined : { source, path };
}
