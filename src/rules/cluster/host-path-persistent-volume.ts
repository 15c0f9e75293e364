import * as v from 'valibot';
import { defineRule } from '../../evidence/rule.ts';
import { liesIn, normalPath, sensitivePath } from '../../manifests/host-path.ts';
import type { PersistentVolume } from '../../manifests/kubernetes/types.generated.ts';

/**
 * A claim on such a volume gives a pod a path of the node that Pod Security admission does not see: it looks at the pod only
 * (https://kubernetes.io/docs/concepts/storage/volumes/#hostpath). A `local` volume is made for that, and is judged by its path.
 */
export const hostPathPersistentVolume = defineRule({
  id: 'cluster/host-path-persistent-volume',
  title: 'Persistent volumes are not paths of a node',
  severity: 'high',
  since: '0.1.0',
  target: 'resource',
  kinds: ['PersistentVolume'],
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'nsa/pod-security' }, { id: 'nist-800-190/4.5.5' }, { id: 'mitre/T1611' }],
  why: 'A pod that claims the volume gets a path of the node although Pod Security admission refuses `hostPath` volumes.',
  remediation:
    'Let a storage class make the volume, or use a `local` volume for a disk of its own; name paths that are meant in the option `paths`.',
  options: v.strictObject({
    paths: v.optional(
      v.pipe(
        v.array(v.string()),
        v.description('The paths of nodes that may be volumes, with all that lies below them.'),
      ),
      [],
    ),
  }),
  messages: {
    hostPath: ({ path }: { path: string }) =>
      `The persistent volume is the path "${path}" of whichever node its pod runs on.`,
    sensitive: ({ path, holds }: { path: string; holds: string }) =>
      `The persistent volume is the path "${path}" of a node, which holds ${holds}.`,
  },
  examples: () => import('./host-path-persistent-volume.examples.ts'),
  check({ apiVersion, kind, value }, { options: { paths }, report }) {
    if (kind !== 'PersistentVolume' || apiVersion !== 'v1') return;
    const { spec = {} }: PersistentVolume = value;
    const { hostPath, local } = spec;
    const path = hostPath?.path ?? local?.path;
    if (path === undefined) return;
    const normal = normalPath(path);
    if (paths.some((allowed) => liesIn(normal, normalPath(allowed)))) return;
    const sensitive = sensitivePath(normal, false);
    const at = ['spec', hostPath === undefined ? 'local' : 'hostPath', 'path'];
    if (sensitive !== undefined) report('sensitive', at, { path, holds: sensitive.holds });
    else if (hostPath !== undefined) report('hostPath', at, { path });
  },
});
