import { defineRule } from '../../evidence/rule.ts';
import { hostPorts } from '../../manifests/kubernetes/defaults.ts';

/**
 * Restricted field: `ports[*].hostPort` of every container. Allowed: 0, or unset. In a pod with `hostNetwork` the API server makes host
 * ports of the container ports before they are judged.
 * Source: k8s.io/pod-security-admission/policy/check_hostPorts.go; pkg/apis/core/v1/defaults.go, SetDefaults_Pod.
 */
export const hostPort = defineRule({
  id: 'workload/host-port',
  title: 'Containers take no ports of their node',
  severity: 'medium',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [
    { id: 'pss/baseline', from: '1.0' },
    { id: 'cis-kubernetes-1.12/5.2.12' },
    { id: 'nsa/network' },
    { id: 'nist-800-190/4.4.3' },
  ],
  why: 'A host port opens the container at the address of every node, past Services and often past network policies.',
  remediation:
    'Remove `hostPort`, or the `hostNetwork` that opens every port of the pod, and expose the container by a Service.',
  messages: {
    hostPort: ({ container, port }: { container: string; port: number }) =>
      `Container "${container}" takes port ${port} of its node.`,
    byHostNetwork: ({ ports }: { ports: string }) =>
      `With hostNetwork the containers of the pod take ports of its node: ${ports}.`,
  },
  examples: () => import('./host-port.examples.ts'),
  ofPod: {
    check({ pod }, { report }) {
      if (pod.hostNetwork !== true) return;
      const ports = hostPorts(pod).flatMap(({ declared, port }) => (declared ? [] : [port]));
      if (ports.length > 0) report('byHostNetwork', ['hostNetwork'], { ports: ports.join(', ') });
    },
  },
  fix: (_, __, { at }) => [{ op: 'remove', path: at }],
  check({ spec, name: container }, { report }) {
    for (const [index, { hostPort: port = 0 }] of (spec.ports ?? []).entries()) {
      if (port !== 0) report('hostPort', ['ports', index, 'hostPort'], { container, port });
    }
  },
});
