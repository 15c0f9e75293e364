import type { ConditionReport, Report } from '../../core/report.ts';
import type { Verdict } from '../../core/verdict.ts';
import { CONDITIONS_TITLE, shownConditions } from '../shown/conditions.ts';
import type { Paint } from './paint.ts';

const COLOURS: Readonly<Record<ConditionReport['state'], Verdict>> = {
  met: 'passed',
  unmet: 'blocked',
  unknown: 'incomplete',
  unasked: 'incomplete',
};

/** What a deployment must meet to ship, a line for each; nothing where none was judged. */
export function conditionLines({ conditions }: Pick<Report, 'conditions'>, paint: Paint): readonly string[] {
  const shown = shownConditions(conditions);
  if (shown.length === 0) return [];
  const answerWidth = Math.max(...shown.map(({ answer }) => answer.length));
  const width = Math.max(...shown.map(({ what }) => what.length));
  const lines = shown.map(({ answer, state, what, why }) => {
    const painted = paint.verdict(COLOURS[state], answer.padEnd(answerWidth));
    return `  ${painted}  ${why === '' ? what : `${what.padEnd(width)}  ${paint.faint(why)}`}`;
  });
  return [paint.bold(CONDITIONS_TITLE), ...lines];
}
