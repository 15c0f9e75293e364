import type { DamagedArchive } from '../../advisories/database/add-archive.ts';
import type { AddedRecords } from '../../advisories/database/add-record.ts';
import type { BuiltSource, SourceBuilder } from '../../advisories/database/build-source.ts';
import { type NewSource, replaceSources } from '../../advisories/database/replace-source.ts';
import { baseOf, schemeOf } from '../../advisories/ecosystem.ts';
import { advisoryErrors } from '../../advisories/errors.ts';
import { type Problem, problemOf } from '../../core/errors.ts';
import type { ByteSources, Clock, OwnFiles } from '../../core/ports.ts';
import { inOrder } from '../in-order.ts';

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
  readonly builder: SourceBuilder;
  readonly files: OwnFiles;
  readonly clock: Clock;
}

/** What came of an archive. */
export type ImportedArchive = Imported & { readonly archive: AdvisoryArchive };

type Imported = AddedRecords | { readonly problem: Problem };

/**
 * Reads archives into the database, and tells of each in turn: it replaces what was there of its ecosystem, or changes nothing. Several are
 * read at once, the largest first, so that none is left over at the end; each is kept as soon as it is read, together with those that are read meanwhile.
 */
export async function* importAdvisories(
  archives: readonly AdvisoryArchive[],
  tools: ImportTools,
): AsyncGenerator<ImportedArchive> {
  const begun = await largestFirst(archives, tools.sources);
  const keeping = new Keeping(tools.files);
  const make = async (archive: AdvisoryArchive): Promise<readonly [Promise<Imported>]> => {
    const built = await buildArchive(archive, tools);
    const imported = importArchive(archive, built, { keeping, clock: tools.clock });
    // Told when it is its turn.
    imported.catch(() => {});
    // In a list, which nobody waits for: the next archive is read while this one is kept.
    return [imported];
  };
  try {
    for await (const [archive, [imported]] of inOrder(archives, make, { atOnce: tools.builder.atOnce, begun }))
      yield { archive, ...(await imported) };
  } finally {
    await keeping.end();
  }
}

/** Puts sources into the database, one after another; those that come while others are put there follow together. */
class Keeping {
  readonly #files: OwnFiles;
  #waiting: NewSource[] = [];
  /** When those are kept that wait. */
  #next: Promise<void> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #hasEnded = false;

  constructor(files: OwnFiles) {
    this.#files = files;
  }

  async add(source: NewSource): Promise<void> {
    this.#waiting.push(source);
    if (this.#next === undefined) {
      this.#next = this.#keepWaiting(this.#last);
      this.#last = this.#next.catch(() => {});
    }
    return this.#next;
  }

  /** Begins nothing more, and waits for what was begun. */
  async end(): Promise<void> {
    this.#hasEnded = true;
    await this.#last;
  }

