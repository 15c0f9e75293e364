import { defineRule } from '../../evidence/rule.ts';
import { liesIn, visitHostPaths } from '../../manifests/host-path.ts';

/** The sockets of container runtimes; `/run` stands for `/var/run` too. */
const SOCKETS: readonly string[] = [
  '/run/docker.sock',
  '/run/dockershim.sock',
  '/run/cri-dockerd.sock',
  '/run/containerd/containerd.sock',
  '/run/docker/containerd/containerd.sock',
  '/run/k3s/containerd/containerd.sock',
  '/run/k0s/containerd.sock',
  '/run/crio/crio.sock',
  '/run/podman/podman.sock',
  '/run/buildkit/buildkitd.sock',
  '/var/snap/microk8s/common/run/containerd.sock',
  'pipe/docker_engine',
  'pipe/containerd-containerd',
];

const NAMES: ReadonlySet<string> = new Set(SOCKETS.map(baseName));

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The socket that a path is, or the first that lies in it. The root of the file system is `workload/sensitive-host-path`'s. */
function socketAt(path: string): string | undefined {
  if (NAMES.has(baseName(path))) return path;
  return path === '/' || path === '/var' ? undefined : SOCKETS.find((socket) => liesIn(socket, path));
}

/**
 * Docker's socket and those that the Container Runtime Interface is served at:
 * https://kubernetes.io/docs/setup/production-environment/container-runtimes/. A read-only mount does not help: a socket is
 * spoken to, not written.
 */
export const runtimeSocket = defineRule({
  id: 'workload/runtime-socket',
  title: 'Containers cannot reach the socket of the container runtime',
  severity: 'critical',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [
    { id: 'cis-kubernetes-1.12/5.2.11' },
    { id: 'nsa/pod-security' },
    { id: 'nist-800-190/4.4.3' },
    { id: 'mitre/T1610' },
    { id: 'mitre/T1611' },
  ],
  refines: ['workload/host-path-volume', 'workload/sensitive-host-path', 'workload/writable-host-path'],
  why: 'Whoever speaks to the runtime starts privileged containers on the node past every check of Kubernetes.',
  remediation:
    'Remove the volume: build images with a tool that needs no daemon, and read metrics and logs from the kubelet.',
  messages: {
    socket: ({ container, socket }: { container: string; socket: string }) =>
      `Container "${container}" can speak to the container runtime of its node at ${socket}.`,
    folder: ({ container, path, socket }: { container: string; path: string; socket: string }) =>
      `Container "${container}" sees ${path} of its node, where container runtimes have their sockets, such as ${socket}.`,
  },
  examples: () => import('./runtime-socket.examples.ts'),
  check(workload, { report }) {
    visitHostPaths(workload, ({ index, mounts }) => {
      for (const { container, path, written } of mounts) {
        const socket = socketAt(path);
        if (socket === undefined) continue;
        const at = ['volumes', index, 'hostPath', 'path'];
        if (socket === path) report('socket', at, { container: container.name, socket: written });
        else report('folder', at, { container: container.name, path: written, socket });
        return;
      }
    });
  },
});
