import { defineUnitRule } from '../../evidence/rule.ts';
import { limitOf, POD_LEVEL_RESOURCES } from '../../manifests/compute-resources.ts';

/**
 * The container's limit, else that of its pod (from Kubernetes 1.34), else what a LimitRange of the namespace fills in.
 * Ephemeral containers have none (ValidateEphemeralContainers in pkg/apis/core/validation/validation.go).
 */
export const memoryLimit = defineUnitRule({
  id: 'workload/memory-limit',
  title: 'Containers have a limit for memory',
  severity: 'medium',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'nsa/network' }, { id: 'mitre/T1496' }, { id: 'mitre/T1499' }],
  why: 'A container without a limit takes the memory of its node, until the kernel kills its neighbours instead of it.',
  remediation:
    'Set `resources.limits.memory` to what the container needs under load, or give the namespace a LimitRange.',
  needs: ['containerDefaults'],
  at: ['resources', 'limits', 'memory'],
  messages: {
    unlimited: ({ container }: { container: string }) => `Container "${container}" has no limit for memory.`,
  },
  examples: () => import('./memory-limit.examples.ts'),
  keep({ role, name, spec, pod, workload }) {
    if (role === 'ephemeral') return undefined;
    return {
      container: name,
      namespace: workload.resource.namespace,
      ofContainer: limitOf(spec.resources, 'memory'),
      ofPod: limitOf(pod.resources, 'memory'),
    };
  },
  check({ container, namespace, ofContainer, ofPod }, evidence, { kubernetes, report, undecided }) {
    if (ofContainer !== undefined) return;
    if (ofPod !== undefined && kubernetes >= POD_LEVEL_RESOURCES) return;
    const defaults = evidence.containerDefaults(namespace);
    if (defaults.items.some(({ limits }) => limits.has('memory'))) return;
    if (defaults.state === 'known') report('unlimited', { container });
    else undecided(`The limit may come from a LimitRange, and not all was read: ${defaults.why}`, defaults.supply);
  },
});
