import { defineRule } from '../../evidence/rule.ts';

const FIELD = ['securityContext', 'runAsNonRoot'] as const;

/**
 * Restricted field: `spec.securityContext.runAsNonRoot` and that of every container.
 * Allowed: the pod is not `false`, and every container is `true`, or unset under a pod that is `true`.
 * From Kubernetes 1.35 a pod with `hostUsers: false` is free: its root is nobody on the node.
 * Source: k8s.io/pod-security-admission/policy/check_runAsNonRoot.go.
 */
export const runAsNonRoot = defineRule({
  id: 'workload/run-as-non-root',
  title: 'Containers run as a user other than root',
  severity: 'high',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'warn', restricted: 'deny' },
  standards: [
    { id: 'pss/restricted', from: '1.0' },
    { id: 'cis-kubernetes-1.12/5.2.7' },
    { id: 'nsa/pod-security' },
    { id: 'nist-800-190/4.4.3' },
  ],
  why: 'A process that is root in its container is root on the node as soon as it gets out.',
  remediation:
    'Set `runAsNonRoot: true`, and let the image name a numeric `USER` other than 0 or set `runAsUser`; the kubelet then refuses to start the container as root.',
  messages: {
    notSet: ({ container }: { container: string }) =>
      `Container "${container}" may run as root: runAsNonRoot is not set.`,
    allowsRoot: ({ container }: { container: string }) =>
      `Container "${container}" may run as root: runAsNonRoot is false.`,
    podAllowsRoot: ({ container }: { container: string }) =>
      `Container "${container}" may run as root: its pod sets runAsNonRoot to false.`,
    podContradicts: () =>
      'The pod sets runAsNonRoot to false, which the Restricted standard refuses whatever its containers say.',
  },
  examples: () => import('./run-as-non-root.examples.ts'),
  fix: (_, message) => [
    { op: 'set', path: message.startsWith('pod') ? { within: 'pod', path: FIELD } : FIELD, value: true },
  ],
  check(view, { report, kubernetes }) {
    const { spec, pod, name: container, workload } = view;
    if (pod.hostUsers === false && kubernetes >= 35) return;
    const ofPod = pod.securityContext?.runAsNonRoot;
    const ofContainer = spec.securityContext?.runAsNonRoot;
    if (ofContainer === false) report('allowsRoot', FIELD, { container });
    else if (ofContainer === undefined && ofPod === undefined) report('notSet', FIELD, { container });
    else if (ofContainer === undefined && ofPod === false)
      report('podAllowsRoot', { within: 'pod', path: FIELD }, { container });
    else if (ofPod === false && workload.containers[0] === view)
      report('podContradicts', { within: 'pod', path: FIELD });
  },
});
