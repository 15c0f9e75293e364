import type { ByteSource, OwnFiles } from '../../core/ports.ts';
import type { Advisories } from '../evidence.ts';
import type { Judgement } from '../severity.ts';
import { type Catalogue, readCatalogue, type ShardEntry } from './catalogue.ts';
import { DamagedShard } from './damaged-shard.ts';
import type { KeptAdvisory } from './kept-advisory.ts';
import { KeptSeverities } from './kept-severities.ts';
import { Shard } from './read-shard.ts';
import { isOfRelease, sourceOfSeverities } from './shard-kind.ts';
import { isSharedName, placeOfSharedName } from './shared-name.ts';

/** Whether a judgement is by a newer version of CVSS, `CVSS 3.1` before `CVSS 3.0 from PyPI`, or of two by one the worse. */
function isNewer(a: Judgement, b: Judgement): boolean {
  const [left, right] = [a.by.slice(0, 'CVSS 3.1'.length), b.by.slice(0, 'CVSS 3.1'.length)];
  return left === right ? (a.score ?? 0) > (b.score ?? 0) : left > right;
}

function from(source: string, { by, ...told }: Judgement): Judgement {
  return { ...told, by: `${by} from ${source}` };
}

/** A package by the name that advisories have for it. */
interface Named {
  readonly ecosystem: string;
  readonly name: string;
}

interface SourceSeverities {
  readonly source: string;
  readonly severities: KeptSeverities;
}

/** The advisories that are kept on this machine. Shards are opened when they are asked. */
export class Database implements Advisories {
  readonly catalogue: Catalogue;
  readonly #files: OwnFiles;
  readonly #shards = new Map<string, Promise<Shard | undefined>>();
  /** Those of them that are open by now. */
  readonly #opened = new Map<string, Shard>();
  #severities: readonly SourceSeverities[] | undefined;

  private constructor(files: OwnFiles, catalogue: Catalogue) {
    this.#files = files;
    this.catalogue = catalogue;
  }

  static async open(files: OwnFiles): Promise<Database> {
    return new Database(files, await readCatalogue(files));
  }

  /** Whether the advisories of an ecosystem and release are here; without them nothing of its packages is known. */
  holds(ecosystem: string): boolean {
    return isOfRelease(ecosystem) && Object.hasOwn(this.catalogue.shards, ecosystem);
  }

  /** Reads at once what is known of several packages, which takes a fraction of reading it one after the other when they are looked up. */
  async prepare(packages: readonly Named[]): Promise<void> {
    const names = new Map<string, Set<string>>();
    for (const { ecosystem, name } of packages) {
      const known = names.get(ecosystem) ?? new Set();
      names.set(ecosystem, known.add(name));
    }
    const preparing = Array.from(names, async ([ecosystem, of]) => (await this.#shard(ecosystem))?.prepare([...of]));
    await Promise.all(preparing);
  }

  /** What is known of a package; without a promise where it is at hand. */
  lookUp(ecosystem: string, name: string): readonly KeptAdvisory[] | Promise<readonly KeptAdvisory[]> {
    return this.#opened.get(ecosystem)?.lookUpAtHand(name) ?? this.#lookUpInFile(ecosystem, name);
  }

  async #lookUpInFile(ecosystem: string, name: string): Promise<readonly KeptAdvisory[]> {
    return (await this.#shard(ecosystem))?.lookUp(name) ?? [];
  }

  async rate(names: readonly string[]): Promise<Judgement | undefined> {
    this.#severities ??= await this.#openSeverities();
    const places = names.filter(isSharedName).map(placeOfSharedName);
    let best: Judgement | undefined;
    for (const each of this.#severities)
      for (const place of places) {
        const told = each.severities.of(place);
        const judgement = told instanceof Promise ? await told : told;
        if (judgement !== undefined && (best === undefined || isNewer(judgement, best)))
          best = from(each.source, judgement);
      }
    return best;
  }

  async #openSeverities(): Promise<readonly SourceSeverities[]> {
    const opening = Object.keys(this.catalogue.shards).map(async (name) => {
      const source = sourceOfSeverities(name);
      const shard = source === undefined ? undefined : await this.#shard(name);
      return source === undefined || shard === undefined
        ? []
        : [{ source, severities: await KeptSeverities.read(shard) }];
    });
    return (await Promise.all(opening)).flat();
  }

  /** Closes what was opened; what could not be is closed already. */
  async close(): Promise<void> {
    for (const opened of await Promise.allSettled(this.#shards.values()))
      if (opened.status === 'fulfilled') await opened.value?.close();
    this.#shards.clear();
    this.#opened.clear();
    this.#severities = undefined;
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
      const shard = await Shard.open(source);
      this.#opened.set(ecosystem, shard);
      return shard;
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
