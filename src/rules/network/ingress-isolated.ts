import { defineUnitRule } from '../../evidence/rule.ts';
import { allowRules, opensEverything } from '../../manifests/network-policy.ts';

/**
 * A pod is isolated for ingress when a policy of its own namespace selects it and covers ingress.
 * Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/.
 */
export const ingressIsolated = defineUnitRule({
  id: 'network/ingress-isolated',
  title: 'A network policy isolates pods for ingress',
  severity: 'high',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'warn', restricted: 'deny' },
  standards: [{ id: 'cis-kubernetes-1.12/5.3.2' }, { id: 'nsa/network' }, { id: 'nist-800-190/4.3.3' }],
  why: 'A pod that everything can reach is one step from every other pod that is taken over.',
  remediation:
    'Add a NetworkPolicy that selects the pods and names who may reach them; without ingress rules nobody may.',
  needs: ['policiesIsolating'],
  at: ({ pod }) =>
    pod.hostNetwork === true
      ? { within: 'pod', path: ['hostNetwork'] }
      : { within: 'resource', path: ['metadata', 'name'] },
  messages: {
    notIsolated: () => 'No network policy limits who can reach its pods.',
    unlimited: ({ policy }: { policy: string }) =>
      `The network policy "${policy}" is already there, selects its pods and lets everything reach them.`,
    hostNetwork: () => 'Its pods listen on the network of their node, where network policies do not apply.',
  },
  examples: () => import('./ingress-isolated.examples.ts'),
  keep: ({ labels, pod, resource }) => ({
    labels: { ...labels },
    namespace: resource.namespace,
    hostNetwork: pod.hostNetwork === true,
  }),
  check({ labels, namespace, hostNetwork }, evidence, { report, undecided }) {
    if (hostNetwork) {
      report('hostNetwork');
      return;
    }
    const policies = evidence.policiesIsolating(namespace, 'Ingress', labels);
    const open = policies.items.find(
      ({ judged, spec }) => !judged && allowRules(spec, 'Ingress').some((rule) => opensEverything(rule)),
    );
    if (open !== undefined) report('unlimited', { policy: open.name ?? '' });
    else if (policies.items.length > 0) return;
    else if (policies.state === 'known') report('notIsolated');
    else undecided(`No network policy was found, and not all were read: ${policies.why}`, policies.supply);
  },
});
