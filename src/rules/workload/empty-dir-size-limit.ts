import { defineRule } from '../../evidence/rule.ts';
import { limitOf } from '../../manifests/compute-resources.ts';
import { volumeSources } from '../../manifests/kubernetes/defaults.ts';
import { UnreadableField } from '../../manifests/kubernetes/wrong-type.ts';
import type { Workload } from '../../manifests/workload.ts';

/** Whether the kubelet evicts the pod before its volumes fill the disk: what is in them counts against the containers' limits. */
function isLimited({ containers }: Workload): boolean {
  return containers.every(
    (container) =>
      !(container instanceof UnreadableField) &&
      (container.role !== 'app' || limitOf(container.spec.resources, 'ephemeral-storage') !== undefined),
  );
}

/**
 * An `emptyDir` without `sizeLimit` may fill the disk of the node, or with `medium: Memory` its memory, unless every container has
 * a limit of its own: https://kubernetes.io/docs/concepts/storage/ephemeral-storage/. A volume without a source is one.
 */
export const emptyDirSizeLimit = defineRule({
  id: 'workload/empty-dir-size-limit',
  title: 'Scratch volumes have a size limit',
  severity: 'low',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'off', restricted: 'audit' },
  standards: [{ id: 'mitre/T1499' }],
  why: 'A volume that fills the disk or the memory of its node gets other pods evicted.',
  remediation: 'Set `sizeLimit` on the `emptyDir`, or a limit for `ephemeral-storage` on every container.',
  messages: {
    disk: ({ volume }: { volume: string }) =>
      `The volume "${volume}" may fill the disk of its node: it has no sizeLimit.`,
    memory: ({ volume }: { volume: string }) =>
      `The volume "${volume}" may fill the memory of its node: it has no sizeLimit.`,
  },
  examples: () => import('./empty-dir-size-limit.examples.ts'),
  check(workload, { report }) {
    for (const [index, volume] of (workload.pod.volumes ?? []).entries()) {
      const { name = '', emptyDir } = volume;
      if (emptyDir?.sizeLimit !== undefined || !volumeSources(volume).items.includes('emptyDir')) continue;
      const isMemory = emptyDir?.medium === 'Memory';
      if (!isMemory && isLimited(workload)) continue;
      report(isMemory ? 'memory' : 'disk', ['volumes', index, 'emptyDir', 'sizeLimit'], { volume: name });
    }
  },
});
