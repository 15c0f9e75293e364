import { defineRule } from '../../evidence/rule.ts';
import type { PodSpec } from '../../manifests/kubernetes/types.generated.ts';
import { UnreadableField } from '../../manifests/kubernetes/wrong-type.ts';
import { hasUserNamespace, isWindows } from '../../manifests/pods.ts';
import type { ContainerView } from '../../manifests/workload.ts';

/**
 * `spec.hostUsers`, from Kubernetes 1.30 on (beta). The API server refuses `hostUsers: false` beside hostNetwork, hostPID and
 * hostIPC: those must go first.
 * Source: KEP-127; pkg/apis/core/validation/validation.go, validateHostUsers.
 */
export const userNamespace = defineRule({
  id: 'workload/user-namespace',
  title: 'Pods whose containers may be root have a user namespace',
  severity: 'low',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'off', restricted: 'audit' },
  standards: [{ id: 'nist-800-190/4.4.3' }, { id: 'mitre/T1611' }],
  why: 'In a user namespace root of the container is nobody on the node, so that getting out gains nothing.',
  remediation: 'Set `hostUsers: false`, or let every container run as a user other than root.',
  messages: {
    none: ({ container }: { container: string }) =>
      `Container "${container}" may run as root, and its pod has the users of its node.`,
  },
  examples: () => import('./user-namespace.examples.ts'),
  fix: ({ pod }) => (sharesWithNode(pod) ? [] : [{ op: 'set', path: ['hostUsers'], value: false }]),
  check({ pod, containers }, { report, kubernetes }) {
    if (kubernetes < 30 || hasUserNamespace(pod) || isWindows(pod)) return;
    const root = containers.find((each) => !(each instanceof UnreadableField) && mayBeRoot(each));
    if (root !== undefined && !(root instanceof UnreadableField))
      report('none', ['hostUsers'], { container: root.name });
  },
});

function sharesWithNode({ hostNetwork, hostPID, hostIPC }: PodSpec): boolean {
  return hostNetwork === true || hostPID === true || hostIPC === true;
}

function mayBeRoot({ spec, pod }: ContainerView): boolean {
  const nonRoot = spec.securityContext?.runAsNonRoot ?? pod.securityContext?.runAsNonRoot;
  const user = spec.securityContext?.runAsUser ?? pod.securityContext?.runAsUser;
  return nonRoot !== true && (user === undefined || user === 0);
}
