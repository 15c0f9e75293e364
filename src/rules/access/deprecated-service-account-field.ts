import { defineRule } from '../../evidence/rule.ts';

const OLD = ['serviceAccount'] as const;
const NEW = ['serviceAccountName'] as const;

/**
 * Restricted field: `spec.serviceAccount`. Allowed: absent, or the same as `serviceAccountName`, as the API server
 * writes it. Where they differ `serviceAccountName` counts. Source: pkg/apis/core/v1/conversion.go.
 */
export const deprecatedServiceAccountField = defineRule({
  id: 'access/deprecated-service-account-field',
  title: 'Pods name their service account in serviceAccountName',
  severity: 'low',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'nsa/authentication' }],
  why: '`serviceAccount` is an old name of the field that many tools do not read, so they judge the pod by the wrong account.',
  remediation: 'Write `serviceAccountName` and remove `serviceAccount`.',
  messages: {
    oldName: ({ found }: { found: string }) =>
      `The pod names its service account "${found}" in the deprecated field serviceAccount.`,
    differs: ({ found, counts }: { found: string; counts: string }) =>
      `serviceAccount is "${found}" and has no effect: serviceAccountName is "${counts}".`,
  },
  examples: () => import('./deprecated-service-account-field.examples.ts'),
  fix({ pod }, message) {
    const remove = { op: 'remove', path: OLD } as const;
    if (message === 'differs' || pod.serviceAccount === undefined) return [remove];
    return [remove, { op: 'set', path: NEW, value: pod.serviceAccount }];
  },
  check({ pod: { serviceAccount = '', serviceAccountName = '' } }, { report }) {
    if (serviceAccount === '' || serviceAccount === serviceAccountName) return;
    if (serviceAccountName === '') report('oldName', OLD, { found: serviceAccount });
    else report('differs', OLD, { found: serviceAccount, counts: serviceAccountName });
  },
});
