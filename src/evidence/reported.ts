import type { Edit } from '../core/edit.ts';
import type { FieldPath } from '../core/field-path.ts';
import type { FindingStatus, ImageLocation } from '../core/finding.ts';
import type { Severity } from '../core/severity.ts';
import type { Source, SourcePlace, Span } from '../core/source.ts';
import type { Subject } from '../core/subject.ts';
import type { FoundVulnerability } from '../core/vulnerability.ts';
import type { Rule } from './rule.ts';

/** Where something stands that a rule reports. */
export interface ReportedPlace extends SourcePlace {
  /** What identifies it across runs. */
  readonly key: string;
  /** Its path from the beginning of its document. */
  readonly fullPath: FieldPath;
  /** The value alone, or all of it where there is none. */
  readonly valueSpan: Span;
}

/** A finding before the policy has said what to make of it. */
export interface Reported {
  readonly rule: Rule;
  readonly status: FindingStatus;
  /** The id of the rule's message; `undecided` where the rule could not decide. */
  readonly messageId: string;
  readonly message: string;
  readonly remediation: string;
  readonly subject: Subject;
  /** The place in the resource or image, as the rule reported it. */
  readonly path: FieldPath;
  readonly place: ReportedPlace;
  readonly fix?: readonly Edit[] | undefined;
  readonly addition?: string;
  /** Where it is not that of the rule. */
  readonly severity?: Severity;
  /** Whether a policy may only record it. */
  readonly isOnlyRecorded?: boolean;
  readonly vulnerability?: FoundVulnerability;
  /** Where it stands in an image that was opened. */
  readonly image?: ImageLocation | undefined;
}

/** How often a rule judged a target, and how often it did not hold or could not decide. */
export interface RuleCounts {
  evaluated: number;
  failed: number;
  unknown: number;
}

/** What the rules reported for one unit. */
export interface UnitReport {
  readonly reported: readonly Reported[];
  readonly counts: ReadonlyMap<string, RuleCounts>;
  /** The spans of each source that no excerpt may show. */
  readonly concealed: ReadonlyMap<Source, readonly Span[]>;
}
