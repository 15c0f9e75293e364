import type { Json } from '../../core/edit.ts';
import { defineUnitRule } from '../../evidence/rule.ts';
import { allowRules, opensEverything } from '../../manifests/network-policy.ts';

/**
 * A pod is isolated for egress when a policy of its own namespace selects it and covers egress; what it may reach is
 * the union of their rules. A policy that is judged itself answers for its own rules (`network/egress-limited`).
 * Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/.
 */
export const egressIsolated = defineUnitRule({
  id: 'network/egress-isolated',
  title: 'A network policy isolates pods for egress',
  severity: 'high',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'warn', restricted: 'deny' },
  standards: [{ id: 'cis-kubernetes-1.12/5.3.2' }, { id: 'nsa/network' }, { id: 'nist-800-190/4.3.3' }],
  refines: ['network/ingress-isolated'],
  why: 'A pod that can reach everything lets whoever takes it over fetch tools, reach neighbours and send data away.',
  remediation:
    'Add a NetworkPolicy that selects the pods, has `Egress` among its policyTypes, and names what they need: DNS and their peers.',
  remediations: {
    unlimited: 'Narrow the egress rules of that policy to what the pods need: DNS and their peers.',
    hostNetwork: 'Remove `hostNetwork`, and expose the container by a Service.',
  },
  needs: ['policiesIsolating'],
  at: ({ pod }) =>
    pod.hostNetwork === true
      ? { within: 'pod', path: ['hostNetwork'] }
      : { within: 'resource', path: ['metadata', 'name'] },
  messages: {
    notIsolated: () => 'No network policy limits what its pods can reach.',
    open: () => 'No network policy selects its pods: they can reach everything, and everything can reach them.',
    unlimited: ({ policy }: { policy: string }) =>
      `The network policy "${policy}" is already there, selects its pods and lets them reach everything.`,
    hostNetwork: () => 'Its pods use the network of their node, where network policies do not apply.',
  },
  examples: () => import('./egress-isolated.examples.ts'),
  keep: ({ labels, pod, resource }) => ({
    labels: { ...labels },
    namespace: resource.namespace,
    name: resource.name,
    hostNetwork: pod.hostNetwork === true,
  }),
  check({ labels, namespace, hostNetwork }, evidence, { report, undecided }) {
    if (hostNetwork) {
      report('hostNetwork');
      return;
    }
    const policies = evidence.policiesIsolating(namespace, 'Egress', labels);
    const open = policies.items.find(
      ({ judged, spec }) => !judged && allowRules(spec, 'Egress').some((rule) => opensEverything(rule)),
    );
    if (open !== undefined) report('unlimited', { policy: open.name ?? '' });
    else if (policies.items.length > 0) return;
    else if (policies.state === 'unknown')
      undecided(`No network policy was found, and not all were read: ${policies.why}`, policies.supply);
    else report(evidence.policiesIsolating(namespace, 'Ingress', labels).items.length > 0 ? 'notIsolated' : 'open');
  },
  addition(kept, message) {
    if (message === 'open') return policyFor(kept, ['Ingress', 'Egress']);
    return message === 'notIsolated' ? policyFor(kept, ['Egress']) : undefined;
  },
});

interface PolicyFor {
  readonly labels: Readonly<Record<string, string>>;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
}

/** A policy that lets the pods reach DNS and nothing else. None for pods without labels: it would select all others. */
function policyFor({ labels, namespace, name = 'pods' }: PolicyFor, policyTypes: string[]): Json | undefined {
  if (Object.keys(labels).length === 0) return undefined;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: name.replace(/-?\*$/, ''), ...(namespace === undefined ? {} : { namespace }) },
    spec: {
      podSelector: { matchLabels: { ...labels } },
      policyTypes,
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
              podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
            },
          ],
          ports: [
            { protocol: 'UDP', port: 53 },
            { protocol: 'TCP', port: 53 },
          ],
        },
      ],
    },
  };
}
