import type { Edit } from '../core/edit.ts';
import { type FieldPath, formatFieldPath } from '../core/field-path.ts';
import type { KubernetesMinor } from '../core/kubernetes-version.ts';
import type { Source, Span } from '../core/source.ts';
import type { UnreadableField } from '../manifests/kubernetes/wrong-type.ts';
import { FieldPlace, partSpans } from './place.ts';
import type { Reported, ReportedPlace, RuleCounts, UnitReport } from './reported.ts';
import type { Rule } from './rule.ts';
import type { Scope } from './scope.ts';

/** The message id of findings of rules that could not decide. */
export const UNDECIDED = 'undecided';

/** The message id of findings of rules that read a field of the wrong type. */
export const UNREADABLE = 'unreadable';

/** What every call of a rule is given. */
export interface GivenToRule {
  readonly options: unknown;
  readonly kubernetes: KubernetesMinor;
}

/** What a rule says of one place. */
export interface Said {
  readonly rule: Rule;
  readonly scope: Scope;
  readonly path: FieldPath;
  readonly messageId: string;
  readonly message: string;
  readonly remediation: string;
  readonly status: 'fail' | 'unknown';
  readonly fix?: readonly Edit[] | undefined;
}

/** Keeps what the rules of one unit report. Positions are looked up when they are asked for, so only for what is shown. */
export class Recorder {
  readonly #reported: Reported[] = [];
  readonly #counts = new Map<string, RuleCounts>();
  readonly #concealed = new Map<Source, Span[]>();

  /** The counts of a rule, made at the first call. */
  countsOf(rule: string): RuleCounts {
    const counts = this.#counts.get(rule) ?? { evaluated: 0, failed: 0, unknown: 0 };
    this.#counts.set(rule, counts);
    return counts;
  }

  /** Keeps what a rule says of a resource that goes by. */
  record({ rule, scope, path, messageId, message, remediation, status, fix }: Said): void {
    const { resource, subject } = scope;
    const place = new FieldPlace(resource, path);
    const { prefix } = resource.origin;
    const edits = fix === undefined || prefix.length === 0 ? fix : fix.map((edit) => inDocument(edit, prefix));
    this.#reported.push({ rule, status, messageId, message, remediation, subject, path, place, fix: edits });
  }

  /** Keeps what a rule says of a resource that went by. */
  recordAt(finding: Reported): void {
    this.#reported.push(finding);
  }

  /** Keeps that a rule read a field that Kubernetes refuses. */
  unreadable(rule: Rule, scope: Scope, { wrong }: UnreadableField): void {
    this.record({
      rule,
      scope,
      path: wrong.path,
      messageId: UNREADABLE,
      message: `${formatFieldPath(wrong.path)} must be ${wrong.expected}, not ${wrong.found}.`,
      remediation: `Write ${wrong.expected}: Kubernetes refuses the resource as it is, so it was not judged.`,
      status: 'unknown',
    });
  }

  /** Notes that no excerpt may show the value at a place, or a part of it. */
  conceal({ source, valueSpan }: Pick<ReportedPlace, 'source' | 'valueSpan'>, part?: string): void {
    const concealed = part === undefined ? [valueSpan] : partSpans(source.text, valueSpan, part);
    const spans = this.#concealed.get(source);
    if (spans === undefined) this.#concealed.set(source, [...concealed]);
    else spans.push(...concealed);
  }

  finish(): UnitReport {
    return { reported: this.#reported, counts: this.#counts, concealed: this.#concealed };
  }
}

function inDocument(edit: Edit, prefix: FieldPath): Edit {
  return { ...edit, path: [...prefix, ...edit.path] };
}
