import { defineUnitRule } from '../../evidence/rule.ts';
import type { LabelSelector, NetworkPolicyPeer } from '../../manifests/kubernetes/types.generated.ts';
import { type AllowRule, allowRules, hasPort } from '../../manifests/network-policy.ts';
import { selects } from '../../manifests/selectors.ts';

/** Where the cluster's DNS lives, and the names that its pods give the port. Policies see the port of the pod. */
const NAMES = ['dns', 'dns-tcp'];
const DNS_PORTS = [
  { protocol: 'UDP', port: 53, names: NAMES },
  { protocol: 'TCP', port: 53, names: NAMES },
  { protocol: 'UDP', port: 5353, names: NAMES },
  { protocol: 'TCP', port: 5353, names: NAMES },
] as const;
const DNS_NAMESPACES = ['kube-system', 'openshift-dns'];

/**
 * Pods that are isolated for egress and may reach something need DNS to find it, unless all they may reach are single
 * addresses. Pods that may reach nothing are meant to. Source: cyclonus, pkg/linter, CheckDNSBlockedOnUDP.
 */
export const dnsAllowed = defineUnitRule({
  id: 'network/dns-allowed',
  title: 'Egress policies leave DNS open',
  severity: 'low',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'nsa/network' }],
  why: 'Pods that cannot resolve names fail at once, and the egress policy is the first thing that is removed again.',
  remediation:
    'Allow port 53, UDP and TCP, to the pods of the cluster DNS: `namespaceSelector` with `kubernetes.io/metadata.name: kube-system` and `podSelector` with `k8s-app: kube-dns`.',
  needs: ['policiesIsolating'],
  at: { within: 'resource', path: ['metadata', 'name'] },
  messages: {
    blocked: ({ policies }: { policies: string }) =>
      `Its pods may reach peers but no DNS: no egress rule of ${policies} allows port 53.`,
  },
  examples: () => import('./dns-allowed.examples.ts'),
  keep: ({ labels, pod, resource }) =>
    pod.hostNetwork === true || pod.dnsPolicy === 'None'
      ? undefined
      : { labels: { ...labels }, namespace: resource.namespace },
  check({ labels, namespace }, evidence, { report, undecided }) {
    const policies = evidence.policiesIsolating(namespace, 'Egress', labels);
    const rules = policies.items.flatMap(({ spec }) => allowRules(spec, 'Egress'));
    if (!rules.some(needsNames) || rules.some((rule) => allowsDns(rule, namespace))) return;
    if (policies.state === 'unknown')
      undecided(`No egress rule that was read allows DNS, and not all were read: ${policies.why}`, policies.supply);
    else report('blocked', { policies: policies.items.map(({ name = '' }) => `"${name}"`).join(', ') });
  },
});

/** Whether a rule allows anything but single addresses. */
function needsNames({ peers }: AllowRule): boolean {
  return (
    peers.length === 0 ||
    peers.some(({ ipBlock }) => ipBlock === undefined || !/\/(?:32|128)$/.test(ipBlock.cidr ?? ''))
  );
}

function allowsDns({ peers, ports }: AllowRule, namespace: string | undefined): boolean {
  if (!DNS_PORTS.some((port) => hasPort(ports, port))) return false;
  if (peers.length === 0 || ports.some(({ port }) => port !== undefined)) return true;
  return peers.some((peer) => mayBeDns(peer, namespace));
}

/** Whether a peer without ports may be the cluster's DNS: labels of its namespace other than its name are not known. */
function mayBeDns(
  { ipBlock, namespaceSelector, podSelector }: NetworkPolicyPeer,
  namespace: string | undefined,
): boolean {
  if (ipBlock !== undefined) return true;
  if (namespaceSelector === undefined) return podSelector === undefined || DNS_NAMESPACES.includes(namespace ?? '');
  return DNS_NAMESPACES.some((name) => selects(byNameAlone(namespaceSelector), { [NAMESPACE_NAME]: name }));
}

const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** What a selector asks of the name of the namespace. */
function byNameAlone({ matchLabels = {}, matchExpressions = [] }: LabelSelector): LabelSelector {
  return {
    matchLabels: Object.fromEntries(Object.entries(matchLabels).filter(([key]) => key === NAMESPACE_NAME)),
    matchExpressions: matchExpressions.filter(({ key }) => key === NAMESPACE_NAME),
  };
}
