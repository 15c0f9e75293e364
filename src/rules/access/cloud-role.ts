import { defineRule } from '../../evidence/rule.ts';
import type { ServiceAccount } from '../../manifests/kubernetes/types.generated.ts';

/** From the workload identity documentation of EKS, GKE, AKS and ACK. */
const ANNOTATIONS: ReadonlyMap<string, string> = new Map([
  ['eks.amazonaws.com/role-arn', 'AWS'],
  ['iam.gke.io/gcp-service-account', 'Google Cloud'],
  ['azure.workload.identity/client-id', 'Azure'],
  ['pod-identity.alibabacloud.com/role-name', 'Alibaba Cloud'],
]);

/** An inventory of the service accounts that are someone in a cloud. */
export const cloudRole = defineRule({
  id: 'access/cloud-role',
  title: 'Service accounts with a role in a cloud are known',
  severity: 'info',
  since: '0.1.0',
  target: 'resource',
  kinds: ['ServiceAccount'],
  profiles: { baseline: 'audit', restricted: 'audit' },
  standards: [{ id: 'nsa/authentication' }, { id: 'mitre/T1078.004' }],
  why: 'Every pod of the namespace that may run as the account has the rights of the role, outside the cluster too.',
  remediation: 'Check what the role may do, and who may create pods in the namespace.',
  messages: {
    assumes: ({ role, cloud }: { role: string; cloud: string }) =>
      `Pods of the service account act in ${cloud} as ${role}.`,
  },
  examples: () => import('./cloud-role.examples.ts'),
  check({ kind, apiVersion, value }, { report }) {
    if (kind !== 'ServiceAccount' || apiVersion !== 'v1') return;
    const { metadata }: ServiceAccount = value;
    for (const [annotation, role] of Object.entries(metadata?.annotations ?? {})) {
      const cloud = ANNOTATIONS.get(annotation);
      if (cloud !== undefined && role !== '')
        report('assumes', ['metadata', 'annotations', annotation], { role, cloud });
    }
  },
});
