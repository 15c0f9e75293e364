import { readArtifact } from '../../advisories/artifact/artifact.ts';
import { type WantedPart, wantedPart } from '../../advisories/artifact/wanted-part.ts';
import { isAsListed } from '../../advisories/bundle/is-as-listed.ts';
import type { Bundle } from '../../advisories/bundle/read-bundle.ts';
import { takeBundle } from '../../advisories/bundle/take-bundle.ts';
import { wholeFile } from '../../advisories/bundle/write-bundle.ts';
import {
  type Catalogue,
  feedFile,
  filesOf,
  isHere,
  type KeptFile,
  parseCatalogue,
  readCatalogue,
  shardFile,
} from '../../advisories/database/catalogue.ts';
import { advisoryErrors } from '../../advisories/errors.ts';
import { feedNames } from '../../advisories/feeds/feed.ts';
import { sha256 } from '../../core/digest.ts';
import { problemOf, UserError } from '../../core/errors.ts';
import type { OwnFiles } from '../../core/ports.ts';
import type { BlobOf } from '../../image/registry/blob.ts';
import { inRepository } from '../../image/registry/find-in-registry.ts';
import type { Repository } from '../../image/registry/repository.ts';
import type { RegistrySettings } from '../../image/registry/session.ts';

/** What is wanted of a published database. */
export interface WantedAdvisories {
  /** Where it is published: `HOST/PATH[:TAG][@DIGEST]`. */
  readonly reference: string;
  /** Ecosystems, with or without a release; all of them where there are none. */
  readonly names: readonly string[];
  /** Nothing that was made before is taken; left out where its age does not matter. */
  readonly since?: Date;
  /** Whether what advisories tell people is taken too; left out where it is. */
  readonly details?: boolean;
}

/** What a pull works with. */
export interface PullTools {
  readonly registry: RegistrySettings;
  readonly files: OwnFiles;
}

/** What came of a pull. */
export interface PulledAdvisories {
  /** What is there of the named ecosystems now. */
  readonly catalogue: Catalogue;
  /** Names that nothing is published for. */
  readonly absent: readonly string[];
  /** How many files were fetched; those that did not change were not. */
  readonly fetched: number;
}

/**
 * Takes ecosystems from a published database: only what was asked for, and of that only what is not here already. All of it is fetched and
 * held against its checksums before anything changes.
 */
export async function pullAdvisories(wanted: WantedAdvisories, tools: PullTools): Promise<PulledAdvisories> {
  const held = await readCatalogue(tools.files);
  const { part, bundle, fetched } = await inRepository(wanted.reference, tools.registry, async (repository, tag) => {
    const reader = new ArtifactReader(repository, wanted.reference);
    const published = await reader.open(tag);
    reader.holdAgainst(published, wanted.since);
    const found = wantedPart(published, held, { ...wanted, from: `oci://${wanted.reference}` });
    return { part: found, ...(await reader.fetch(found, held, tools.files)) };
  });
  await takeBundle(tools.files, bundle);
  return { ...part, fetched };
}

/** The largest catalogue that is read, in bytes. */
const MAX_CATALOGUE_BYTES = 16 * 1024 * 1024;

/** The largest file of a database that is fetched, in bytes. */
const MAX_FILE_BYTES = 1024 * 1024 * 1024;

/** Reads a published database from its repository. */
class ArtifactReader {
  readonly #repository: Repository;
  readonly #reference: string;
  #files: ReadonlyMap<string, BlobOf> = new Map();

  constructor(repository: Repository, reference: string) {
    this.#repository = repository;
    this.#reference = reference;
  }

  /** What the database holds. */
  async open(tag: string): Promise<Catalogue> {
    const manifest = await this.#repository.manifest(tag);
    if (manifest === undefined) throw this.#fault('there is nothing of that name');
    const artifact = readArtifact(manifest.bytes);
    if (artifact === undefined) throw this.#fault('it is no database of advisories');
    this.#files = artifact.files;
    const text = await this.#bytesOf(artifact.catalogue, MAX_CATALOGUE_BYTES);
    const catalogue = parseCatalogue(Buffer.from(text).toString());
    if ('why' in catalogue) throw this.#fault(`in its catalogue ${catalogue.why}`);
    return catalogue;
  }

  /** Ends the pull where what is published was made too long ago. */
  holdAgainst({ sources }: Catalogue, since: Date | undefined): void {
    const newest = Object.values(sources).reduce((latest, { taken }) => (taken > latest ? taken : latest), '');
    if (since !== undefined && newest < since.toISOString()) throw this.#fault('nobody has renewed it for days');
  }

  /** Fetches the files of a part that are not held, and checks all of them. */
  async fetch(
    { catalogue }: WantedPart,
    held: Catalogue,
    files: OwnFiles,
  ): Promise<{ readonly bundle: Bundle; readonly fetched: number }> {
    const fetched = new Map<string, Uint8Array>();
    for (const file of filesOf(named(catalogue)))
      if (!(await isHere(files, held, file))) fetched.set(file.sha256, await this.#fileOf(file));
    for (const [ecosystem, { sha256: sum }] of Object.entries(catalogue.shards)) {
      const bytes = fetched.get(sum);
      if (bytes !== undefined && !(await isAsListed(catalogue, ecosystem, bytes)))
        throw this.#fault(`the advisories of ${JSON.stringify(ecosystem)} are not what it lists`);
    }
    const byName = new Map(filesOf(named(catalogue)).map((file) => [file.sha256, file]));
    const file = async (sum: string): Promise<Uint8Array> => {
      const kept = byName.get(sum);
      const bytes = fetched.get(sum);
      if (bytes !== undefined) return bytes;
      if (kept === undefined) throw this.#fault(`it does not list ${sum}`);
      return wholeFile(files, kept);
    };
    return { bundle: { catalogue, file }, fetched: fetched.size };
  }

  async #fileOf({ sha256: sum, bytes: size }: KeptFile): Promise<Uint8Array> {
    const blob = this.#files.get(`sha256:${sum}`);
    if (blob?.size !== size) throw this.#fault(`its manifest and its catalogue differ in ${sum}`);
    return this.#bytesOf(blob, MAX_FILE_BYTES);
  }

  async #bytesOf(blob: BlobOf, most: number): Promise<Uint8Array> {
    if (blob.size > most) throw this.#fault(`${blob.digest} has more than ${most} bytes`);
    const source = await this.#repository.blob(blob);
    if (source === undefined) throw this.#fault(`${blob.digest} is not there`);
    try {
      const bytes = await source.read(0, blob.size);
      if (`sha256:${sha256(bytes)}` !== blob.digest) throw this.#fault(`${blob.digest} is not what its digest tells`);
      return bytes;
    } finally {
      await source.close();
    }
  }

  #fault(why: string): UserError {
    const reference = `oci://${this.#reference}`;
    return new UserError(problemOf(advisoryErrors, 'PL_E_ADVISORY_ARTIFACT', { reference, why }));
  }
}

/** A catalogue with the names that its files have here. */
function named({ shards, feeds, ...rest }: Catalogue): Catalogue {
  const own = Object.entries(shards).map(
    ([ecosystem, shard]) => [ecosystem, { ...shard, file: shardFile(ecosystem, shard.sha256) }] as const,
  );
  return {
    ...rest,
    shards: Object.fromEntries(own),
    feeds: Object.fromEntries(
      feedNames.flatMap((name) => {
        const feed = feeds[name];
        return feed === undefined ? [] : [[name, { ...feed, file: feedFile(name, feed.sha256) }]];
      }),
    ),
  };
}
