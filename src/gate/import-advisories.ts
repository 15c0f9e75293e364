import { addArchive, type DamagedArchive } from '../advisories/database/add-archive.ts';
import { addFiles } from '../advisories/database/add-files.ts';
import type { AddedRecords } from '../advisories/database/add-record.ts';
import { replaceSource } from '../advisories/database/replace-source.ts';
import { ShardWriter } from '../advisories/database/write-shard.ts';
import { baseOf, schemeOf } from '../advisories/ecosystem.ts';
import { advisoryErrors } from '../advisories/errors.ts';
import { type Problem, problemOf } from '../core/errors.ts';
import type { ByteSource, ByteSources, Clock, OwnFiles } from '../core/ports.ts';

/** An archive of advisories of one ecosystem, or a directory of them. */
export interface AdvisoryArchive {
  /** The ecosystem, as its directory in the public bucket is named: `Debian`. */
  readonly source: string;
  readonly path: string;
  /** The files of a directory, a record each; left out for an archive. */
  readonly files?: readonly string[];
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
  const { path, source: name, files } = archive;
  if (files !== undefined) return { archive, ...(await takeFiles({ name, from: path, files }, tools)) };
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
  await replace({ name, from, etag, lastModified, writer, added }, { files, clock });
  return added;
}

/** Puts records in the place of those that the database holds of their ecosystem; where none of them can be read, nothing is changed. */
async function takeFiles(
  { name, from, files }: { readonly name: string; readonly from: string; readonly files: readonly string[] },
  tools: ImportTools,
): Promise<AddedRecords | { readonly problem: Problem }> {
  const writer = new ShardWriter(name);
  const added = await addFiles(writer, files, tools.sources);
  const [fault] = added.faults;
  if (added.records === 0) return { problem: archiveProblem(fault?.file ?? from, fault?.why ?? 'it is empty') };
  await replace({ name, from, etag: '', lastModified: '', writer, added }, tools);
  return added;
}

interface ReadAdvisories {
  readonly name: string;
  readonly from: string;
  readonly etag: string;
  readonly lastModified: string;
  readonly writer: ShardWriter;
  readonly added: AddedRecords;
}

async function replace(
  { name, writer, added: { records, faults }, ...told }: ReadAdvisories,
  { files, clock }: Pick<ImportTools, 'files' | 'clock'>,
): Promise<void> {
  const taken = clock.now().toISOString();
  await replaceSource(files, { name, entry: { ...told, taken, records, faults: faults.length }, writer });
}

function archiveProblem(path: string, why: string): Problem {
  return problemOf(advisoryErrors, 'PL_E_ADVISORY_ARCHIVE', { path, why });
}

/**
 * What lies in a directory, by the paths in it with slashes: every `all.zip`, and the records that lie each in a file of its own in a
 * directory that is named by their ecosystem. An archive has what lies beside it, too.
 */
export function archivesAmong(directory: string, paths: readonly string[]): readonly AdvisoryArchive[] {
  const archives = paths.flatMap((path) =>
    /(?:^|\/)all\.zip$/.test(path) ? (archiveAt(`${directory}/${path}`) ?? []) : [],
  );
  const known = new Set(archives.map(({ source }) => source));
  const records = paths.filter((path) => path.endsWith('.json')).map((path) => `${directory}/${path}`);
  const loose = [...Map.groupBy(records, ecosystemOf)].flatMap(([source, files]): readonly AdvisoryArchive[] =>
    schemeOf(source) === undefined || known.has(source) ? [] : [{ source, path: directory, files }],
  );
  return [...archives, ...loose];
}

function ecosystemOf(path: string): string {
  return baseOf(/([^\\/]*)\/[^/]*$/.exec(path)?.[1] ?? '');
}

const ARCHIVE = /(?:^|[\\/])([^\\/]+)[\\/]all\.zip$/;

/** The archive at a path: its ecosystem is the directory that an `all.zip` lies in, otherwise its own name. */
export function archiveAt(path: string): AdvisoryArchive | undefined {
  const source = ARCHIVE.exec(path)?.[1] ?? /([^\\/]+)\.zip$/.exec(path)?.[1];
  return source === undefined ? undefined : { source, path };
}
