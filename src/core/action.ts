/** What the policy makes of a finding, strictest first; `off` means that the rule does not run. */
export const actions = ['deny', 'warn', 'audit', 'off'] as const;

export type Action = (typeof actions)[number];

/** The actions that a finding can have: a rule that is off has none. */
export type ActiveAction = Exclude<Action, 'off'>;

/** Orders strictest first. */
export function compareAction(a: Action, b: Action): number {
  return actions.indexOf(a) - actions.indexOf(b);
}
