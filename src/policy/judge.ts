import type { Action } from '../core/action.ts';
import { formatFieldPath } from '../core/field-path.ts';
import type { Finding } from '../core/finding.ts';
import { identityText } from '../core/identity.ts';
import type { Source, SourcePlace } from '../core/source.ts';
import type { Reported } from '../evidence/reported.ts';
import { LineIndex, type Position } from '../formats/lines.ts';
import type { ExceptionLedger } from './exceptions.ts';
import { fold, type JudgedFinding } from './fold.ts';
import type { Policy } from './policy.ts';

/** Makes of what the rules reported what the policy says: actions, exceptions, and one finding where several say the same. */
export function judge(reported: readonly Reported[], policy: Policy, exceptions: ExceptionLedger): readonly Finding[] {
  const actions = new Map(policy.settings.map(({ rule, action }) => [rule.id, action]));
  const lines = new Lines();
  const judged: JudgedFinding[] = [];
  for (const each of reported) {
    const action: Action = actions.get(each.rule.id) ?? 'off';
    if (action !== 'off')
      judged.push({ reported: each, finding: findingOf(each, action, lines.positionOf(each.place), exceptions) });
  }
  return policy.standard?.exact === true ? judged.map(({ finding }) => finding) : fold(judged);
}

/** The line indexes of the sources that findings stand in, each made once. */
class Lines {
  readonly #indexes = new Map<Source, LineIndex>();

  positionOf({ source, span }: SourcePlace): Position {
    const index = this.#indexes.get(source) ?? new LineIndex(source.text);
    this.#indexes.set(source, index);
    return index.positionAt(span.start);
  }
}

function findingOf(
  reported: Reported,
  action: Finding['action'],
  position: Position,
  exceptions: ExceptionLedger,
): Finding {
  const { rule, messageId, subject, key, path, place, fix, addition } = reported;
  const accepted = exceptions.covering(rule.id, subject);
  return {
    identity: identityText({ rule: rule.id, message: messageId, subject, key }),
    rule: rule.id,
    severity: rule.severity,
    action,
    status: reported.status,
    subject,
    location: { file: place.source.path, ...position, path: formatFieldPath(path) },
    message: reported.message,
    remediation: reported.remediation,
    also: [],
    ...(accepted === undefined
      ? {}
      : { exception: { owner: accepted.owner, reason: accepted.reason, expires: accepted.expires } }),
    place,
    ...(fix === undefined || fix.length === 0 ? {} : { fix }),
    ...(addition === undefined || addition === '' ? {} : { addition }),
  };
}
