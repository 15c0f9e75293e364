import { defineRule } from '../../evidence/rule.ts';
import { visitHostPaths } from '../../manifests/host-path.ts';

/**
 * A volume of the node that a container mounts without `readOnly: true`; the field is false where it is absent. A volume that
 * no container mounts is `workload/host-path-volume`'s alone.
 */
export const writableHostPath = defineRule({
  id: 'workload/writable-host-path',
  title: 'Containers cannot write to paths of their node',
  severity: 'high',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [
    { id: 'cis-kubernetes-1.12/5.2.11' },
    { id: 'nsa/pod-security' },
    { id: 'nist-800-190/4.5.5' },
    { id: 'mitre/T1611' },
  ],
  refines: ['workload/host-path-volume'],
  why: 'What a container writes to its node outlives it, and other pods and the node itself read it.',
  remediation:
    'Use a persistent volume or an `emptyDir`; where the path of the node is needed, mount it with `readOnly: true`.',
  messages: {
    writable: ({ container, path }: { container: string; path: string }) =>
      `Container "${container}" can write to the path ${path} of its node.`,
  },
  examples: () => import('./writable-host-path.examples.ts'),
  check(workload, { report }) {
    visitHostPaths(workload, ({ index, mounts }) => {
      const writable = mounts.find(({ readOnly }) => !readOnly);
      if (writable === undefined) return;
      const { container, written: path } = writable;
      report('writable', ['volumes', index, 'hostPath', 'path'], { container: container.name, path });
    });
  },
});
