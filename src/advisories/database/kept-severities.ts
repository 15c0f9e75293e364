import type { Judgement } from '../severity.ts';
import type { Shard } from './read-shard.ts';
import { placeOfSharedName } from './shared-name.ts';

type Group = ReadonlyMap<string, Judgement>;

/** How severe flaws are by the advisories of a source, of which a group is read when one of it is asked for. */
export class KeptSeverities {
  readonly #shard: Pick<Shard, 'lookUp'>;
  readonly #groups = new Map<string, Group>();

  constructor(shard: Pick<Shard, 'lookUp'>) {
    this.#shard = shard;
  }

  /** How severe a flaw is by one of its names; undefined where the source does not say. */
  async of(name: string): Promise<Judgement | undefined> {
    const { group, rest } = placeOfSharedName(name);
    const known = this.#groups.get(group) ?? (await this.#read(group));
    return known.get(rest);
  }

  async #read(name: string): Promise<Group> {
    const group = new Map<string, Judgement>();
    for (const kept of await this.#shard.lookUp(name)) {
      const { judgement } = await kept.head();
      for (const { versions } of kept.entries) versions.forEach((rest) => group.set(rest, judgement));
    }
    this.#groups.set(name, group);
    return group;
  }
}
