import { defineRule } from '../../evidence/rule.ts';
import type { StorageClass } from '../../manifests/kubernetes/types.generated.ts';
import { isOfKind } from '../../manifests/resource.ts';

interface Encryption {
  /** The parameter that turns it on. */
  readonly parameter: string;
  /** What a volume is without the parameter: `off`, or decided by settings of the account outside the cluster. */
  readonly otherwise: 'off' | 'account';
}

/**
 * Provisioners that encrypt when they are asked to, from their documentation. Those of Google Cloud, Azure and others
 * that always encrypt, and those that never say, are not listed.
 */
const PROVISIONERS: ReadonlyMap<string, Encryption> = new Map([
  ['ebs.csi.aws.com', { parameter: 'encrypted', otherwise: 'account' }],
  ['kubernetes.io/aws-ebs', { parameter: 'encrypted', otherwise: 'account' }],
  ['rbd.csi.ceph.com', { parameter: 'encrypted', otherwise: 'off' }],
  ['cephfs.csi.ceph.com', { parameter: 'encrypted', otherwise: 'off' }],
  ['driver.longhorn.io', { parameter: 'encrypted', otherwise: 'off' }],
  ['pxd.portworx.com', { parameter: 'secure', otherwise: 'account' }],
  ['kubernetes.io/portworx-volume', { parameter: 'secure', otherwise: 'account' }],
  ['linodebs.csi.linode.com', { parameter: 'linodebs.csi.linode.com/encrypted', otherwise: 'off' }],
]);

/**
 * Restricted field: the parameter of a StorageClass that asks its provisioner to encrypt. Where leaving it out means
 * what the cloud account says, it cannot be decided from the manifest.
 */
export const encryptedStorage = defineRule({
  id: 'secrets/encrypted-storage',
  title: 'Storage classes encrypt their volumes',
  severity: 'medium',
  since: '0.1.0',
  target: 'resource',
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'nsa/network' }],
  why: 'A disk that is not encrypted gives its data to whoever gets a copy of it: a snapshot, a backup, a broken drive.',
  remediation: 'Add the parameter that makes the provisioner encrypt; volumes that exist must be made anew.',
  messages: {
    off: ({ parameter, provisioner }: { parameter: string; provisioner: string }) =>
      `Volumes of the class are not encrypted: ${parameter} is not "true", which ${provisioner} needs.`,
  },
  examples: () => import('./encrypted-storage.examples.ts'),
  fix: ({ value }) => {
    const encryption = encryptionOf(value);
    return encryption === undefined ? [] : [{ op: 'set', path: ['parameters', encryption.parameter], value: 'true' }];
  },
  check(resource, { report, undecided }) {
    if (!isOfKind(resource, 'storage.k8s.io', 'StorageClass')) return;
    const { parameters = {}, provisioner = '' }: StorageClass = resource.value;
    const encryption = encryptionOf(resource.value);
    if (encryption === undefined) return;
    const { parameter, otherwise } = encryption;
    const found = parameters[parameter]?.toLowerCase();
    const at = ['parameters', parameter];
    if (found === 'true' || found === 'yes') return;
    if (found !== undefined || otherwise === 'off') report('off', at, { parameter, provisioner });
    else
      undecided(
        at,
        `The class does not say whether volumes are encrypted, so the settings of the account behind ${provisioner} decide.`,
        `Add the parameter ${parameter}: "true".`,
      );
  },
});

function encryptionOf({ provisioner = '' }: StorageClass): Encryption | undefined {
  return PROVISIONERS.get(provisioner);
}
