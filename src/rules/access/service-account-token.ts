import { known } from '../../core/evidence.ts';
import { defineUnitRule } from '../../evidence/rule.ts';
import { automountsServiceAccountToken, serviceAccountName } from '../../manifests/kubernetes/defaults.ts';

const FIELD = ['automountServiceAccountToken'] as const;

/**
 * Restricted field: `spec.automountServiceAccountToken` of the pod, then of its service account; `true` where neither
 * says it. Allowed: `false`, and a token for a service account to which a role is bound among the manifests: that one
 * is needed. Source: plugin/pkg/admission/serviceaccount/admission.go, shouldAutomount.
 */
export const serviceAccountToken = defineUnitRule({
  id: 'access/service-account-token',
  title: 'Pods that do not use the API get no token for it',
  severity: 'medium',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [
    { id: 'cis-kubernetes-1.12/5.1.6' },
    { id: 'nsa/authentication' },
    { id: 'nist-800-190/4.3.1' },
    { id: 'mitre/T1528' },
  ],
  refines: ['access/own-service-account'],
  why: 'The token in every container is the first thing that an intruder takes, and it is there although nothing uses it.',
  remediation:
    'Set `automountServiceAccountToken: false`; where the pod does use the API, give it a service account of its own and bind a role to it.',
  needs: ['serviceAccounts', 'grants'],
  at: FIELD,
  messages: {
    unused: ({ serviceAccount }: { serviceAccount: string }) =>
      `Its pods get a token of service account "${serviceAccount}", to which no role is bound among the manifests.`,
    asked: ({ serviceAccount }: { serviceAccount: string }) =>
      `The pod asks for a token of service account "${serviceAccount}", to which no role is bound among the manifests.`,
  },
  examples: () => import('./service-account-token.examples.ts'),
  fix: () => [{ op: 'set', path: FIELD, value: false }],
  keep: ({ pod, resource }) =>
    pod.automountServiceAccountToken === false
      ? undefined
      : {
          namespace: resource.namespace,
          serviceAccount: serviceAccountName(pod),
          pod: pod.automountServiceAccountToken === undefined ? {} : { automountServiceAccountToken: true },
        },
  check({ namespace, serviceAccount, pod }, evidence, { report, undecided }) {
    const isAsked = pod.automountServiceAccountToken === true;
    const accounts = isAsked ? known([]) : evidence.serviceAccounts(namespace, serviceAccount);
    const [account] = accounts.items;
    const { automountServiceAccountToken } = account ?? {};
    if (
      !automountsServiceAccountToken(
        pod,
        automountServiceAccountToken === undefined ? undefined : { automountServiceAccountToken },
      )
    )
      return;
    const grants = evidence.grants(namespace, serviceAccount);
    if (grants.items.length > 0) return;
    if (grants.state === 'unknown')
      undecided(`No role binding was found, and not all were read: ${grants.why}`, grants.supply);
    else if (accounts.state === 'unknown' && account === undefined)
      undecided(`Its service account was not found, and not all were read: ${accounts.why}`, accounts.supply);
    else report(isAsked ? 'asked' : 'unused', { serviceAccount });
  },
});
