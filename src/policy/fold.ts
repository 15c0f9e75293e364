import { compareAction } from '../core/action.ts';
import type { FieldPath } from '../core/field-path.ts';
import type { Finding } from '../core/finding.ts';
import { UNREADABLE } from '../evidence/recorder.ts';
import { FindingsByPath } from './findings-by-path.ts';
import type { JudgedFinding } from './judged-finding.ts';

/**
 * Folds findings that say the same thing. One folds into another that refines it, at an equal or nested path and of the
 * same subject, only if that one's action is at least as strict and no exception takes it away alone. Unknown findings
 * about one unreadable field fold into the strictest of them.
 */
export function fold(judged: readonly JudgedFinding[]): readonly Finding[] {
  const into = new Map<JudgedFinding, JudgedFinding>();
  for (const ofResource of Map.groupBy(judged, ({ place }) => place.resource).values()) {
    if (ofResource.length > 1) foldResource(ofResource, into);
  }
  if (into.size === 0) return judged;
  const also = Map.groupBy(into.keys(), (folded) => finalTarget(folded, into));
  for (const [each, folded] of also) each.also = folded;
  return judged.filter((each) => !into.has(each));
}

function foldResource(findings: readonly JudgedFinding[], into: Map<JudgedFinding, JudgedFinding>): void {
  const refiners = new Map<string, FindingsByPath>();
  for (const each of findings) {
    for (const refined of refinedBy(each)) {
      const others = refiners.get(refined) ?? new FindingsByPath();
      refiners.set(refined, others);
      others.add(each);
    }
  }
  for (const each of findings) {
    const isUnreadable = each.reported.messageId === UNREADABLE;
    const others = refiners.get(isUnreadable ? UNREADABLE : each.rule);
    for (const other of others?.near(each.reported.path) ?? []) {
      if (other === each || !foldsInto(each, other) || finalTarget(other, into) === each) continue;
      into.set(each, other);
      break;
    }
  }
}

/** The rules that a finding makes more precise; one about an unreadable field stands for all others about it. */
function refinedBy({ reported }: JudgedFinding): readonly string[] {
  return reported.messageId === UNREADABLE ? [UNREADABLE] : (reported.rule.refines ?? []);
}

function foldsInto(each: JudgedFinding, other: JudgedFinding): boolean {
  if (each.status !== other.status || compareAction(other.action, each.action) > 0) return false;
  const { path, messageId } = each.reported;
  if (messageId === UNREADABLE) {
    return other.reported.messageId === UNREADABLE && samePath(path, other.reported.path);
  }
  if (other.reported.rule.refines?.includes(each.rule) !== true || !nested(path, other.reported.path)) return false;
  return samePart(each, other) && (other.exception === undefined || each.exception !== undefined);
}

/** Whether findings are of the same container, or of the same flaw in the same package. */
function samePart({ subject: one }: JudgedFinding, { subject: other }: JudgedFinding): boolean {
  return (
    one.container === other.container && one.package === other.package && one.vulnerability === other.vulnerability
  );
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
