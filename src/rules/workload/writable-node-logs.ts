import { defineRule } from '../../evidence/rule.ts';
import { liesIn, visitHostPaths } from '../../manifests/host-path.ts';

/**
 * The kubelet serves what lies in /var/log and follows symbolic links there as root of the node: KubeHound CE_VAR_LOG_SYMLINK,
 * https://www.aquasec.com/blog/kubernetes-security-pod-escape-log-mounts/. Reading logs needs no more than a read-only mount.
 */
export const writableNodeLogs = defineRule({
  id: 'workload/writable-node-logs',
  title: 'Containers cannot write to the logs of their node',
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
  refines: ['workload/host-path-volume', 'workload/sensitive-host-path', 'workload/writable-host-path'],
  why: 'A container that puts a symbolic link among the logs of its node reads every file of the node through the kubelet.',
  remediation: 'Mount the logs with `readOnly: true`; where the container writes its own, use an `emptyDir`.',
  messages: {
    writable: ({ container, path }: { container: string; path: string }) =>
      `Container "${container}" can write to ${path} of its node, whose files the kubelet serves as root.`,
  },
  examples: () => import('./writable-node-logs.examples.ts'),
  check(workload, { report }) {
    visitHostPaths(workload, ({ index, mounts }) => {
      const mount = mounts.find(({ path, readOnly }) => !readOnly && liesIn(path, '/var/log'));
      if (mount === undefined) return;
      const { container, written: path } = mount;
      report('writable', ['volumes', index, 'hostPath', 'path'], { container: container.name, path });
    });
  },
});
