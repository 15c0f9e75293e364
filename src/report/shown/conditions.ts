import type { ConditionName, ConditionReport } from '../../core/report.ts';
import { plural } from './plural.ts';

/** A condition in words. */
export interface ShownCondition {
  /** `yes`, `no`, `unknown` or `not asked`. */
  readonly answer: string;
  readonly state: ConditionReport['state'];
  /** What must hold, as a clause: `the Restricted standard holds`. */
  readonly what: string;
  /** What stands against it, or keeps it from being known; empty where there is nothing to say. */
  readonly why: string;
}

/** The question that the conditions answer. */
export const CONDITIONS_TITLE = 'May it ship?';

const ANSWERS = { met: 'yes', unmet: 'no', unknown: 'unknown', unasked: 'not asked' } as const;

const WHAT: Readonly<Record<ConditionName, string>> = {
  'image-scan-passes': 'the scan of its images passes',
  'restricted-standard-holds': 'the Restricted standard holds',
  'egress-is-limited': 'network policies limit egress',
  'no-credential-in-environment': 'credentials stay out of the environment',
};

/** What a deployment must meet to ship, one by one. */
export function shownConditions(conditions: readonly ConditionReport[] = []): readonly ShownCondition[] {
  return conditions.map((condition) => ({
    answer: ANSWERS[condition.state],
    state: condition.state,
    what: WHAT[condition.name],
    why: whyOf(condition),
  }));
}

function whyOf({ name, state, findings, accepted }: ConditionReport): string {
  const parts = [
    findings === 0 ? '' : plural(findings, 'finding'),
    accepted === 0 ? '' : `${accepted} accepted`,
    state === 'unknown' ? 'not all could be judged' : '',
    state === 'unasked' ? UNASKED[name] : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

const LEFT_OUT = 'the policy leaves rules of it out';
const UNASKED: Readonly<Record<ConditionName, string>> = {
  'image-scan-passes': 'no image is run, or the policy asks nothing of images',
  'restricted-standard-holds': LEFT_OUT,
  'egress-is-limited': LEFT_OUT,
  'no-credential-in-environment': LEFT_OUT,
};
