import { type FieldPath, formatFieldPath } from '../../core/field-path.ts';
import { defineUnitRule } from '../../evidence/rule.ts';
import type { LabelSelector, NetworkPolicy, NetworkPolicyPeer } from '../../manifests/kubernetes/types.generated.ts';
import { allowRules, isNetworkPolicy } from '../../manifests/network-policy.ts';
import { formatSelector, isEmptySelector } from '../../manifests/selectors.ts';

interface Peer {
  readonly path: FieldPath;
  readonly selector: LabelSelector;
}

/**
 * Restricted field: `podSelector` of the peers of a NetworkPolicy, where there is no `namespaceSelector`: such a peer is
 * looked for in the policy's own namespace. Allowed: one that selects the pods of a workload there.
 */
export const peerSelectsPods = defineUnitRule({
  id: 'network/peer-selects-pods',
  title: 'Peers of network policies select pods',
  severity: 'low',
  since: '0.1.0',
  target: 'resource',
  kinds: ['NetworkPolicy.networking.k8s.io', 'NetworkPolicy.extensions'],
  profiles: { baseline: 'audit', restricted: 'audit' },
  standards: [{ id: 'nsa/network' }],
  why: 'A peer that selects nothing allows nothing: the connection that it was written for fails, or the label is misspelt.',
  remediation:
    'Make the selector match the labels of the pods; for pods of another namespace add a `namespaceSelector` to the same peer.',
  needs: ['podMakers'],
  at: ['spec'],
  messages: {
    selectNothing: ({ peers }: { peers: string }) =>
      `No workload of the policy's own namespace has the labels that these peers ask for: ${peers}.`,
  },
  examples: () => import('./peer-selects-pods.examples.ts'),
  keep(resource) {
    if (!isNetworkPolicy(resource)) return undefined;
    const { spec = {} }: NetworkPolicy = resource.value;
    const peers = [
      ...allowRules(spec, 'Ingress').flatMap((rule, index) => ownPeers(rule.peers, ['spec', 'ingress', index, 'from'])),
      ...allowRules(spec, 'Egress').flatMap((rule, index) => ownPeers(rule.peers, ['spec', 'egress', index, 'to'])),
    ];
    return peers.length === 0 ? undefined : { peers, namespace: resource.namespace };
  },
  check({ peers, namespace }, evidence, { report }) {
    const all = evidence.podMakers(namespace, {});
    if (all.state === 'unknown' || !all.items.includes('template')) return;
    const dangling = peers.filter(({ selector }) => evidence.podMakers(namespace, selector).items.length === 0);
    if (dangling.length === 0) return;
    report('selectNothing', {
      peers: dangling.map(({ path, selector }) => `${formatFieldPath(path)} (${formatSelector(selector)})`).join(', '),
    });
  },
});

/** The peers that are looked for in the policy's own namespace by labels. */
function ownPeers(peers: readonly NetworkPolicyPeer[], list: FieldPath): readonly Peer[] {
  return peers.flatMap(({ podSelector, namespaceSelector }, index) =>
    podSelector === undefined || namespaceSelector !== undefined || isEmptySelector(podSelector)
      ? []
      : [{ path: [...list, index], selector: structuredClone(podSelector) }],
  );
}
