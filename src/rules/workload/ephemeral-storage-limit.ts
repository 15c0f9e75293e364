import { defineUnitRule } from '../../evidence/rule.ts';
import { limitOf, POD_LEVEL_RESOURCES } from '../../manifests/compute-resources.ts';

/**
 * The container's limit, else that of its pod (from Kubernetes 1.34), else what a LimitRange of the namespace fills in.
 * Ephemeral containers have none (ValidateEphemeralContainers in pkg/apis/core/validation/validation.go).
 */
export const ephemeralStorageLimit = defineUnitRule({
  id: 'workload/ephemeral-storage-limit',
  title: 'Containers have a limit for the storage of their node',
  severity: 'low',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'off', restricted: 'audit' },
  standards: [{ id: 'mitre/T1499' }],
  why: 'A container that fills the disk of its node gets other pods evicted.',
  remediation: 'Set `resources.limits.ephemeral-storage`, or give the namespace a LimitRange.',
  needs: ['containerDefaults'],
  at: ['resources', 'limits', 'ephemeral-storage'],
  messages: {
    unlimited: ({ container }: { container: string }) => `Container "${container}" has no limit for ephemeral storage.`,
  },
  examples: () => import('./ephemeral-storage-limit.examples.ts'),
  keep({ role, name, spec, pod, workload }) {
    if (role === 'ephemeral') return undefined;
    return {
      container: name,
      namespace: workload.resource.namespace,
      ofContainer: limitOf(spec.resources, 'ephemeral-storage'),
      ofPod: limitOf(pod.resources, 'ephemeral-storage'),
    };
  },
  check({ container, namespace, ofContainer, ofPod }, evidence, { kubernetes, report, undecided }) {
    if (ofContainer !== undefined) return;
    if (ofPod !== undefined && kubernetes >= POD_LEVEL_RESOURCES) return;
    const defaults = evidence.containerDefaults(namespace);
    if (defaults.items.some(({ limits }) => limits.has('ephemeral-storage'))) return;
    if (defaults.state === 'known') report('unlimited', { container });
    else undecided(`The limit may come from a LimitRange, and not all was read: ${defaults.why}`, defaults.supply);
  },
});
