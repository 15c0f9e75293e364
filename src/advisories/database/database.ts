import type { ByteSource, OwnFiles } from '../../core/ports.ts';
import type { Advisories } from '../evidence.ts';
import type { Judgement } from '../severity.ts';
import { type Catalogue, readCatalogue, type ShardEntry } from './catalogue.ts';
import { DamagedShard, type KeptAdvisory, Shard } from './read-shard.ts';
import { sourceOfSeverities } from './severity-index.ts';

/** `CVSS 3.1 from npm` before `CVSS 3.0 from PyPI`. */
function compareNames(a: string, b: string): number {
  const [left, right] = [a.slice(0, 'CVSS 3.1'.length), b.slice(0, 'CVSS 3.1'.length)];
  return left === right ? 0 : left < right ? -1 : 1;
}

/** The advisories that are kept on this machine. Shards are opened when they are asked. */
export class Database implements Advisories {
  readonly catalogue: Catalogue;
  readonly #files: OwnFiles;
  readonly #shards = new Map<string, Promise<Shard | undefined>>();

  private constructor(files: OwnFiles, catalogue: Catalogue) {
    this.#files = files;
    this.catalogue = catalogue;
  }

  static async open(files: OwnFiles): Promise<Database> {
    return new Database(files, await readCatalogue(files));
  }

  /** Whether the advisories of an ecosystem and release are here; without them nothing of its packages is known. */
  holds(ecosystem: string): boolean {
    return Object.hasOwn(this.catalogue.shards, ecosystem);
  }

  async lookUp(ecosystem: string, name: string): Promise<readonly KeptAdvisory[]> {
    const shard = await this.#shard(ecosystem);
    return (await shard?.lookUp(name)) ?? [];
  }

  async rate(names: readonly string[]): Promise<Judgement | undefined> {
    const judgements: Judgement[] = [];
    for (const shard of Object.keys(this.catalogue.shards)) {
      const source = sourceOfSeverities(shard);
      if (source === undefined) continue;
      for (const name of names)
        for (const { by, ...told } of await this.#judgements(shard, name))
          judgements.push({ ...told, by: `${by} from ${source}` });
    }
    // The newest version of CVSS first, whose name is the beginning.
    const [best] = judgements.toSorted((a, b) => compareNames(b.by, a.by) || (b.score ?? 0) - (a.score ?? 0));
    return best;
  }

  async #judgements(shard: string, name: string): Promise<readonly Judgement[]> {
    const judgements: Judgement[] = [];
    for (const { head } of await this.lookUp(shard, name)) judgements.push((await head()).judgement);
    return judgements;
  }

  /** Closes what was opened; what could not be is closed already. */
  async close(): Promise<void> {
    for (const opened of await Promise.allSettled(this.#shards.values()))
      if (opened.status === 'fulfilled') await opened.value?.close();
    this.#shards.clear();
  }

  async #shard(ecosystem: string): Promise<Shard | undefined> {
    const opened = this.#shards.get(ecosystem) ?? this.#open(ecosystem);
    this.#shards.set(ecosystem, opened);
    return opened;
  }

  async #open(ecosystem: string): Promise<Shard | undefined> {
    const source = await this.#sourceOf(ecosystem);
    if (source === undefined) return undefined;
    try {
      return await Shard.open(source);
    } catch (error) {
      await source.close();
      throw error;
    }
  }

  /** The file of a shard. Another process may have put a newer one in its place since the catalogue was read. */
  async #sourceOf(ecosystem: string): Promise<ByteSource | undefined> {
    let entry = this.catalogue.shards[ecosystem];
    for (let tries = 0; entry !== undefined; tries += 1) {
      const source = await this.#files.open(entry.file);
      if (source !== undefined) return source;
      const newer: ShardEntry | undefined = (await readCatalogue(this.#files)).shards[ecosystem];
      if (newer === undefined || newer.file === entry.file || tries === MOST_TRIES)
        throw new DamagedShard(`${entry.file} is not there`);
      entry = newer;
    }
    return undefined;
  }
}

/** How often a shard is looked for that others replace meanwhile. */
const MOST_TRIES = 10;
