import { expect, test } from 'vitest';
import { messageIds, runRule } from '../../../test/rules/run-rule.ts';
import { serviceAccountToken } from './service-account-token.ts';

type Account = boolean | undefined | 'absent';

/** shouldAutomount in plugin/pkg/admission/serviceaccount/admission.go: the pod decides, then the account, and else it is mounted. */
test.each<readonly [pod: boolean | undefined, account: Account, reports: readonly string[]]>([
  [undefined, 'absent', ['unused']],
  [undefined, undefined, ['unused']],
  [undefined, true, ['unused']],
  [undefined, false, []],
  [true, 'absent', ['asked']],
  [true, undefined, ['asked']],
  [true, true, ['asked']],
  [true, false, ['asked']],
  [false, 'absent', []],
  [false, undefined, []],
  [false, true, []],
  [false, false, []],
])('the pod says %s and its account %s', (pod, account, reports) => {
  const metadata = { name: 'web', namespace: 'shop' };
  const resources = [
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata,
      spec: { serviceAccountName: 'web', automountServiceAccountToken: pod, containers: [] },
    },
    ...(account === 'absent'
      ? []
      : [{ apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: account }]),
  ];
  const manifest = resources.map((resource) => JSON.stringify(resource)).join('\n---\n');
  expect(messageIds(runRule(serviceAccountToken, manifest))).toEqual(reports);
});
