import type { KubernetesMinor } from '../core/kubernetes-version.ts';
import { UnreadableField } from '../manifests/kubernetes/wrong-type.ts';
import { FieldPlace } from './place.ts';
import { type GivenToRule, type Recorder, UNDECIDED } from './recorder.ts';
import type { RuleCounts } from './reported.ts';
import type { LocalCheck, LocalRule, Place, RuleDeclaration, RuleEdit } from './rule.ts';
import { pathOf, type Scope } from './scope.ts';

/** The rule as the engine calls it; `defineRule` has checked that what it is given fits. */
interface Callable {
  check(target: unknown, context: Context): void;
  fix?(
    target: unknown,
    message: string,
    context: { readonly at: Place; readonly options: unknown },
  ): readonly RuleEdit[];
}

interface Context {
  readonly options: unknown;
  readonly kubernetes: KubernetesMinor;
  readonly report: (message: string, at: Place, data?: unknown) => void;
  readonly undecided: (at: Place, why: string, supply: string) => void;
  readonly conceal: (at: Place, part?: string) => void;
}

/** One rule that judges its targets alone, or what it checks of their pods. Its context is made once, so that a target that conforms costs nothing. */
export class LocalRun {
  readonly rule: LocalRule;
  readonly counts: RuleCounts;
  readonly #callable: Callable;
  readonly #recorder: Recorder;
  readonly #context: Context;
  #target: unknown;
  #scope: Scope | undefined;
  #failed = false;
  #unknown = false;

  constructor(rule: LocalRule, check: LocalCheck, given: GivenToRule, recorder: Recorder) {
    this.rule = rule;
    this.counts = recorder.countsOf(rule.id);
    this.#recorder = recorder;
    this.#callable = check;
    this.#context = {
      ...given,
      report: (message, at, data) => this.#report(message, at, data),
      undecided: (at, why, supply) => this.#undecided(at, why, supply),
      conceal: (at, part) => this.#conceal(at, part),
    };
  }

  /** Judges one target. */
  judge(target: unknown, scope: Scope): void {
    this.#target = target;
    this.#scope = scope;
    this.#failed = false;
    this.#unknown = false;
    try {
      this.#callable.check(target, this.#context);
    } catch (error) {
      if (!(error instanceof UnreadableField)) throw error;
      this.#unknown = true;
      this.#recorder.unreadable(this.rule, scope, error);
    }
    this.counts.evaluated += 1;
    if (this.#failed) this.counts.failed += 1;
    else if (this.#unknown) this.counts.unknown += 1;
  }

  #report(messageId: string, at: Place, data: unknown): void {
    const scope = this.#scope;
    if (scope === undefined) return;
    this.#failed = true;
    const fix = this.#callable.fix?.(this.#target, messageId, { at, options: this.#context.options });
    this.#recorder.record({
      rule: this.rule,
      scope,
      path: pathOf(scope, at),
      messageId,
      message: messageOf(this.rule, messageId, data),
      remediation: remediationOf(this.rule, messageId),
      status: 'fail',
      fix: fix?.map((edit) => ({ ...edit, path: pathOf(scope, edit.path) })),
    });
  }

  #undecided(at: Place, why: string, supply: string): void {
    const scope = this.#scope;
    if (scope === undefined) return;
    this.#unknown = true;
    const path = pathOf(scope, at);
    const { rule } = this;
    this.#recorder.record({
      rule,
      scope,
      path,
      messageId: UNDECIDED,
      message: why,
      remediation: supply,
      status: 'unknown',
    });
  }

  #conceal(at: Place, part: string | undefined): void {
    const scope = this.#scope;
    if (scope !== undefined) this.#recorder.conceal(new FieldPlace(scope.resource, pathOf(scope, at)), part);
  }
}

/** What to do about a message. */
export function remediationOf({ remediation, remediations }: RuleDeclaration, messageId: string): string {
  return remediations?.[messageId] ?? remediation;
}

/** The sentence of a message, made from its data. */
export function messageOf(rule: { readonly messages: object }, id: string, data: unknown): string {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `report` takes only declared ids with their own data
  const messages = rule.messages as Readonly<Record<string, (data: unknown) => string>>;
  const message = messages[id];
  if (message === undefined) throw new Error(`The rule reports the message "${id}" without declaring it.`);
  return message(data);
}
