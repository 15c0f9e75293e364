import { defineRule } from '../../evidence/rule.ts';
import { type HostPathMount, type SensitivePath, sensitivePath, visitHostPaths } from '../../manifests/host-path.ts';

/** What a mount gives away, writable before read-only. */
function givenAway(mounts: readonly HostPathMount[]): { mount: HostPathMount; sensitive: SensitivePath } | undefined {
  for (const mount of mounts.toSorted((a, b) => Number(a.readOnly) - Number(b.readOnly))) {
    const sensitive = sensitivePath(mount.path, mount.readOnly);
    if (sensitive !== undefined) return { mount, sensitive };
  }
  return undefined;
}

/**
 * A path of the node, with the `subPath` of the mount, that holds credentials, processes or the file systems of others, or
 * that is writable and holds what the node runs. kube-linter `sensitive-host-mounts`; KubeHound EXPLOIT_HOST_READ, EXPLOIT_HOST_WRITE.
 */
export const sensitiveHostPath = defineRule({
  id: 'workload/sensitive-host-path',
  title: 'Containers do not see the paths by which a node is taken over',
  severity: 'critical',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [
    { id: 'cis-kubernetes-1.12/5.2.11' },
    { id: 'nsa/pod-security' },
    { id: 'nist-800-190/4.5.5' },
    { id: 'mitre/T1611' },
  ],
  refines: ['workload/host-path-volume', 'workload/writable-host-path'],
  why: 'Whoever takes over the container reads the credentials of the node or changes what the node runs, and owns the node.',
  remediation: 'Remove the volume; where only a part of it is needed, mount that part alone and with `readOnly: true`.',
  messages: {
    readable: ({ container, path, holds }: { container: string; path: string; holds: string }) =>
      `Container "${container}" can read ${holds}, at the path ${path}.`,
    writable: ({ container, path, holds }: { container: string; path: string; holds: string }) =>
      `Container "${container}" can change ${holds}, at the path ${path}.`,
  },
  examples: () => import('./sensitive-host-path.examples.ts'),
  check(workload, { report }) {
    visitHostPaths(workload, ({ index, mounts }) => {
      const given = givenAway(mounts);
      if (given === undefined) return;
      const { mount, sensitive } = given;
      const data = { container: mount.container.name, path: mount.written, holds: sensitive.holds };
      report(mount.readOnly ? 'readable' : 'writable', ['volumes', index, 'hostPath', 'path'], data);
    });
  },
});
