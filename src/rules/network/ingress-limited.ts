import { defineRule } from '../../evidence/rule.ts';
import type { NetworkPolicy, NetworkPolicyPeer } from '../../manifests/kubernetes/types.generated.ts';
import {
  allowRules,
  hasEveryPort,
  isInternet,
  isNetworkPolicy,
  isolates,
  opensEverything,
} from '../../manifests/network-policy.ts';
import { isEmptySelector } from '../../manifests/selectors.ts';

/**
 * Restricted field: `spec.ingress[*]` of a NetworkPolicy that covers ingress.
 * Allowed: a rule that names its peers, or the ports at which everyone may come.
 * Source: pkg/apis/networking/types.go, NetworkPolicyIngressRule.
 */
export const ingressLimited = defineRule({
  id: 'network/ingress-limited',
  title: 'Network policies limit who can reach pods',
  severity: 'medium',
  since: '0.1.0',
  target: 'resource',
  kinds: ['NetworkPolicy.networking.k8s.io', 'NetworkPolicy.extensions'],
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'nsa/network' }, { id: 'nist-800-190/4.3.3' }],
  why: 'A policy that lets everyone in at every port looks like isolation and is none.',
  remediation: 'Name who may come (`from`), or at least the ports at which everyone may.',
  messages: {
    everything: () => 'This ingress rule names neither peers nor ports, so everything can reach its pods.',
    everywhere: ({ cidr }: { cidr: string }) =>
      `This ingress rule lets every address (${cidr}) reach its pods at every port.`,
    allNamespaces: () => 'This ingress rule lets the pods of every namespace reach its pods at every port.',
  },
  examples: () => import('./ingress-limited.examples.ts'),
  check(resource, { report }) {
    if (!isNetworkPolicy(resource)) return;
    const { spec = {} }: NetworkPolicy = resource.value;
    if (!isolates(spec, 'Ingress')) return;
    for (const [index, rule] of allowRules(spec, 'Ingress').entries()) {
      if (opensEverything(rule)) report('everything', ['spec', 'ingress', index]);
      if (!hasEveryPort(rule.ports)) continue;
      for (const [number, peer] of rule.peers.entries()) {
        const at = ['spec', 'ingress', index, 'from', number];
        const { ipBlock } = peer;
        if (isEveryNamespace(peer)) report('allNamespaces', [...at, 'namespaceSelector']);
        else if (ipBlock !== undefined && isInternet(ipBlock))
          report('everywhere', [...at, 'ipBlock', 'cidr'], { cidr: ipBlock.cidr ?? '' });
      }
    }
  },
});

function isEveryNamespace({ namespaceSelector, podSelector }: NetworkPolicyPeer): boolean {
  return (
    namespaceSelector !== undefined &&
    isEmptySelector(namespaceSelector) &&
    (podSelector === undefined || isEmptySelector(podSelector))
  );
}
