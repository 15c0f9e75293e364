import type { VolumeMount } from './kubernetes/types.generated.ts';
import { UnreadableField } from './kubernetes/wrong-type.ts';
import type { ContainerView, Workload } from './workload.ts';

/** A place where a container sees a path of the node. */
export interface HostPathMount {
  readonly container: ContainerView;
  /** The index in the container's `volumeMounts`. */
  readonly index: number;
  readonly readOnly: boolean;
  /** The path of the node that is seen there: that of the volume, with the mount's `subPath`. */
  readonly path: string;
}

/** A `hostPath` volume of a pod. */
export interface HostPathVolume {
  /** The index in the pod's `volumes`. */
  readonly index: number;
  readonly name: string;
  /** As written. */
  readonly written: string;
  readonly mounts: readonly HostPathMount[];
}

/**
 * Visits the volumes of a workload that are paths of the node and that a container mounts. A container that cannot be read
 * might mount them too: it throws once everything that can be read was visited.
 */
export function visitHostPaths(workload: Workload, visit: (volume: HostPathVolume) => void): void {
  const volumes = workload.pod.volumes ?? [];
  let found = false;
  for (const [index, { name = '', hostPath }] of volumes.entries()) {
    if (hostPath === undefined) continue;
    found = true;
    const written = hostPath.path ?? '';
    const mounts = mountsOf(workload, name, written);
    if (mounts.length > 0) visit({ index, name, written, mounts });
  }
  const unreadable = found ? workload.containers.find((container) => container instanceof UnreadableField) : undefined;
  if (unreadable instanceof UnreadableField) throw unreadable;
}

function mountsOf({ containers }: Workload, volume: string, written: string): readonly HostPathMount[] {
  return containers.flatMap((container) => {
    if (container instanceof UnreadableField) return [];
    const mounts = container.spec.volumeMounts ?? [];
    return [...mounts.entries()]
      .filter(([, mount]) => mount.name === volume)
      .map(([index, mount]) => ({
        container,
        index,
        readOnly: mount.readOnly === true,
        path: normalPath(seenPath(written, mount)),
      }));
  });
}

/** With `subPathExpr` any path below the volume's may be meant, so the whole of it counts. */
function seenPath(written: string, { subPath }: VolumeMount): string {
  return subPath === undefined || subPath === '' ? written : `${written}/${subPath}`;
}

/**
 * The one way to write a path of a node: no doubled or trailing slashes, no `.` or `..`, `/run` for its link `/var/run`. Paths
 * of Windows nodes have forward slashes and small letters.
 */
export function normalPath(path: string): string {
  const isWindows = /^(?:[A-Za-z]:|\\\\)/.test(path);
  const steps: string[] = [];
  for (const step of (isWindows ? path.replaceAll('\\', '/').toLowerCase() : path).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  if (isWindows) return steps.join('/');
  if (steps[0] === 'var' && steps[1] === 'run') steps.shift();
  return `/${steps.join('/')}`;
}

/** Whether a normal path is another or lies below it. */
export function liesIn(path: string, folder: string): boolean {
  return folder === '/' || (path.startsWith(folder) && (path.length === folder.length || path[folder.length] === '/'));
}

/** A path of a node that gives the node away. */
export interface SensitivePath {
  readonly path: string;
  /** What lies there. */
  readonly holds: string;
  /** Whether what lies below it is sensitive as well. */
  readonly below: boolean;
  /** Whether reading it is enough; otherwise it takes writing. */
  readonly readable: boolean;
}

const ONLY: Pick<SensitivePath, 'below' | 'readable'> = { below: false, readable: true };
const SECRETS: Pick<SensitivePath, 'below' | 'readable'> = { below: true, readable: true };
const PROGRAMS: Pick<SensitivePath, 'below' | 'readable'> = { below: true, readable: false };

/**
 * The paths by which a node is taken over, most precise first: kube-linter's `sensitive-host-mounts`, trivy's KSV-0121 and the
 * mounts of KubeHound's EXPLOIT_HOST_READ and EXPLOIT_HOST_WRITE, told apart by whether reading is enough.
 */
const SENSITIVE: readonly SensitivePath[] = [
  { path: '/var/lib/kubelet', holds: 'the credentials of the kubelet and the volumes of every pod', ...SECRETS },
  { path: '/var/lib/etcd', holds: 'everything that the cluster stores', ...SECRETS },
  { path: '/var/lib/docker', holds: 'the file systems of every container', ...SECRETS },
  { path: '/var/lib/containerd', holds: 'the file systems of every container', ...SECRETS },
  { path: '/var/lib/containers', holds: 'the file systems of every container', ...SECRETS },
  { path: '/var/lib/rancher', holds: 'the credentials and the state of the cluster', ...SECRETS },
  { path: '/etc/kubernetes', holds: 'the credentials of the cluster', ...SECRETS },
  { path: '/etc/ssh', holds: 'the keys of the node', ...SECRETS },
  { path: '/etc/shadow', holds: 'the passwords of the node', ...SECRETS },
  { path: '/root', holds: 'the home of root', ...SECRETS },
  { path: '/home', holds: 'the homes of the users of the node', ...SECRETS },
  { path: '/dev', holds: 'the devices of the node', ...ONLY },
  { path: '/dev/mem', holds: 'the memory of the node', ...SECRETS },
  { path: '/dev/disk', holds: 'the disks of the node', ...SECRETS },
  { path: '/dev/mapper', holds: 'the disks of the node', ...SECRETS },
  { path: '/proc', holds: 'the processes of the node', ...SECRETS },
  { path: '/sys', holds: 'the settings of the kernel', ...ONLY },
  { path: '/sys', holds: 'the settings of the kernel', ...PROGRAMS },
  { path: '/etc', holds: 'the configuration of the node', ...ONLY },
  { path: '/etc', holds: 'the configuration of the node', ...PROGRAMS },
  { path: '/bin', holds: 'the programs of the node', ...PROGRAMS },
  { path: '/sbin', holds: 'the programs of the node', ...PROGRAMS },
  { path: '/lib', holds: 'the libraries and kernel modules of the node', ...PROGRAMS },
  { path: '/lib64', holds: 'the libraries of the node', ...PROGRAMS },
  { path: '/usr', holds: 'the programs of the node', ...PROGRAMS },
  { path: '/opt/cni', holds: 'programs that the node runs as root', ...PROGRAMS },
  { path: '/boot', holds: 'the kernel of the node', ...PROGRAMS },
  { path: '/var/spool/cron', holds: 'programs that the node runs as root', ...PROGRAMS },
  { path: '/run/systemd', holds: 'the services of the node', ...PROGRAMS },
  { path: '/var/lib', holds: 'the state of the node', ...ONLY },
  { path: '/var', holds: 'the state of the node', ...ONLY },
  { path: '/', holds: 'the whole file system of the node', ...ONLY },
  { path: 'c:', holds: 'the whole file system of the node', ...ONLY },
  { path: 'c:/windows', holds: 'the programs of the node', ...PROGRAMS },
];

/** Why a normal path of a node is sensitive; undefined where it is not. */
export function sensitivePath(path: string, readOnly: boolean): SensitivePath | undefined {
  return SENSITIVE.find(
    (sensitive) =>
      (sensitive.readable || !readOnly) &&
      (path === sensitive.path || (sensitive.below && liesIn(path, sensitive.path))),
  );
}
