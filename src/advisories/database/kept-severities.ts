import type { Judgement } from '../severity.ts';
import type { Shard } from './read-shard.ts';
import { judgementIn } from './scores-line.ts';
import type { SharedNamePlace } from './shared-name.ts';

/** How severe flaws are by the advisories of a source. */
export class KeptSeverities {
  readonly #shard: Shard;

  private constructor(shard: Shard) {
    this.#shard = shard;
  }

  /** All of them, unpacked at once: the flaws of any image are of most years. */
  static async read(shard: Shard): Promise<KeptSeverities> {
    await shard.prepareAll();
    return new KeptSeverities(shard);
  }

  /** How severe a flaw is by where one of its names is kept; undefined where the source does not say. Without a promise where its group is at hand. */
  of({ group, rest }: SharedNamePlace): Judgement | undefined | Promise<Judgement | undefined> {
    const line = this.#shard.lineOf(group);
    return line instanceof Promise ? line.then((read = '') => judgementIn(read, rest)) : judgementIn(line ?? '', rest);
  }
}
