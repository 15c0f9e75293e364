import type { FieldPath } from '../../core/field-path.ts';
import { defineRule } from '../../evidence/rule.ts';
import type { PersistentVolume, StorageClass } from '../../manifests/kubernetes/types.generated.ts';
import { isOfKind, type Resource } from '../../manifests/resource.ts';

interface Encryption {
  /** The parameter or attribute that turns it on. */
  readonly setting: string;
  /** What a volume is without it: `off`, or decided by settings of the account outside the cluster. */
  readonly otherwise: 'off' | 'account';
}

/**
 * Drivers that encrypt when they are asked to, from their documentation. Those of Google Cloud, Azure and others
 * that always encrypt, and those that never say, are not listed.
 */
const DRIVERS: ReadonlyMap<string, Encryption> = new Map([
  ['ebs.csi.aws.com', { setting: 'encrypted', otherwise: 'account' }],
  ['kubernetes.io/aws-ebs', { setting: 'encrypted', otherwise: 'account' }],
  ['rbd.csi.ceph.com', { setting: 'encrypted', otherwise: 'off' }],
  ['cephfs.csi.ceph.com', { setting: 'encrypted', otherwise: 'off' }],
  ['driver.longhorn.io', { setting: 'encrypted', otherwise: 'off' }],
  ['pxd.portworx.com', { setting: 'secure', otherwise: 'account' }],
  ['kubernetes.io/portworx-volume', { setting: 'secure', otherwise: 'account' }],
  ['linodebs.csi.linode.com', { setting: 'linodebs.csi.linode.com/encrypted', otherwise: 'off' }],
]);

/** What asks for encryption, and where. */
interface Request {
  readonly driver: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly path: FieldPath;
}

/**
 * Restricted fields: the parameter of a StorageClass that asks its provisioner to encrypt, and the attribute of a
 * PersistentVolume for drivers that encrypt on the node. Where leaving it out means what the cloud account says, it
 * cannot be decided from the manifest.
 */
export const encryptedStorage = defineRule({
  id: 'secrets/encrypted-storage',
  title: 'Volumes are encrypted',
  severity: 'medium',
  since: '0.1.0',
  target: 'resource',
  kinds: ['StorageClass.storage.k8s.io', 'PersistentVolume'],
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'nsa/network' }],
  why: 'A disk that is not encrypted gives its data to whoever gets a copy of it: a snapshot, a backup, a broken drive.',
  remediation: 'Ask the driver to encrypt, as in `encrypted: "true"`; volumes that exist must be made anew.',
  messages: {
    off: ({ setting, driver }: { setting: string; driver: string }) =>
      `Volumes of the class are not encrypted: ${setting} is not "true", which ${driver} needs.`,
    volumeOff: ({ setting, driver }: { setting: string; driver: string }) =>
      `The volume is not encrypted: ${setting} is not "true", which ${driver} needs.`,
  },
  examples: () => import('./encrypted-storage.examples.ts'),
  fix: (_, __, { at }) => ('within' in at ? [] : [{ op: 'set', path: at, value: 'true' }]),
  check(resource, { report, undecided }) {
    const request = requestOf(resource);
    const encryption = request === undefined ? undefined : DRIVERS.get(request.driver);
    if (request === undefined || encryption === undefined) return;
    const { driver, settings, path } = request;
    const { setting, otherwise } = encryption;
    const found = settings[setting]?.toLowerCase();
    if (found === 'true' || found === 'yes') return;
    const at = [...path, setting];
    const isClass = resource.kind === 'StorageClass';
    if (found !== undefined || otherwise === 'off') report(isClass ? 'off' : 'volumeOff', at, { setting, driver });
    else if (isClass)
      undecided(
        at,
        `The class does not say whether volumes are encrypted, so the settings of the account behind ${driver} decide.`,
        `Add the parameter ${setting}: "true".`,
      );
  },
});

function requestOf(resource: Resource): Request | undefined {
  if (isOfKind(resource, 'storage.k8s.io', 'StorageClass')) {
    const { provisioner = '', parameters = {} }: StorageClass = resource.value;
    return { driver: provisioner, settings: parameters, path: ['parameters'] };
  }
  if (!isOfKind(resource, '', 'PersistentVolume')) return undefined;
  const { spec }: PersistentVolume = resource.value;
  const { driver = '', volumeAttributes = {} } = spec?.csi ?? {};
  return { driver, settings: volumeAttributes, path: ['spec', 'csi', 'volumeAttributes'] };
}
