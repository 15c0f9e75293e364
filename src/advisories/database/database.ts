import type { OwnFiles } from '../../core/ports.ts';
import type { Advisories } from '../evidence.ts';
import { type Catalogue, readCatalogue } from './catalogue.ts';
import { DamagedShard, type KeptAdvisory, Shard } from './read-shard.ts';

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
    const entry = this.catalogue.shards[ecosystem];
    if (entry === undefined) return undefined;
    const source = await this.#files.open(entry.file);
    if (source === undefined) throw new DamagedShard(`${entry.file} is not there`);
    try {
      return await Shard.open(source);
    } catch (error) {
      await source.close();
      throw error;
    }
  }
}
