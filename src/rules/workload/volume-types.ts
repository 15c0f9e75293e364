import { defineRule } from '../../evidence/rule.ts';
import { type VolumeSourceName, volumeSources } from '../../manifests/kubernetes/defaults.ts';
import type { Volume } from '../../manifests/kubernetes/types.generated.ts';

const ALLOWED: ReadonlySet<VolumeSourceName> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

/**
 * Restricted field: the source of `spec.volumes[*]`. Allowed: configMap, csi, downwardAPI, emptyDir, ephemeral, image,
 * persistentVolumeClaim, projected and secret; a volume without a source is an emptyDir.
 * Source: k8s.io/pod-security-admission/policy/check_restrictedVolumes.go; pkg/apis/core/v1/defaults.go, SetDefaults_Volume.
 */
export const volumeTypes = defineRule({
  id: 'workload/volume-types',
  title: 'Volumes are of the types that the Restricted standard allows',
  severity: 'medium',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'warn', restricted: 'deny' },
  standards: [
    { id: 'pss/restricted', from: '1.0', overrides: ['workload/host-path-volume'] },
    { id: 'nsa/pod-security' },
    { id: 'nist-800-190/4.5.5' },
  ],
  why: 'Other types reach file systems of the node, run drivers there as root, or mount storage that nobody granted.',
  remediation: `Use a \`persistentVolumeClaim\` for storage; allowed are ${[...ALLOWED].join(', ')}.`,
  messages: {
    type: ({ volume, source }: { volume: string; source: string }) =>
      `Volume "${volume}" is of the type ${source}, which the Restricted standard does not allow.`,
    driver: ({ volume, driver }: { volume: string; driver: string }) =>
      `Volume "${volume}" runs the driver "${driver}" on the node: flexVolume is not allowed by the Restricted standard.`,
  },
  examples: () => import('./volume-types.examples.ts'),
  check({ pod: { volumes } }, { report, undecided }) {
    if (volumes === undefined) return;
    for (const [index, volume] of volumes.entries()) {
      if (isAllowed(volume)) continue;
      const { name = '', flexVolume } = volume;
      const sources = volumeSources(volume);
      if (flexVolume !== undefined) {
        report('driver', ['volumes', index, 'flexVolume'], { volume: name, driver: flexVolume.driver ?? '' });
      } else if (volume.hostPath !== undefined) {
        report('type', ['volumes', index, 'hostPath'], { volume: name, source: 'hostPath' });
      } else if (sources.state === 'unknown') {
        undecided(['volumes', index], sources.why, sources.supply);
      } else {
        const [source] = sources.items;
        if (source !== undefined && source !== 'emptyDir')
          report('type', ['volumes', index, source], { volume: name, source });
      }
    }
  },
});

/** One allowed source suffices, as for Pod Security admission: the API server refuses a volume with two. */
function isAllowed(volume: Volume): boolean {
  for (const source of ALLOWED) if (volume[source] !== undefined) return true;
  return false;
}
