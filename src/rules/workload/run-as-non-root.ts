import { defineRule } from '../../evidence/rule.ts';
import { UnreadableField } from '../../manifests/kubernetes/wrong-type.ts';
import { hasUserNamespace } from '../../manifests/pods.ts';
import type { Workload } from '../../manifests/workload.ts';

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
    podAllowsRoot: () => 'Containers may run as root: their pod sets runAsNonRoot to false.',
    podContradicts: () =>
      'The pod sets runAsNonRoot to false, which the Restricted standard refuses whatever its containers say.',
  },
  examples: () => import('./run-as-non-root.examples.ts'),
  ofPod: {
    fix: ({ pod }) => (pod.securityContext?.runAsUser === 0 ? [] : [{ op: 'set', path: FIELD, value: true }]),
    check({ pod, containers }, { report, kubernetes }) {
      if (pod.securityContext?.runAsNonRoot !== false || (kubernetes >= 35 && hasUserNamespace(pod))) return;
      report(containers.every(saysNonRoot) ? 'podContradicts' : 'podAllowsRoot', FIELD);
    },
  },
  /** Where the user is root by number, the kubelet would refuse to start the container: the number must go first. */
  fix({ spec, pod }) {
    const user = spec.securityContext?.runAsUser ?? pod.securityContext?.runAsUser;
    return user === 0 ? [] : [{ op: 'set', path: FIELD, value: true }];
  },
  check({ spec, pod, name: container }, { report, kubernetes }) {
    const nonRoot = spec.securityContext?.runAsNonRoot;
    if (nonRoot === true || (kubernetes >= 35 && hasUserNamespace(pod))) return;
    if (nonRoot === false) report('allowsRoot', FIELD, { container });
    else if (pod.securityContext?.runAsNonRoot === undefined) report('notSet', FIELD, { container });
  },
});

function saysNonRoot(container: Workload['containers'][number]): boolean {
  return !(container instanceof UnreadableField) && container.spec.securityContext?.runAsNonRoot === true;
}
