import { expect, test } from 'vitest';
import { messageIds, runRule } from '../../../test/rules/run-rule.ts';
import { controlPlaneScheduling } from './control-plane-scheduling.ts';

const KEY = 'node-role.kubernetes.io/control-plane';

// ToleratesTaint in k8s.io/api/core/v1/toleration.go, for the taint `node-role.kubernetes.io/control-plane:NoSchedule`.
test.each([
  [{ key: KEY, operator: 'Exists', effect: 'NoSchedule' }, ['tolerates']],
  [{ key: KEY, operator: 'Exists' }, ['tolerates']],
  [{ key: KEY, operator: 'Equal', value: '' }, ['tolerates']],
  [{ key: KEY, operator: 'Equal' }, ['tolerates']],
  [{ key: KEY }, ['tolerates']],
  [{ key: KEY, operator: 'Equal', value: 'true' }, []],
  [{ key: KEY, operator: 'Exists', effect: 'NoExecute' }, []],
  [{ key: KEY, operator: 'Exists', effect: 'PreferNoSchedule' }, []],
  [{ key: KEY.toUpperCase(), operator: 'Exists' }, []],
  [{ operator: 'Exists' }, ['toleratesAll']],
  [{ operator: 'Exists', effect: 'NoSchedule' }, ['toleratesAll']],
  [{ operator: 'Equal' }, []],
  [{}, []],
])('a toleration %j is %j', (toleration, reports) => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { tolerations: [toleration], containers: [] },
  };
  expect(messageIds(runRule(controlPlaneScheduling, JSON.stringify(pod)))).toEqual(reports);
});
