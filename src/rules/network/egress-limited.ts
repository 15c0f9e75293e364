import { defineRule } from '../../evidence/rule.ts';
import type { NetworkPolicy } from '../../manifests/kubernetes/types.generated.ts';
import {
  allowRules,
  hasEveryPort,
  isInternet,
  isNetworkPolicy,
  isolates,
  opensEverything,
} from '../../manifests/network-policy.ts';

/**
 * Restricted field: `spec.egress[*]` of a NetworkPolicy that covers egress.
 * Allowed: a rule that names its peers (no `to` means all of them, outside the cluster too), and none of them is the
 * whole internet at every port. Source: pkg/apis/networking/types.go, NetworkPolicyEgressRule.
 */
export const egressLimited = defineRule({
  id: 'network/egress-limited',
  title: 'Network policies limit what pods can reach',
  severity: 'high',
  since: '0.1.0',
  target: 'resource',
  kinds: ['NetworkPolicy.networking.k8s.io', 'NetworkPolicy.extensions'],
  profiles: { baseline: 'warn', restricted: 'deny' },
  standards: [{ id: 'nsa/network' }, { id: 'nist-800-190/4.3.3' }, { id: 'mitre/T1041' }],
  refines: ['network/metadata-reachable'],
  why: 'A policy that allows everything looks like isolation and is none: what is taken over can call home.',
  remediation:
    'Name the peers and the ports that the pods need, one rule each; for hosts outside, use their ranges or an egress proxy.',
  messages: {
    everything: () => 'This egress rule names neither peers nor ports, so its pods can reach everything.',
    internet: ({ cidr }: { cidr: string }) =>
      `This egress rule lets its pods reach the whole internet (${cidr}) at every port.`,
  },
  examples: () => import('./egress-limited.examples.ts'),
  check(resource, { report }) {
    if (!isNetworkPolicy(resource)) return;
    const { spec = {} }: NetworkPolicy = resource.value;
    if (!isolates(spec, 'Egress')) return;
    for (const [index, rule] of allowRules(spec, 'Egress').entries()) {
      if (opensEverything(rule)) report('everything', ['spec', 'egress', index]);
      if (!hasEveryPort(rule.ports)) continue;
      for (const [peer, { ipBlock }] of rule.peers.entries()) {
        if (ipBlock === undefined || !isInternet(ipBlock)) continue;
        report('internet', ['spec', 'egress', index, 'to', peer, 'ipBlock', 'cidr'], { cidr: ipBlock.cidr ?? '' });
      }
    }
  },
});
