import { defineUnitRule } from '../../evidence/rule.ts';
import { serviceAccountName } from '../../manifests/kubernetes/defaults.ts';

/**
 * Restricted field: `spec.serviceAccountName` of a pod that gets a token.
 * Allowed: anything but `default`, which is also what an absent one means.
 */
export const ownServiceAccount = defineUnitRule({
  id: 'access/own-service-account',
  title: 'Pods that get a token have a service account of their own',
  severity: 'low',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'cis-kubernetes-1.12/5.1.5' }, { id: 'nsa/authentication' }, { id: 'mitre/T1528' }],
  why: 'What is granted to the default service account is granted to every pod of the namespace that names no other.',
  remediation: 'Create a service account for the workload and name it in `serviceAccountName`.',
  needs: ['serviceAccounts'],
  at: [],
  messages: {
    usesDefault: () => 'Its pods get a token of the default service account, which every pod of the namespace shares.',
  },
  examples: () => import('./own-service-account.examples.ts'),
  keep: ({ pod, resource }) =>
    pod.automountServiceAccountToken === false || serviceAccountName(pod) !== 'default'
      ? undefined
      : { namespace: resource.namespace, isAsked: pod.automountServiceAccountToken === true },
  check({ namespace, isAsked }, evidence, { report, undecided }) {
    const accounts = evidence.serviceAccounts(namespace, 'default');
    const [account] = accounts.items;
    if (!isAsked && account?.automountServiceAccountToken === false) return;
    if (isAsked || account !== undefined || accounts.state === 'known') report('usesDefault');
    else
      undecided(`The default service account was not found, and not all were read: ${accounts.why}`, accounts.supply);
  },
});
