import type { Judgement } from '../severity.ts';
import type { Shard } from './read-shard.ts';
import type { SharedNamePlace } from './shared-name.ts';

type Group = ReadonlyMap<string, Judgement>;

/** How severe flaws are by the advisories of a source, of which a group is taken apart when one of it is asked for. */
export class KeptSeverities {
  readonly #shard: Shard;
  readonly #groups = new Map<string, Group>();

  private constructor(shard: Shard) {
    this.#shard = shard;
  }

  /** All of them, unpacked at once: the flaws of any image are of most years. */
  static async read(shard: Shard): Promise<KeptSeverities> {
    await shard.prepareAll();
    return new KeptSeverities(shard);
  }

  /** How severe a flaw is by where one of its names is kept; undefined where the source does not say. Without a promise where its group has been asked for. */
  of({ group, rest }: SharedNamePlace): Judgement | undefined | Promise<Judgement | undefined> {
    const known = this.#groups.get(group);
    return known === undefined ? this.#read(group).then((read) => read.get(rest)) : known.get(rest);
  }

  async #read(name: string): Promise<Group> {
    const group = new Map<string, Judgement>();
    for (const kept of await this.#shard.lookUp(name)) {
      const head = kept.head();
      const { judgement } = head instanceof Promise ? await head : head;
      kept.listed((rest) => group.set(rest, judgement));
    }
    this.#groups.set(name, group);
    return group;
  }
}
