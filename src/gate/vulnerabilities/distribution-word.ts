import { applicabilityOf } from '../../advisories/applicability.ts';
import { flawsOf } from '../../advisories/flaws.ts';
import type { Vulnerability } from '../../advisories/match.ts';
import { type Question, questionsOf } from '../../advisories/questions.ts';
import type { Distribution } from '../../core/distribution.ts';
import type { Package } from '../../core/package.ts';
import type { HeldAdvisories } from './package-list.ts';

/**
 * The word of a distribution about flaws in what its packages brought. It mends without raising the version that a language sees, so that
 * where its advisories know a flaw, as open, mended or never there, nothing else is to be believed.
 */
export class DistributionWord {
  readonly #distribution: Distribution | undefined;
  readonly #advisories: HeldAdvisories;
  readonly #names = new Map<string, Promise<ReadonlySet<string>>>();

  constructor(distribution: Distribution | undefined, advisories: HeldAdvisories) {
    this.#distribution = distribution;
    this.#advisories = advisories;
  }

  /** Whether the distribution speaks of a flaw in the source of the package that owns something. */
  async knows(owner: Package, { names }: Pick<Vulnerability, 'names'>): Promise<boolean> {
    const questions = questionsOf(owner, this.#distribution);
    const key = JSON.stringify(questions);
    const known = this.#names.get(key) ?? this.#namesFor(questions);
    this.#names.set(key, known);
    const told = await known;
    return names.some((name) => told.has(name));
  }

  async #namesFor(questions: readonly Question[]): Promise<ReadonlySet<string>> {
    const names = new Set<string>();
    for (const question of questions) {
      for (const kept of await this.#advisories.lookUp(question.ecosystem, question.name)) {
        if (kept.entries.every((entry) => applicabilityOf(entry, question) === 'no')) continue;
        for (const each of flawsOf(await kept.head()).flat()) names.add(each);
      }
    }
    return names;
  }
}
