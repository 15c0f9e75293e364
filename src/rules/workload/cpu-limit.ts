import { defineUnitRule } from '../../evidence/rule.ts';
import { limitOf, POD_LEVEL_RESOURCES } from '../../manifests/compute-resources.ts';

/**
 * The container's limit, else that of its pod (from Kubernetes 1.34), else what a LimitRange of the namespace fills in.
 * Ephemeral containers have none (ValidateEphemeralContainers in pkg/apis/core/validation/validation.go).
 */
export const cpuLimit = defineUnitRule({
  id: 'workload/cpu-limit',
  title: 'Containers have a limit for processor time',
  severity: 'low',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'audit', restricted: 'audit' },
  standards: [{ id: 'nsa/network' }, { id: 'mitre/T1496' }, { id: 'mitre/T1499' }],
  why: 'A container without a limit takes all processor time that its neighbours do not use, as one that mines coins does.',
  remediation:
    'Set `resources.limits.cpu`, or give the namespace a LimitRange or a ResourceQuota; with requests set, some prefer no limit.',
  needs: ['containerDefaults'],
  at: ['resources', 'limits', 'cpu'],
  messages: {
    unlimited: ({ container }: { container: string }) => `Container "${container}" has no limit for processor time.`,
  },
  examples: () => import('./cpu-limit.examples.ts'),
  keep({ role, name, spec, pod, workload }) {
    if (role === 'ephemeral') return undefined;
    return {
      container: name,
      namespace: workload.resource.namespace,
      ofContainer: limitOf(spec.resources, 'cpu'),
      ofPod: limitOf(pod.resources, 'cpu'),
    };
  },
  check({ container, namespace, ofContainer, ofPod }, evidence, { kubernetes, report, undecided }) {
    if (ofContainer !== undefined) return;
    if (ofPod !== undefined && kubernetes >= POD_LEVEL_RESOURCES) return;
    const defaults = evidence.containerDefaults(namespace);
    if (defaults.items.some(({ limits }) => limits.has('cpu'))) return;
    if (defaults.state === 'known') report('unlimited', { container });
    else undecided(`The limit may come from a LimitRange, and not all was read: ${defaults.why}`, defaults.supply);
  },
});
