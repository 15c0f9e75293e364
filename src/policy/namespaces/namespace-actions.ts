import { type Action, compareAction } from '../../core/action.ts';
import type { Subject } from '../../core/subject.ts';
import type { NamespaceSection, Policy, RuleSetting } from '../policy.ts';
import { NamespaceLabels, type ReadNamespace } from './namespace-labels.ts';
import { type Match, matchOf, type Whereabouts, whereaboutsOf } from './section-match.ts';

type Matches = ReadonlyMap<NamespaceSection, Match>;

/** The actions of rules in the namespaces of one unit. */
export class NamespaceActions {
  readonly #sections: readonly NamespaceSection[];
  readonly #labels: NamespaceLabels;
  readonly #matches = new Map<string, Matches>();
  /** The names of namespaces whose labels would have decided; undefined for resources that name none. */
  readonly #undecided = new Set<string | undefined>();

  readonly #assumed: string | undefined;

  /** `assumed` is the namespace that resources seem to lie in because nobody said which. */
  constructor({ namespaces }: Pick<Policy, 'namespaces'>, read: readonly ReadNamespace[], assumed?: string) {
    this.#sections = namespaces;
    this.#assumed = assumed;
    this.#labels = new NamespaceLabels(read);
  }

  /**
   * The action of a rule for a subject: that of the last section which sets it, else that of the whole policy, and nowhere less than
   * what was locked. Where it is not known whether a section is for the namespace, the strictest of what may hold.
   */
  actionOf(setting: RuleSetting, subject: Subject): Action {
    if (setting.isFixed === true) return setting.action;
    const where = whereaboutsOf(subject, this.#assumed);
    const matches = this.#matchesAt(where);
    const possible = possibleActions(setting, setting, this.#sections, matches);
    if (new Set(possible).size > 1) this.#undecided.add(typeof where === 'string' ? undefined : where.name);
    const floors = (setting.floors ?? []).flatMap((floor) => possibleActions(setting, floor, floor.sections, matches));
    return [...possible, ...floors].reduce((a, b) => (compareAction(a, b) <= 0 ? a : b));
  }

  /** What was not known for certain and made a difference, as sentences. */
  notes(): readonly string[] {
    return [...this.#undecided].map((name) =>
      name === undefined
        ? 'Some resources name no namespace, so sections for namespaces can make rules only stricter for them: name it with -n.'
        : `The labels of namespace ${name} are not known, so sections by label can make rules only stricter in it: give its Namespace with --with.`,
    );
  }

  #matchesAt(where: Whereabouts): Matches {
    const key = typeof where === 'string' ? where : `/${where.name}`;
    const known = this.#matches.get(key);
    if (known !== undefined) return known;
    const matches = new Map(this.#sections.map((section) => [section, matchOf(section.match, where, this.#labels)]));
    this.#matches.set(key, matches);
    return matches;
  }
}

/** The actions that a rule may have, by the sections that match or may match: the last that sets it, else the last profile. */
function possibleActions(
  { rule }: RuleSetting,
  { action, isWritten }: Pick<RuleSetting, 'action' | 'isWritten'>,
  sections: readonly NamespaceSection[],
  matches: Matches,
): readonly Action[] {
  const possible: Action[] = [];
  const isDecided = (said: (section: NamespaceSection) => Action | undefined): boolean => {
    for (const section of sections.toReversed()) {
      const match = matches.get(section) ?? 'maybe';
      const found = match === 'no' ? undefined : said(section);
      if (found === undefined) continue;
      possible.push(found);
      if (match === 'yes') return true;
    }
    return false;
  };
  if (isDecided(({ rules }) => rules.get(rule.id))) return possible;
  const ofProfile = ({ profile }: NamespaceSection) => (profile === undefined ? undefined : rule.profiles[profile]);
  if (isWritten === true || !isDecided(ofProfile)) possible.push(action);
  return possible;
}
