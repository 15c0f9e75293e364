import { describe, expect, test } from 'vitest';
import type { ActiveAction } from './action.ts';
import type { Finding, FindingStatus } from './finding.ts';
import { type Verdict, verdictOf, worstVerdict } from './verdict.ts';

function finding(action: ActiveAction, status: FindingStatus, accepted = false): Finding {
  const span = { start: 0, end: 0 };
  return {
    identity: '',
    rule: 'area/rule',
    severity: 'high',
    action,
    status,
    subject: {},
    location: { file: 'a.yaml', line: 1, column: 1, path: '' },
    message: '',
    remediation: '',
    also: [],
    place: { source: { path: 'a.yaml', text: '' }, document: span, span, resource: span },
    unit: 'a.yaml',
    fix: [],
    addition: '',
    ...(accepted ? { exception: { source: 'policy', owner: 'a', reason: 'b', expires: '2999-01-01' } } : {}),
  };
}

const missing = [{ code: 'PL_E_X', what: 'x', supply: 'y' }];

describe('the verdict', () => {
  test.each<[string, readonly Finding[], boolean, number, Verdict]>([
    ['nothing found', [], false, 1, 'passed'],
    ['nothing to judge', [], false, 0, 'incomplete'],
    ['a denied failure', [finding('deny', 'fail')], false, 1, 'blocked'],
    ['a denied failure beside something missing', [finding('deny', 'fail')], true, 1, 'blocked'],
    ['a denied failure with an exception', [finding('deny', 'fail', true)], false, 1, 'passed'],
    ['a denied unknown', [finding('deny', 'unknown')], false, 1, 'incomplete'],
    ['a denied unknown with an exception', [finding('deny', 'unknown', true)], false, 1, 'passed'],
    [
      'a denied failure and a denied unknown',
      [finding('deny', 'unknown'), finding('deny', 'fail')],
      false,
      1,
      'blocked',
    ],
    ['a warning', [finding('warn', 'fail')], false, 1, 'passed'],
    ['an unknown of a rule that warns', [finding('warn', 'unknown')], false, 1, 'passed'],
    ['something recorded', [finding('audit', 'fail')], false, 1, 'passed'],
    ['something missing', [], true, 1, 'incomplete'],
  ])('of %s', (_, findings, lacks, judged, verdict) => {
    expect(verdictOf({ findings, missing: lacks ? missing : [], judged })).toBe(verdict);
  });

  test.each<[readonly Verdict[], Verdict]>([
    [['passed', 'passed'], 'passed'],
    [['passed', 'incomplete'], 'incomplete'],
    [['incomplete', 'blocked', 'passed'], 'blocked'],
    [[], 'incomplete'],
  ])('worst of %j is %s', (verdicts, worst) => {
    expect(worstVerdict(verdicts)).toBe(worst);
  });
});
