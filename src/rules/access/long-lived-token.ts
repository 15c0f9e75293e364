import { defineRule } from '../../evidence/rule.ts';
import type { Secret } from '../../manifests/kubernetes/types.generated.ts';

const TOKEN_TYPE = 'kubernetes.io/service-account-token';

/** Restricted field: `type` of a Secret. Source: k8s.io/api/core/v1/types.go, SecretTypeServiceAccountToken. */
export const longLivedToken = defineRule({
  id: 'access/long-lived-token',
  title: 'Service accounts have no tokens that never expire',
  severity: 'medium',
  since: '0.1.0',
  target: 'resource',
  kinds: ['Secret'],
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'nsa/authentication' }, { id: 'mitre/T1528' }],
  why: 'A token in a Secret never expires, is bound to no pod, and works for whoever has read the Secret once.',
  remediation:
    'Remove the Secret; take a short-lived token with `kubectl create token` or a projected `serviceAccountToken` volume.',
  messages: {
    token: ({ serviceAccount }: { serviceAccount: string }) =>
      `The Secret asks for a token of service account "${serviceAccount}" that never expires.`,
  },
  examples: () => import('./long-lived-token.examples.ts'),
  check({ kind, apiVersion, value }, { report }) {
    if (kind !== 'Secret' || apiVersion !== 'v1') return;
    const { type, metadata }: Secret = value;
    if (type !== TOKEN_TYPE) return;
    report('token', ['type'], { serviceAccount: metadata?.annotations?.['kubernetes.io/service-account.name'] ?? '' });
  },
});
