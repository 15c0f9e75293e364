import { defineRule } from '../../evidence/rule.ts';
import { confines } from '../../manifests/confinement.ts';
import { UnreadableField } from '../../manifests/kubernetes/wrong-type.ts';
import { isWindows } from '../../manifests/pods.ts';

const PROFILE = ['securityContext', 'seccompProfile'] as const;
const TYPE = [...PROFILE, 'type'] as const;

/**
 * Restricted field: `spec.securityContext.seccompProfile.type` and that of every container. Allowed: RuntimeDefault or Localhost, for
 * the pod or for every container, and nothing else anywhere. From Kubernetes 1.25 a pod with `os.name: windows` is free.
 * Source: k8s.io/pod-security-admission/policy/check_seccompProfile_restricted.go.
 */
export const seccompProfile = defineRule({
  id: 'workload/seccomp-profile',
  title: 'Containers have a seccomp profile',
  severity: 'medium',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'warn', restricted: 'deny' },
  standards: [
    { id: 'pss/restricted', from: '1.19', overrides: ['workload/seccomp-unconfined'] },
    { id: 'cis-kubernetes-1.12/5.6.2' },
    { id: 'nsa/pod-security' },
    { id: 'nist-800-190/4.4.3' },
  ],
  why: 'Unless a profile is asked for, most clusters run containers without one, open to every system call of the kernel.',
  remediation:
    'Set `seccompProfile.type: RuntimeDefault` for the pod: it forbids what no ordinary program calls, and one line serves every container.',
  messages: {
    notSet: ({ containers }: { containers: readonly string[] }) =>
      `${namesOf(containers)} without a seccomp profile: neither the pod nor the container names one.`,
    forbidden: ({ container, type }: { container: string; type: string }) =>
      `Container "${container}" sets its seccomp profile to "${type}", which confines nothing.`,
    podForbidden: ({ type }: { type: string }) =>
      `The pod sets its seccomp profile to "${type}", which confines nothing.`,
  },
  examples: () => import('./seccomp-profile.examples.ts'),
  ofPod: {
    fix: (_, message) =>
      message === 'notSet'
        ? [{ op: 'set', path: PROFILE, value: { type: 'RuntimeDefault' } }]
        : [{ op: 'set', path: TYPE, value: 'RuntimeDefault' }],
    check({ pod, containers }, { report, kubernetes }) {
      if (kubernetes >= 25 && isWindows(pod)) return;
      const profile = pod.securityContext?.seccompProfile;
      if (profile !== undefined) {
        if (!confines(profile)) report('podForbidden', TYPE, { type: profile.type ?? '' });
        return;
      }
      const without = containers.flatMap((container) => {
        const isUnread = container instanceof UnreadableField;
        return isUnread || container.spec.securityContext?.seccompProfile !== undefined ? [] : [container.name];
      });
      if (without.length > 0) report('notSet', PROFILE, { containers: without });
    },
  },
  fix: () => [{ op: 'set', path: TYPE, value: 'RuntimeDefault' }],
  check({ spec, pod, name: container }, { report, kubernetes }) {
    const profile = spec.securityContext?.seccompProfile;
    if (profile === undefined || confines(profile) || (kubernetes >= 25 && isWindows(pod))) return;
    report('forbidden', TYPE, { container, type: profile.type ?? '' });
  },
});

const NAMED = 3;

function namesOf(containers: readonly string[]): string {
  const [first] = containers;
  if (containers.length === 1) return `Container "${first ?? ''}" runs`;
  const names = containers.slice(0, NAMED).map((name) => `"${name}"`);
  const more = containers.length - names.length;
  return `Containers ${names.join(', ')}${more === 0 ? '' : ` and ${more} more`} run`;
}
