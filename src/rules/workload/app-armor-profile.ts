import { defineRule } from '../../evidence/rule.ts';
import { confines } from '../../manifests/confinement.ts';

const FIELD = ['securityContext', 'appArmorProfile', 'type'] as const;
const ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

/**
 * Restricted fields: `spec.securityContext.appArmorProfile.type`, that of every container, and every annotation
 * `container.apparmor.security.beta.kubernetes.io/*`. Allowed: RuntimeDefault and Localhost, or runtime/default, localhost/* and
 * nothing in the annotation; or no profile at all.
 * Source: k8s.io/pod-security-admission/policy/check_appArmorProfile.go.
 */
export const appArmorProfile = defineRule({
  id: 'workload/app-armor-profile',
  title: 'AppArmor is not turned off',
  severity: 'high',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [{ id: 'pss/baseline', from: '1.0' }, { id: 'nsa/pod-security' }, { id: 'nist-800-190/4.4.3' }],
  why: 'On nodes with AppArmor its profile keeps processes from mounting, tracing and writing to the kernel.',
  remediation:
    'Remove the profile, and the runtime uses its own; or set `appArmorProfile.type` to `RuntimeDefault`, or to `Localhost` with a profile that was made for the program.',
  messages: {
    unconfined: ({ container, type }: { container: string; type: string }) =>
      `Container "${container}" sets its AppArmor profile to "${type}".`,
    podUnconfined: ({ type }: { type: string }) => `The pod sets its AppArmor profile to "${type}".`,
    annotation: ({ annotation, found }: { annotation: string; found: string }) =>
      `The annotation ${annotation} sets the AppArmor profile to "${found}".`,
  },
  examples: () => import('./app-armor-profile.examples.ts'),
  ofPod: {
    fix: (_, message) => (message === 'annotation' ? [] : [{ op: 'set', path: FIELD, value: 'RuntimeDefault' }]),
    check({ pod, annotations, metadataPath }, { report }) {
      const profile = pod.securityContext?.appArmorProfile;
      if (profile !== undefined && !confines(profile)) report('podUnconfined', FIELD, { type: profile.type ?? '' });
      for (const annotation in annotations) {
        if (!annotation.startsWith(ANNOTATION)) continue;
        const found = annotations[annotation] ?? '';
        if (found === '' || found === 'runtime/default' || found.startsWith('localhost/')) continue;
        const path = [...metadataPath, 'annotations', annotation];
        report('annotation', { within: 'resource', path }, { annotation, found });
      }
    },
  },
  fix: () => [{ op: 'set', path: FIELD, value: 'RuntimeDefault' }],
  check({ spec, name: container }, { report }) {
    const profile = spec.securityContext?.appArmorProfile;
    if (profile !== undefined && !confines(profile))
      report('unconfined', FIELD, { container, type: profile.type ?? '' });
  },
});
