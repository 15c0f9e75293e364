import type { ActiveAction } from '../core/action.ts';
import type { Edit } from '../core/edit.ts';
import { formatFieldPath } from '../core/field-path.ts';
import type { AppliedException, FileLocation, Finding, FindingStatus, FoldedFinding } from '../core/finding.ts';
import { identityText } from '../core/identity.ts';
import type { Severity } from '../core/severity.ts';
import type { Rendering, Source, SourcePlace } from '../core/source.ts';
import type { Subject } from '../core/subject.ts';
import type { FoundVulnerability } from '../core/vulnerability.ts';
import type { Reported } from '../evidence/reported.ts';
import { LineIndex, type Position } from '../formats/lines.ts';

const NONE: readonly never[] = [];

/** The line indexes of the sources that findings stand in, each made once. */
export class Lines {
  readonly #indexes = new Map<Source, LineIndex>();

  /** Where a place begins, in lines and columns. */
  positionOf({ source, span }: SourcePlace): Position {
    const index = this.#indexes.get(source) ?? new LineIndex(source.text);
    this.#indexes.set(source, index);
    return index.positionAt(span.start);
  }
}

/** What the findings of one unit have in common. */
export interface UnitContext {
  readonly unit: string;
  readonly lines: Lines;
}

/** What accepts a finding, or why what would accept it does not. */
type Accepted = { readonly exception: AppliedException } | { readonly refusal: string };

/** A finding with what the policy makes of it. Its line and its identity are worked out when they are asked for. */
export class JudgedFinding implements Finding {
  readonly reported: Reported;
  readonly action: ActiveAction;
  readonly exception?: AppliedException;
  readonly refusal?: string;
  /** The findings that were folded into it. */
  also: readonly FoldedFinding[] = NONE;
  readonly #unit: UnitContext;
  #rendered: FileLocation | undefined;

  constructor(reported: Reported, action: ActiveAction, unit: UnitContext, accepted: Accepted | undefined) {
    this.reported = reported;
    this.action = action;
    this.#unit = unit;
    if (accepted === undefined) return;
    if ('exception' in accepted) this.exception = accepted.exception;
    else this.refusal = accepted.refusal;
  }

  get unit(): string {
    return this.#unit.unit;
  }

  get rule(): string {
    return this.reported.rule.id;
  }

  get severity(): Severity {
    return this.reported.severity ?? this.reported.rule.severity;
  }

  get status(): FindingStatus {
    return this.reported.status;
  }

  get subject(): Subject {
    return this.reported.subject;
  }

  get message(): string {
    return this.reported.message;
  }

  get remediation(): string {
    return this.reported.remediation;
  }

  get place(): SourcePlace {
    return this.reported.place;
  }

  get fix(): readonly Edit[] {
    return this.reported.fix ?? NONE;
  }

  get addition(): string {
    return this.reported.addition ?? '';
  }

  get vulnerability(): FoundVulnerability | undefined {
    return this.reported.vulnerability;
  }

  get location(): FileLocation {
    const { place, path, image } = this.reported;
    const { rendering } = place.source;
    if (rendering !== undefined) return (this.#rendered ??= this.#writtenAt(rendering));
    const location = { file: place.source.path, ...this.#unit.lines.positionOf(place), path: formatFieldPath(path) };
    return image === undefined ? location : { ...location, image };
  }

  /** Where what was rendered was written. To find it takes a search, so that it is kept. */
  #writtenAt(rendering: Rendering): FileLocation {
    const { place, path } = this.reported;
    const { file, line, column, value } = rendering.originOf(place.span.start, path);
    const rendered = { by: rendering.by, line: this.#unit.lines.positionOf(place).line };
    return { file, line, column, path: formatFieldPath(path), rendered, ...(value === undefined ? {} : { value }) };
  }

  get identity(): string {
    const { rule, messageId, subject, place } = this.reported;
    return identityText({ rule: rule.id, message: messageId, subject, key: place.key });
  }
}
