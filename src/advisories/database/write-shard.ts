import type { Advisory, Affected } from '../advisory.ts';
import { baseOf } from '../ecosystem.ts';
import { packageName } from '../package-name.ts';
import type { AdvisoryDetails } from '../read-details.ts';
import { DetailsShard } from './details-shard.ts';
import { GrowingShard, HeadTexts } from './growing-shard.ts';
import { SeverityIndex } from './severity-index.ts';

/** Names of so few ecosystems are compared sooner than one is looked up among them. */
const FEW = 20;

/** The advisories of an ecosystem, each release of which becomes a shard. What is added is kept as the text that will be packed. */
export class ShardWriter {
  readonly #base: string;
  readonly #severities = new SeverityIndex();
  readonly #details: DetailsShard;
  readonly #headTexts = new HeadTexts();
  readonly #ecosystems = new Map<string, GrowingShard>();
  /** The first of them: most sources have no more. */
  readonly #first: (readonly [ecosystem: string, shard: GrowingShard])[] = [];

  /** `base` is the ecosystem without a release: `Debian`. */
  constructor(base: string) {
    this.#base = base;
    this.#details = new DetailsShard(base);
  }

  /**
   * Takes what an advisory says of the ecosystem. What it says of others is theirs: it stands in their archives too, with all that belongs
   * to it. One that was taken back says nothing. `details` are what it tells people. Gives why it cannot all be taken, where it is larger than a block may be.
   */
  add(advisory: Advisory, details?: AdvisoryDetails): string | undefined {
    if (advisory.withdrawn !== undefined) return undefined;
    if (namesLength(advisory) > MOST_NAMES) return `its names have more than ${MOST_NAMES} characters`;
    this.#severities.add(advisory);
    for (const entry of advisory.affected) {
      const fault = this.#shardOf(entry.ecosystem)?.add(advisory, this.#named(entry));
      if (fault !== undefined) return fault;
    }
    if (details !== undefined) this.#details.add(advisory.id, details);
    return undefined;
  }

  /** The shards by the names of their ecosystems, one with the severities of all that they speak of, and one with what they tell people. */
  *shards(): Generator<readonly [ecosystem: string, shard: Uint8Array<ArrayBuffer>]> {
    for (const [ecosystem, shard] of this.#ecosystems) yield [ecosystem, shard.write(ecosystem)];
    const severities = this.#severities.shard(this.#base);
    if (severities !== undefined) yield severities;
    yield* this.#details.shards();
  }

  #named(entry: Affected): Affected {
    const name = packageName(this.#base, entry.name);
    return name === entry.name ? entry : { ...entry, name };
  }

  /** Undefined for an ecosystem that is none of this. */
  #shardOf(ecosystem: string): GrowingShard | undefined {
    for (const [name, shard] of this.#first) if (name === ecosystem) return shard;
    const known = this.#ecosystems.get(ecosystem);
    if (known !== undefined || baseOf(ecosystem) !== this.#base) return known;
    const shard = new GrowingShard(this.#headTexts);
    this.#ecosystems.set(ecosystem, shard);
    if (this.#first.length < FEW) this.#first.push([ecosystem, shard]);
    return shard;
  }
}

/** The most that the names of an advisory have, in characters: 256 of them are unpacked at once. The most that are published have some thousands. */
const MOST_NAMES = 64 * 1024;

function namesLength({ id, aliases, upstream, related }: Advisory): number {
  return [id, ...aliases, ...upstream, ...related].reduce((length, name) => length + name.length, 0);
}
