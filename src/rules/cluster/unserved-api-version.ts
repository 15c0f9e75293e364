import { defineRule } from '../../evidence/rule.ts';
import { findApiVersion, isServed } from '../../manifests/kubernetes/api-versions.ts';

/**
 * The API versions for whose removal the Deprecated API Migration Guide has "no notable changes": the newer version takes the
 * same fields. https://kubernetes.io/docs/reference/using-api/deprecation-guide/.
 */
const SAME_FIELDS: ReadonlySet<string> = new Set([
  'CronJob batch/v1beta1',
  'CSIDriver storage.k8s.io/v1beta1',
  'CSINode storage.k8s.io/v1beta1',
  'CSIStorageCapacity storage.k8s.io/v1beta1',
  'ClusterRole rbac.authorization.k8s.io/v1beta1',
  'ClusterRoleBinding rbac.authorization.k8s.io/v1beta1',
  'IngressClass networking.k8s.io/v1beta1',
  'Lease coordination.k8s.io/v1beta1',
  'PriorityClass scheduling.k8s.io/v1beta1',
  'Role rbac.authorization.k8s.io/v1beta1',
  'RoleBinding rbac.authorization.k8s.io/v1beta1',
  'RuntimeClass node.k8s.io/v1beta1',
  'StorageClass storage.k8s.io/v1beta1',
  'VolumeAttachment storage.k8s.io/v1beta1',
]);

interface Removed {
  readonly kind: string;
  readonly apiVersion: string;
  readonly release: number;
  readonly replacement: string | undefined;
}

function instead(replacement: string | undefined): string {
  return replacement === undefined ? 'nothing replaces it' : `write ${replacement}`;
}

/** The life of each API version: k8s.io/api's lifecycle comments, and the Deprecated API Migration Guide for what is gone. */
export const unservedApiVersion = defineRule({
  id: 'cluster/unserved-api-version',
  title: 'Resources use API versions that Kubernetes serves',
  severity: 'medium',
  since: '0.1.0',
  target: 'resource',
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'nsa/upgrading' }],
  why: 'The API server refuses the resource, so that the protection it brings is missing where it is applied.',
  remediation: 'Write the API version that followed, and change the fields that it changed.',
  messages: {
    removed: ({ kind, apiVersion, release, replacement }: Removed) =>
      `Since 1.${release} Kubernetes does not serve ${kind} as ${apiVersion}; ${instead(replacement)}.`,
    notYet: ({ kind, apiVersion, release }: Omit<Removed, 'replacement'>) =>
      `Kubernetes serves ${kind} as ${apiVersion} only from 1.${release} on.`,
  },
  examples: () => import('./unserved-api-version.examples.ts'),
  fix({ apiVersion, kind }, message) {
    const answer = findApiVersion(apiVersion, kind);
    if (message !== 'removed' || answer.state !== 'known' || answer.replacement === undefined) return [];
    if (!SAME_FIELDS.has(`${kind} ${apiVersion}`)) return [];
    return [{ op: 'set', path: ['apiVersion'], value: answer.replacement.apiVersion }];
  },
  check({ apiVersion, kind }, { kubernetes, report }) {
    const answer = findApiVersion(apiVersion, kind);
    if (answer.state !== 'known' || isServed(answer.version, kubernetes)) return;
    const { introducedIn = 0, removedIn = 0 } = answer.version;
    const at = ['apiVersion'];
    if (introducedIn > kubernetes) report('notYet', at, { kind, apiVersion, release: introducedIn });
    else report('removed', at, { kind, apiVersion, release: removedIn, replacement: answer.replacement?.apiVersion });
  },
});
