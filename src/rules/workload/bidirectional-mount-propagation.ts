import { defineRule } from '../../evidence/rule.ts';

/** `None` where it is not set; only privileged containers may set `Bidirectional`: https://kubernetes.io/docs/concepts/storage/volumes/. */
export const bidirectionalMountPropagation = defineRule({
  id: 'workload/bidirectional-mount-propagation',
  title: 'Containers do not mount into their node',
  severity: 'high',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'nsa/pod-security' }, { id: 'nist-800-190/4.5.5' }, { id: 'mitre/T1611' }],
  why: 'What the container mounts appears on the node and in the pods that share the volume, over whatever was there.',
  remediation:
    'Remove `mountPropagation`, or set `HostToContainer` where the container must see what the node mounts later. Only storage drivers need more.',
  messages: {
    bidirectional: ({ container, path }: { container: string; path: string }) =>
      `What container "${container}" mounts at ${path} is mounted on its node as well.`,
  },
  examples: () => import('./bidirectional-mount-propagation.examples.ts'),
  check({ spec: { volumeMounts = [] }, name: container }, { report }) {
    for (const [index, { mountPropagation, mountPath = '' }] of volumeMounts.entries()) {
      if (mountPropagation !== 'Bidirectional') continue;
      report('bidirectional', ['volumeMounts', index, 'mountPropagation'], { container, path: mountPath });
    }
  },
});
