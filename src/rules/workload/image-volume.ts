import { defineUnitRule } from '../../evidence/rule.ts';
import { liesIn, normalPath } from '../../manifests/host-path.ts';
import { isWindows } from '../../manifests/pods.ts';

/**
 * Joins a read-only root file system with what the image says that it writes to: its VOLUMEs, and directories of programs that are known to
 * write as they start. What becomes of a VOLUME without a mount depends on the runtime: CRI-O leaves it read-only (`image_volumes` in
 * crio.conf(5)), containerd puts it on the disk of the node, where no limit of the pod counts it.
 */
export const imageVolume = defineUnitRule({
  id: 'workload/image-volume',
  title: 'Where the root file system is read-only, something is mounted where the image writes',
  severity: 'low',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'nsa/pod-security' }],
  why: 'The program fails as soon as it writes there, and the next change makes all of the file system writable again.',
  remediation:
    'Mount an `emptyDir` with a `sizeLimit` at each of these paths, or a persistent volume for what must last.',
  needs: ['image'],
  at: ['volumeMounts'],
  messages: {
    unmounted: ({ container, paths }: { container: string; paths: string }) =>
      `Container "${container}" has a read-only root file system, and nothing is mounted where its image writes: ${paths}.`,
  },
  examples: () => import('./image-volume.examples.ts'),
  keep({ name, spec, pod }) {
    if (isWindows(pod) || spec.securityContext?.readOnlyRootFilesystem !== true) return undefined;
    const mounts = (spec.volumeMounts ?? []).map(({ mountPath = '' }) => normalPath(mountPath));
    return { container: name, image: spec.image ?? '', mounts };
  },
  check({ container, image, mounts }, evidence, { report }) {
    const [settings] = evidence.image(image).items;
    if (settings === undefined) return;
    const written = new Set([...settings.volumes, ...settings.written].map(normalPath));
    const unmounted = [...written].filter((path) => !mounts.some((mount) => liesIn(path, mount)));
    if (unmounted.length > 0) report('unmounted', { container, paths: listOf(unmounted) });
  },
});

/** So many paths are named. */
const NAMED = 5;

function listOf(paths: readonly string[]): string {
  const more = paths.length - NAMED;
  return [...paths.slice(0, NAMED), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
