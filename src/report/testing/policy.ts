import type { ExceptionReport, IgnoreReport, Report } from '../../core/report.ts';

/** An exception that accepts two findings, and of which nobody needs to know. */
export const EXCEPTION: ExceptionReport = {
  rule: 'image/fixed-tag',
  scope: { name: 'web' },
  owner: 'team',
  reason: 'why',
  expires: '2027-03-01',
  daysLeft: 45,
  state: 'applied',
  findings: 2,
  file: 'plimsoll.yaml',
  line: 7,
};

/** A comment that ignores a finding. */
export const IGNORE: IgnoreReport = {
  source: 'comment',
  file: 'k8s/web.yaml',
  line: 3,
  rule: 'image/fixed-tag',
  reason: 'ours',
  state: 'applied',
  findings: 1,
  why: '',
};

/** The parts of a report that tell what a policy did. */
export function toldOf({
  exceptions = [],
  ignores = [],
  notes = [],
}: {
  readonly exceptions?: readonly ExceptionReport[];
  readonly ignores?: readonly IgnoreReport[];
  readonly notes?: readonly string[];
}): Pick<Report, 'exceptions' | 'ignores' | 'incomplete' | 'policy'> {
  return {
    exceptions,
    ignores,
    incomplete: [],
    policy: { profile: 'restricted', kubernetes: '1.37', files: [], notes },
  };
}
