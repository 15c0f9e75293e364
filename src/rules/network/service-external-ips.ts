import { defineRule } from '../../evidence/rule.ts';
import type { Service } from '../../manifests/kubernetes/types.generated.ts';

const FIELD = ['spec', 'externalIPs'] as const;

/**
 * Restricted field: `spec.externalIPs` of a Service. Allowed: absent or empty.
 * Source: CVE-2020-8554; plugin/pkg/admission/network/denyserviceexternalips.
 */
export const serviceExternalIps = defineRule({
  id: 'network/service-external-ips',
  title: 'Services claim no external addresses',
  severity: 'high',
  since: '0.1.0',
  target: 'resource',
  kinds: ['Service'],
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'cis-kubernetes-1.12/1.2.3' }, { id: 'nsa/network' }, { id: 'mitre/T1557' }],
  why: 'Whoever may create a service can claim any address in this way and read the traffic of the cluster to it (CVE-2020-8554).',
  remediation: 'Remove `externalIPs`; use type LoadBalancer, which gives out only addresses that its controller owns.',
  messages: {
    claims: ({ addresses }: { addresses: string }) => `The service claims the addresses ${addresses} for itself.`,
  },
  examples: () => import('./service-external-ips.examples.ts'),
  fix: () => [{ op: 'remove', path: FIELD }],
  check({ kind, apiVersion, value }, { report }) {
    if (kind !== 'Service' || apiVersion !== 'v1') return;
    const { spec }: Service = value;
    const addresses = spec?.externalIPs ?? [];
    if (addresses.length > 0) report('claims', FIELD, { addresses: addresses.join(', ') });
  },
});
