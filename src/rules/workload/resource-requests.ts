import * as v from 'valibot';
import { defineUnitRule } from '../../evidence/rule.ts';
import { type ComputeResource, limitOf, POD_LEVEL_RESOURCES, requestOf } from '../../manifests/compute-resources.ts';
import type { ResourceRequirements } from '../../manifests/kubernetes/types.generated.ts';
import { amountOf } from '../../manifests/quantity.ts';

const RESOURCES = ['cpu', 'memory'] as const satisfies readonly ComputeResource[];

/** How many times the memory that it requests a container may use. */
function memoryRatioOf(requirements: ResourceRequirements | undefined): number {
  const limit = limitOf(requirements, 'memory');
  const request = requestOf(requirements, 'memory');
  return limit === undefined || request === undefined ? 1 : amountOf(limit) / amountOf(request);
}

/**
 * A request is as large as the limit where only that is set; else it may be that of the pod (from Kubernetes 1.34), or what a
 * LimitRange of the namespace fills in. The ratio is that of LimitRange's `maxLimitRequestRatio`; processor time above the request
 * takes nothing away from neighbours that ask for theirs, so it is not compared.
 */
export const resourceRequests = defineUnitRule({
  id: 'workload/resource-requests',
  title: 'Containers request the processor time and memory that they need',
  severity: 'low',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'audit', restricted: 'audit' },
  standards: [],
  why: 'Without requests the scheduler puts pods where there is no room, and they are the first to be evicted.',
  remediation: 'Set `resources.requests` for cpu and memory to what the container uses in everyday work.',
  options: v.strictObject({
    maxRatio: v.optional(
      v.pipe(
        v.number(),
        v.minValue(1),
        v.description('How many times the memory that it requests a container may use.'),
      ),
      10,
    ),
  }),
  needs: ['containerDefaults'],
  at: ['resources', 'requests'],
  messages: {
    missing: ({ container, resources }: { container: string; resources: string }) =>
      `Container "${container}" requests no ${resources}.`,
    wide: ({ container, ratio }: { container: string; ratio: number }) =>
      `Container "${container}" may use ${ratio} times the memory that it requests.`,
  },
  examples: () => import('./resource-requests.examples.ts'),
  keep({ role, name, spec, pod, workload }) {
    if (role === 'ephemeral') return undefined;
    return {
      container: name,
      namespace: workload.resource.namespace,
      missing: RESOURCES.filter((resource) => requestOf(spec.resources, resource) === undefined),
      ofPod: RESOURCES.filter((resource) => requestOf(pod.resources, resource) !== undefined),
      memoryRatio: memoryRatioOf(spec.resources),
    };
  },
  check({ container, namespace, missing, ofPod, memoryRatio }, evidence, { options, kubernetes, report, undecided }) {
    if (memoryRatio > options.maxRatio) report('wide', { container, ratio: Math.round(memoryRatio) });
    if (missing.length === 0) return;
    const fromPod = kubernetes >= POD_LEVEL_RESOURCES ? ofPod : [];
    const defaults = evidence.containerDefaults(namespace);
    const left = missing.filter(
      (resource) => !fromPod.includes(resource) && !defaults.items.some(({ requests }) => requests.has(resource)),
    );
    if (left.length === 0) return;
    if (defaults.state === 'known') report('missing', { container, resources: left.join(' and ') });
    else undecided(`Requests may come from a LimitRange, and not all was read: ${defaults.why}`, defaults.supply);
  },
});
