import type { Edit, Json } from '../core/edit.ts';
import type { FieldPath } from '../core/field-path.ts';
import type { KubernetesMinor } from '../core/kubernetes-version.ts';
import type { Subject } from '../core/subject.ts';
import { writeManifest } from '../manifests/edit/write-value.ts';
import { UnreadableField } from '../manifests/kubernetes/wrong-type.ts';
import { messageOf, remediationOf } from './local-run.ts';
import { FieldPlace } from './place.ts';
import { type GivenToRule, type Recorder, UNDECIDED } from './recorder.ts';
import type { RuleCounts } from './reported.ts';
import type { Place, RuleEdit, UnitRule } from './rule.ts';
import { pathOf, type Scope } from './scope.ts';
import type { UnitEvidence } from './unit-evidence.ts';

interface Callable {
  keep(target: unknown): unknown;
  at(target: unknown): Place;
  check(kept: unknown, evidence: UnitEvidence, context: Context): void;
  fix?(kept: unknown, message: string): readonly RuleEdit[];
  addition?(kept: unknown, message: string): Json | undefined;
}

interface Context {
  readonly options: unknown;
  readonly kubernetes: KubernetesMinor;
  readonly report: (message: string, data?: unknown) => void;
  readonly undecided: (why: string, supply: string) => void;
}

/** Where the findings about a target will stand. */
interface KeptTarget {
  readonly subject: Subject;
  readonly path: FieldPath;
  readonly place: FieldPlace;
}

interface KeptItem extends KeptTarget {
  readonly item: unknown;
  /** Where the target and its document's resource stand, for edits. */
  readonly base: FieldPath;
  readonly podPath: FieldPath;
  readonly prefix: FieldPath;
}

/** One rule that looks across the resources of a unit: it keeps a little of each target and judges at the end. */
export class UnitRun {
  readonly rule: UnitRule;
  readonly counts: RuleCounts;
  readonly #callable: Callable;
  readonly #recorder: Recorder;
  readonly #given: GivenToRule;
  readonly #kept: KeptItem[] = [];

  constructor(rule: UnitRule, given: GivenToRule, recorder: Recorder) {
    this.rule = rule;
    this.counts = recorder.countsOf(rule.id);
    this.#recorder = recorder;
    this.#given = given;
    this.#callable = rule;
  }

  /** Keeps of a target what the rule will need. */
  judge(target: unknown, scope: Scope): void {
    try {
      const item = this.#callable.keep(target);
      if (item === undefined) return;
      const { resource, subject } = scope;
      const path = pathOf(scope, this.#callable.at(target));
      const { base, podPath } = scope;
      const { prefix } = resource.origin;
      this.#kept.push({ item, base, podPath, prefix, subject, path, place: new FieldPlace(resource, path) });
    } catch (error) {
      if (!(error instanceof UnreadableField)) throw error;
      this.counts.evaluated += 1;
      this.counts.unknown += 1;
      this.#recorder.unreadable(this.rule, scope, error);
    }
  }

  /** Judges everything that was kept. */
  finish(evidence: UnitEvidence): void {
    for (const kept of this.#kept) this.#judgeKept(kept, evidence);
  }

  #judgeKept(kept: KeptItem, evidence: UnitEvidence): void {
    const { rule, counts } = this;
    let failed = false;
    let undecided = false;
    const { item, subject, path, place } = kept;
    const where = { subject, path, place };
    this.#callable.check(item, evidence, {
      ...this.#given,
      report: (messageId, data) => {
        failed = true;
        const fix = this.#callable.fix?.(item, messageId);
        const addition = this.#callable.addition?.(item, messageId);
        this.#recorder.recordAt({
          ...where,
          rule,
          status: 'fail',
          messageId,
          message: messageOf(rule, messageId, data),
          remediation: remediationOf(rule, messageId),
          ...(fix === undefined ? {} : { fix: fix.map((edit) => editAt(edit, kept)) }),
          ...(addition === undefined ? {} : { addition: writeManifest(addition) }),
        });
      },
      undecided: (message, remediation) => {
        undecided = true;
        this.#recorder.recordAt({ ...where, rule, status: 'unknown', messageId: UNDECIDED, message, remediation });
      },
    });
    counts.evaluated += 1;
    if (failed) counts.failed += 1;
    else if (undecided) counts.unknown += 1;
  }
}

function editAt(edit: RuleEdit, kept: KeptItem): Edit {
  return { ...edit, path: [...kept.prefix, ...pathOf(kept, edit.path)] };
}
