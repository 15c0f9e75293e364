import { defineRule } from '../../evidence/rule.ts';
import type { NetworkPolicy, NetworkPolicySpec } from '../../manifests/kubernetes/types.generated.ts';
import { type Direction, isNetworkPolicy } from '../../manifests/network-policy.ts';

const FIELD = ['spec', 'policyTypes'] as const;
const TYPES: readonly string[] = ['Ingress', 'Egress'];

/**
 * Restricted field: `spec.policyTypes` of a NetworkPolicy.
 * Allowed: types that cover every list of rules that is written, an empty one too. Left out, it is Ingress, and Egress
 * only if there is an egress rule. Source: pkg/apis/networking/v1/defaults.go, SetDefaults_NetworkPolicy.
 */
export const policyTypes = defineRule({
  id: 'network/policy-types',
  title: 'Network policies cover the directions that they write rules for',
  severity: 'medium',
  since: '0.1.0',
  target: 'resource',
  kinds: ['NetworkPolicy.networking.k8s.io', 'NetworkPolicy.extensions'],
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'nsa/network' }],
  why: 'Rules of a direction that policyTypes leaves out have no effect, and pods stay open where they look closed.',
  remediation: 'Name in `policyTypes` every direction that the policy is meant to isolate.',
  messages: {
    ignored: ({ direction }: { direction: string }) =>
      `The ${direction.toLowerCase()} rules have no effect: policyTypes does not name ${direction}.`,
    notIsolating: () =>
      '`egress: []` isolates nothing: without policyTypes a policy covers egress only if it has an egress rule.',
    unknown: ({ found }: { found: string }) => `"${found}" is no policy type: Ingress or Egress.`,
  },
  examples: () => import('./policy-types.examples.ts'),
  fix: (_, message) => (message === 'unknown' ? [] : [{ op: 'set', path: FIELD, value: [...TYPES] }]),
  check(resource, { report }) {
    if (!isNetworkPolicy(resource)) return;
    const { spec = {} }: NetworkPolicy = resource.value;
    const types = spec.policyTypes ?? [];
    if (types.length === 0) {
      if (spec.egress?.length === 0) report('notIsolating', ['spec', 'egress']);
      return;
    }
    const misnamed = types.findIndex((type) => !TYPES.includes(type));
    if (misnamed >= 0) report('unknown', [...FIELD, misnamed], { found: types[misnamed] ?? '' });
    const ignored = misnamed >= 0 ? undefined : ignoredDirection(spec, types);
    if (ignored !== undefined) report('ignored', FIELD, { direction: ignored });
  },
});

/** The direction that has rules and is not covered. */
function ignoredDirection(spec: NetworkPolicySpec, types: readonly string[]): Direction | undefined {
  if (spec.egress !== undefined && !types.includes('Egress')) return 'Egress';
  return spec.ingress !== undefined && !types.includes('Ingress') ? 'Ingress' : undefined;
}
