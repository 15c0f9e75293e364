import { defineRule } from '../../evidence/rule.ts';

/** Restricted field: `spec.volumes[*].hostPath`. Allowed: unset. Source: k8s.io/pod-security-admission/policy/check_hostPathVolumes.go. */
export const hostPathVolume = defineRule({
  id: 'workload/host-path-volume',
  title: 'Pods mount nothing of the file system of their node',
  severity: 'high',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [
    { id: 'pss/baseline', from: '1.0' },
    { id: 'cis-kubernetes-1.12/5.2.11' },
    { id: 'nsa/pod-security' },
    { id: 'nist-800-190/4.5.5' },
    { id: 'mitre/T1611' },
  ],
  refines: ['workload/volume-types'],
  why: 'Files of the node are the way out of a container: its credentials to read, its programs and schedules to change.',
  remediation:
    'Use a `persistentVolumeClaim`, `emptyDir`, `configMap` or a CSI driver; an agent of the node that must read its files belongs into a namespace of its own.',
  messages: {
    hostPath: ({ volume, path }: { volume: string; path: string }) =>
      `Volume "${volume}" mounts "${path}" of the file system of the node.`,
  },
  examples: () => import('./host-path-volume.examples.ts'),
  check({ pod: { volumes } }, { report }) {
    if (volumes === undefined) return;
    for (const [index, { name: volume = '', hostPath }] of volumes.entries()) {
      if (hostPath !== undefined) {
        report('hostPath', ['volumes', index, 'hostPath'], { volume, path: hostPath.path ?? '' });
      }
    }
  },
});