  async #keepWaiting(before: Promise<unknown>): Promise<void> {
    await before;
    const sources = this.#waiting;
    this.#waiting = [];
    this.#next = undefined;
    if (this.#hasEnded) throw new Error('the import has ended');
    await replaceSources(this.#files, sources);
  }
}

async function largestFirst(
  archives: readonly AdvisoryArchive[],
  sources: ByteSources,
): Promise<readonly AdvisoryArchive[]> {
  const sized: { readonly archive: AdvisoryArchive; readonly size: number }[] = [];
  for (const archive of archives) {
    const source = archive.files === undefined ? await sources.open(archive.path) : undefined;
    sized.push({ archive, size: source?.size ?? 0 });
    await source?.close();
  }
  return sized.toSorted((a, b) => b.size - a.size).map(({ archive }) => archive);
}

type Built = BuiltSource | { readonly problem: Problem };

async function buildArchive(archive: AdvisoryArchive, { sources, builder }: ImportTools): Promise<Built> {
  const { path, source: name, files } = archive;
  if (files !== undefined) return buildFiles(archive, files, sources);
  const source = await sources.open(path);
  if (source === undefined) return { problem: archiveProblem(path, 'it is not there') };
  try {
    return builtOr(path, await builder.build(name, source));
  } finally {
    await source.close();
  }
}

function builtOr(path: string, built: BuiltSource | DamagedArchive): Built {
  return 'damage' in built ? { problem: archiveProblem(path, built.damage) } : built;
}

/** Where none of the records can be read, nothing is changed. */
async function buildFiles(
  { source: name, path }: AdvisoryArchive,
  files: readonly string[],
  sources: ByteSources,
): Promise<Built> {
  const [{ ShardWriter }, { addFiles }] = await Promise.all([
    import('../../advisories/database/write-shard.ts'),
    import('../../advisories/database/add-files.ts'),
  ]);
  const writer = new ShardWriter(name);
  const added = await addFiles(writer, files, sources);
  const [fault] = added.faults;
  if (added.records === 0) return { problem: archiveProblem(fault?.file ?? path, fault?.why ?? 'it is empty') };
  return { ...added, shards: [...writer.shards()] };
}

async function importArchive(
  { path, source: name }: AdvisoryArchive,
  built: Built,
  { keeping, clock }: Pick<ImportTools, 'clock'> & { readonly keeping: Keeping },
): Promise<Imported> {
  if ('problem' in built) return built;
  await keeping.add(newSource({ name, from: path, built }, clock));
  const { records, faults } = built;
  return { records, faults };
}

/** Shards that were built of what was brought here. */
export interface BroughtSource {
  /** The ecosystem. */
  readonly name: string;
  /** Where its archive was: a path or an address. */
  readonly from: string;
  readonly built: BuiltSource;
  /** What the server calls this state of it, and when it says that it was changed. */
  readonly etag?: string;
  readonly lastModified?: string;
}

/** Puts shards in the place of those that the database holds of their ecosystem. */
export async function keepBuilt(
  brought: BroughtSource,
  { files, clock }: Pick<ImportTools, 'files' | 'clock'>,
): Promise<void> {
  await replaceSources(files, [newSource(brought, clock)]);
}

function newSource({ name, from, built, etag = '', lastModified = '' }: BroughtSource, clock: Clock): NewSource {
  const { records, faults, shards } = built;
  const taken = clock.now().toISOString();
  return { name, entry: { from, taken, records, faults: faults.length, etag, lastModified }, shards };
}

function archiveProblem(path: string, why: string): Problem {
  return problemOf(advisoryErrors, 'PL_E_ADVISORY_ARCHIVE', { path, why });
}

/** What lies in a directory, as far as paths tell. */
export interface FoundArchives {
  readonly archives: readonly AdvisoryArchive[];
  /** Other files of JSON and CSV, packed or not, and other archives, of which only what is in them tells what they are. */
  readonly others: readonly string[];
}

/**
 * What lies in a directory, by the paths in it with slashes: every `all.zip`, and the records that lie each in a file of its own in a
 * directory that is named by their ecosystem. An archive has what lies beside it, too.
 */
export function archivesAmong(directory: string, paths: readonly string[]): FoundArchives {
  const archives = paths.flatMap((path) =>
    /(?:^|\/)all\.zip$/.test(path) ? (archiveAt(`${directory}/${path}`) ?? []) : [],
  );
  const known = new Set(archives.map(({ source }) => source));
  const files = paths
    .filter((path) => /\.(?:json|csv|zip)(?:\.gz)?$/.test(path) && !/(?:^|\/)all\.zip$/.test(path))
    .map((path) => `${directory}/${path}`);
  const isNamed = (file: string): boolean => schemeOf(ecosystemOf(file)) !== undefined && file.endsWith('.json');
  const loose = [...Map.groupBy(files.filter(isNamed), ecosystemOf)].flatMap(
    ([source, each]): readonly AdvisoryArchive[] =>
      known.has(source) ? [] : [{ source, path: directory, files: each }],
  );
  const others = files.filter((file) => !isNamed(file) && !known.has(ecosystemOf(file)));
  return { archives: [...archives, ...loose], others };
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
