import type { OuterPlace } from '../../evidence/rule.ts';
import { defineRule } from '../../evidence/rule.ts';
import { confines } from '../../manifests/confinement.ts';
import type { Workload } from '../../manifests/workload.ts';

const FIELD = ['securityContext', 'seccompProfile', 'type'] as const;
const POD_ANNOTATION = 'seccomp.security.alpha.kubernetes.io/pod';
const CONTAINER_ANNOTATION = 'container.seccomp.security.alpha.kubernetes.io/';

/**
 * Restricted field: `spec.securityContext.seccompProfile.type` and that of every container. Allowed: RuntimeDefault, Localhost, or no
 * profile at all. Before Kubernetes 1.19: the annotations `seccomp.security.alpha.kubernetes.io/pod` and
 * `container.seccomp.security.alpha.kubernetes.io/NAME`, with runtime/default, docker/default and localhost/*.
 * Source: k8s.io/pod-security-admission/policy/check_seccompProfile_baseline.go.
 */
export const seccompUnconfined = defineRule({
  id: 'workload/seccomp-unconfined',
  title: 'Seccomp is not turned off',
  severity: 'high',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [
    { id: 'pss/baseline', from: '1.0' },
    { id: 'cis-kubernetes-1.12/5.6.2' },
    { id: 'nsa/pod-security' },
    { id: 'nist-800-190/4.4.3' },
  ],
  refines: ['workload/seccomp-profile'],
  why: 'Without a seccomp profile a process can make every system call, and the rare ones are where kernels break.',
  remediation:
    'Set `seccompProfile.type: RuntimeDefault`, or `Localhost` with a profile that was made for the program.',
  messages: {
    unconfined: ({ container, type }: { container: string; type: string }) =>
      `Container "${container}" sets its seccomp profile to ${type}.`,
    podUnconfined: ({ type }: { type: string }) => `The pod sets its seccomp profile to ${type}.`,
    annotation: ({ annotation, found }: { annotation: string; found: string }) =>
      `The annotation ${annotation} sets the seccomp profile to "${found}".`,
  },
  examples: () => import('./seccomp-unconfined.examples.ts'),
  ofPod: {
    fix: (_, message) => (message === 'annotation' ? [] : [{ op: 'set', path: FIELD, value: 'RuntimeDefault' }]),
    check(workload, { report, kubernetes }) {
      if (kubernetes < 19) {
        const found = unconfinedBy(workload, POD_ANNOTATION);
        if (found !== undefined) report('annotation', found.at, { annotation: POD_ANNOTATION, found: found.value });
        return;
      }
      const profile = workload.pod.securityContext?.seccompProfile;
      if (profile !== undefined && !confines(profile)) report('podUnconfined', FIELD, { type: typeName(profile) });
    },
  },
  fix: (_, message) => (message === 'annotation' ? [] : [{ op: 'set', path: FIELD, value: 'RuntimeDefault' }]),
  check({ spec, workload, name: container }, { report, kubernetes }) {
    if (kubernetes < 19) {
      const annotation = `${CONTAINER_ANNOTATION}${spec.name ?? ''}`;
      const found = unconfinedBy(workload, annotation);
      if (found !== undefined) report('annotation', found.at, { annotation, found: found.value });
      return;
    }
    const profile = spec.securityContext?.seccompProfile;
    if (profile !== undefined && !confines(profile))
      report('unconfined', FIELD, { container, type: typeName(profile) });
  },
});

function typeName({ type = '' }: { readonly type?: string }): string {
  return type === 'Unconfined' ? type : JSON.stringify(type);
}

function unconfinedBy(
  { annotations, metadataPath }: Workload,
  annotation: string,
): { readonly value: string; readonly at: OuterPlace } | undefined {
  const value = Object.hasOwn(annotations, annotation) ? annotations[annotation] : undefined;
  if (value === undefined || value === 'runtime/default' || value === 'docker/default') return undefined;
  if (value.startsWith('localhost/')) return undefined;
  return { value, at: { within: 'resource', path: [...metadataPath, 'annotations', annotation] } };
}
