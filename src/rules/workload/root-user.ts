import { defineRule } from '../../evidence/rule.ts';
import { hasUserNamespace } from '../../manifests/pods.ts';

const FIELD = ['securityContext', 'runAsUser'] as const;

/**
 * Restricted field: `spec.securityContext.runAsUser` and that of every container. Allowed: anything but 0.
 * From Kubernetes 1.35 a pod with `hostUsers: false` is free: its root is nobody on the node.
 * Source: k8s.io/pod-security-admission/policy/check_runAsUser.go.
 */
export const rootUser = defineRule({
  id: 'workload/root-user',
  title: 'No user is set to root',
  severity: 'high',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'warn', restricted: 'deny' },
  standards: [
    { id: 'pss/restricted', from: '1.23' },
    { id: 'cis-kubernetes-1.12/5.2.7' },
    { id: 'nsa/pod-security' },
    { id: 'nist-800-190/4.4.3' },
  ],
  why: 'User 0 of a container is root on the node as soon as a process gets out.',
  remediation:
    'Remove `runAsUser: 0` where the image names a user of its own; else set the number of a user that may read what the program needs.',
  messages: {
    root: ({ container }: { container: string }) => `Container "${container}" runs as root: runAsUser is 0.`,
    podRoot: () => 'The pod sets runAsUser to 0: its containers run as root unless they say otherwise.',
  },
  examples: () => import('./root-user.examples.ts'),
  ofPod: {
    check({ pod }, { report, kubernetes }) {
      if (pod.securityContext?.runAsUser !== 0 || (kubernetes >= 35 && hasUserNamespace(pod))) return;
      report('podRoot', FIELD);
    },
  },
  check({ spec, pod, name: container }, { report, kubernetes }) {
    if (spec.securityContext?.runAsUser !== 0 || (kubernetes >= 35 && hasUserNamespace(pod))) return;
    report('root', FIELD, { container });
  },
});
