import { compareAction } from '../core/action.ts';
import type { FieldPath } from '../core/field-path.ts';
import type { Finding } from '../core/finding.ts';
import { UNREADABLE } from '../evidence/recorder.ts';
import type { Reported } from '../evidence/reported.ts';

/** A finding and what it was made from. */
export interface JudgedFinding {
  readonly reported: Reported;
  readonly finding: Finding;
}

/**
 * Folds findings that say the same thing. One folds into another that refines it, at an equal or nested path and of the
 * same subject, only if that one's action is at least as strict and no exception takes it away alone. Unknown findings
 * about one unreadable field fold into the strictest of them.
 */
export function fold(judged: readonly JudgedFinding[]): readonly Finding[] {
  const groups = Map.groupBy(judged, groupOf);
  const into = new Map<JudgedFinding, JudgedFinding>();
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    for (const each of group) {
      const target = targetOf(each, group, into);
      if (target !== undefined) into.set(each, target);
    }
  }
  const also = Map.groupBy(into.keys(), (folded) => finalTarget(folded, into));
  return judged.filter((each) => !into.has(each)).map((each) => withFolded(each.finding, also.get(each) ?? []));
}

function groupOf({ reported, finding }: JudgedFinding): string {
  const { place } = finding;
  const isUnreadable = reported.messageId === UNREADABLE;
  const container = isUnreadable ? '' : (finding.subject.container ?? '');
  return `${place.source.path}\0${place.document.start}\0${finding.subject.name ?? ''}\0${container}`;
}

function targetOf(
  each: JudgedFinding,
  group: readonly JudgedFinding[],
  into: ReadonlyMap<JudgedFinding, JudgedFinding>,
): JudgedFinding | undefined {
  return group.find((other) => other !== each && finalTarget(other, into) !== each && foldsInto(each, other));
}

function foldsInto(each: JudgedFinding, other: JudgedFinding): boolean {
  if (each.finding.status !== other.finding.status) return false;
  if (each.reported.messageId === UNREADABLE) {
    return (
      other.reported.messageId === UNREADABLE &&
      samePath(each.reported.path, other.reported.path) &&
      isStrict(other, each)
    );
  }
  const refines = other.reported.rule.refines ?? [];
  if (!refines.includes(each.finding.rule) || !nested(each.reported.path, other.reported.path)) return false;
  return isStrict(other, each) && (other.finding.exception === undefined || each.finding.exception !== undefined);
}

function isStrict(other: JudgedFinding, each: JudgedFinding): boolean {
  return compareAction(other.finding.action, each.finding.action) <= 0;
}

function samePath(a: FieldPath, b: FieldPath): boolean {
  return a.length === b.length && nested(a, b);
}

/** Whether one path begins with the other. */
function nested(a: FieldPath, b: FieldPath): boolean {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}

function finalTarget(each: JudgedFinding, into: ReadonlyMap<JudgedFinding, JudgedFinding>): JudgedFinding {
  let target = each;
  for (let next = into.get(target); next !== undefined; next = into.get(target)) target = next;
  return target;
}

function withFolded(finding: Finding, folded: readonly JudgedFinding[]): Finding {
  if (folded.length === 0) return finding;
  const also = folded.map(({ finding: { rule, identity, message } }) => ({ rule, identity, message }));
  return { ...finding, also };
}
