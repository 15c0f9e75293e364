import type { Advisory } from '../advisory.ts';
import { baseOf } from '../ecosystem.ts';
import { GrowingShard } from './growing-shard.ts';
import { SeverityIndex, severityShard } from './severity-index.ts';

/** The advisories of an ecosystem, each release of which becomes a shard. What is added is kept as the text that will be packed. */
export class ShardWriter {
  readonly #base: string;
  readonly #severities = new SeverityIndex();
  readonly #ecosystems = new Map<string, GrowingShard>();

  /** `base` is the ecosystem without a release: `Debian`. */
  constructor(base: string) {
    this.#base = base;
  }

  /**
   * Takes what an advisory says of the ecosystem. What it says of others is theirs: it stands in their archives too, with all that belongs
   * to it. One that was taken back says nothing. Gives why it cannot all be taken, where it is larger than a block may be.
   */
  add(advisory: Advisory): string | undefined {
    if (advisory.withdrawn !== undefined) return undefined;
    if (namesLength(advisory) > MOST_NAMES) return `its names have more than ${MOST_NAMES} characters`;
    this.#severities.add(advisory);
    for (const entry of advisory.affected) {
      if (baseOf(entry.ecosystem) !== this.#base) continue;
      const shard = this.#ecosystems.get(entry.ecosystem) ?? new GrowingShard();
      this.#ecosystems.set(entry.ecosystem, shard);
      const fault = shard.add(advisory, entry);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }

  /** The shards by the names of their ecosystems, and one with the severities of all that they speak of. */
  *shards(): Generator<readonly [ecosystem: string, shard: Uint8Array<ArrayBuffer>]> {
    for (const [ecosystem, shard] of this.#ecosystems) yield [ecosystem, shard.write(ecosystem)];
    const severities = this.#severityShard();
    if (severities !== undefined) yield severities;
  }

  #severityShard(): readonly [name: string, shard: Uint8Array<ArrayBuffer>] | undefined {
    const name = severityShard(this.#base);
    const scores = [...this.#severities.advisories(this.#base)];
    const shard = new GrowingShard();
    for (const score of scores) for (const flaw of score.affected) shard.add(score, flaw);
    return scores.length === 0 ? undefined : [name, shard.write(name)];
  }
}

/** The most that the names of an advisory have, in characters: 256 of them are unpacked at once. The most that are published have some thousands. */
const MOST_NAMES = 64 * 1024;

function namesLength({ id, aliases, upstream, related }: Advisory): number {
  return [id, ...aliases, ...upstream, ...related].reduce((length, name) => length + name.length, 0);
}
