import type { FieldPath } from '../core/field-path.ts';
import type { VolumeMount } from './kubernetes/types.generated.ts';
import { UnreadableField } from './kubernetes/wrong-type.ts';
import type { ContainerView, Workload } from './workload.ts';

/** A place where a container sees a path of the node. */
export interface HostPathMount {
  readonly container: ContainerView;
  /** The index in the container's `volumeMounts`. */
  readonly index: number;
  readonly readOnly: boolean;
  /** The path of the node that is seen there: that of the volume, with the mount's `subPath`. As written. */
  readonly written: string;
  /** The same, as `normalPath` writes it. */
  readonly path: string;
}

/** A `hostPath` volume of a pod. */
export interface HostPathVolume {
  /** The index in the pod's `volumes`. */
  readonly index: number;
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
    const mounts = mountsOf(workload, name, hostPath.path ?? '');
    if (mounts.length > 0) visit({ index, mounts });
  }
  const unreadable = found ? workload.containers.find((container) => container instanceof UnreadableField) : undefined;
  if (unreadable instanceof UnreadableField) throw unreadable;
}

function mountsOf(workload: Workload, volume: string, hostPath: string): readonly HostPathMount[] {
  const mounts = mountsByVolume(workload).get(volume) ?? [];
  return mounts.map(({ container, index, mount }) => {
    const written = seenPath(hostPath, mount);
    return { container, index, readOnly: mount.readOnly === true, written, path: normalPath(written) };
  });
}

interface Mount {
  readonly container: ContainerView;
  readonly index: number;
  readonly mount: VolumeMount;
}

/** Four rules and the fixes of two ask for the mounts of the same workload, for each of its volumes. */
const MOUNTS = new WeakMap<Workload, ReadonlyMap<string | undefined, readonly Mount[]>>();

/** The mounts of every container that can be read, by the name of their volume. */
function mountsByVolume(workload: Workload): ReadonlyMap<string | undefined, readonly Mount[]> {
  const known = MOUNTS.get(workload);
  if (known !== undefined) return known;
  const all = workload.containers.flatMap((container) => {
    if (container instanceof UnreadableField) return [];
    return [...(container.spec.volumeMounts ?? []).entries()].map(([index, mount]) => ({ container, index, mount }));
  });
  const mounts = Map.groupBy(all, ({ mount }) => mount.name);
  MOUNTS.set(workload, mounts);
  return mounts;
}

/** An edit of a field of the resource, as rules declare them. */
interface ReadOnlyEdit {
  readonly op: 'set';
  readonly path: { readonly within: 'resource'; readonly path: FieldPath };
  readonly value: true;
}

/** The edits by which no container can write to the volume at a path of the pod: `readOnly: true` on each of its mounts. */
export function readOnlyEdits(
  workload: Workload,
  at: FieldPath | { readonly path: FieldPath },
): readonly ReadOnlyEdit[] {
  const [, volume] = 'path' in at ? at.path : at;
  const { name = '', hostPath } = workload.pod.volumes?.[Number(volume)] ?? {};
  return mountsOf(workload, name, hostPath?.path ?? '')
    .filter(({ readOnly }) => !readOnly)
    .map(({ container, index }) => {
      const path = [...container.path, 'volumeMounts', index, 'readOnly'];
      return { op: 'set', path: { within: 'resource', path }, value: true };
    });
}

/** With `subPathExpr` any path below the volume's may be meant, so the whole of it counts. */
function seenPath(hostPath: string, { subPath = '' }: VolumeMount): string {
  return subPath === '' ? hostPath : `${hostPath.replace(/\/$/, '')}/${subPath}`;
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

/** How much of a path is sensitive: all that lies there, the path alone, or nothing. */
type Extent = 'all' | 'itself' | 'none';

/** A path of a node that gives the node away. */
export interface SensitivePath {
  readonly path: string;
  /** What lies there. */
  readonly holds: string;
  readonly reading: Extent;
  readonly writing: Extent;
}

function secrets(path: string, holds: string): SensitivePath {
  return { path, holds, reading: 'all', writing: 'all' };
}

function programs(path: string, holds: string): SensitivePath {
  return { path, holds, reading: 'none', writing: 'all' };
}

function settings(path: string, holds: string): SensitivePath {
  return { path, holds, reading: 'itself', writing: 'all' };
}

function parent(path: string, holds: string): SensitivePath {
  return { path, holds, reading: 'itself', writing: 'itself' };
}

/**
 * The paths by which a node is taken over: kube-linter's `sensitive-host-mounts`, trivy's KSV-0121 and the mounts of KubeHound's
 * EXPLOIT_HOST_READ and EXPLOIT_HOST_WRITE, told apart by whether reading is enough. The first that fits is the most precise.
 */
const SENSITIVE: readonly SensitivePath[] = [
  secrets('/var/lib/kubelet', 'the credentials of the kubelet and the volumes of every pod'),
  secrets('/var/lib/etcd', 'everything that the cluster stores'),
  secrets('/var/lib/docker', 'the file systems of every container'),
  secrets('/var/lib/containerd', 'the file systems of every container'),
  secrets('/var/lib/containers', 'the file systems of every container'),
  secrets('/var/lib/rancher', 'the credentials and the state of the cluster'),
  secrets('/etc/kubernetes', 'the credentials of the cluster'),
  secrets('/etc/ssh', 'the keys of the node'),
  secrets('/etc/shadow', 'the passwords of the node'),
  secrets('/root', 'the home of root'),
  secrets('/proc', 'the processes of the node'),
  secrets('/dev/mem', 'the memory of the node'),
  secrets('/dev/disk', 'the disks of the node'),
  secrets('/dev/mapper', 'the disks of the node'),
  programs('/sys', 'the settings of the kernel'),
  settings('/etc', 'the configuration of the node'),
  programs('/bin', 'the programs of the node'),
  programs('/sbin', 'the programs of the node'),
  programs('/lib', 'the libraries and kernel modules of the node'),
  programs('/lib64', 'the libraries of the node'),
  programs('/usr', 'the programs of the node'),
  programs('/boot', 'the kernel of the node'),
  programs('/opt/cni', 'programs that the node runs as root'),
  programs('/var/spool/cron', 'programs that the node runs as root'),
  programs('/run/systemd', 'the services of the node'),
  programs('c:/windows', 'the programs of the node'),
  parent('/dev', 'the devices of the node'),
  parent('/home', 'the homes of the users of the node'),
  parent('/var/lib', 'the state of the node'),
  parent('/var', 'the state of the node'),
  parent('/', 'the whole file system of the node'),
  parent('c:', 'the whole file system of the node'),
];

/** Why a normal path of a node is sensitive; undefined where it is not. */
export function sensitivePath(path: string, readOnly: boolean): SensitivePath | undefined {
  return SENSITIVE.find((sensitive) => covers(sensitive, readOnly ? sensitive.reading : sensitive.writing, path));
}

function covers({ path: place }: SensitivePath, extent: Extent, path: string): boolean {
  if (extent === 'none') return false;
  return extent === 'all' ? liesIn(path, place) : path === place;
}
