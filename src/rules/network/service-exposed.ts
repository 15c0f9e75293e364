import { defineRule } from '../../evidence/rule.ts';
import { parseNetwork } from '../../manifests/ip-network.ts';
import { serviceType } from '../../manifests/kubernetes/defaults.ts';
import type { Service } from '../../manifests/kubernetes/types.generated.ts';
import { isInternet } from '../../manifests/network-policy.ts';

/** The annotations by which clouds keep a load balancer inside, from their documentation. */
const INTERNAL: readonly (readonly [annotation: string, value: RegExp])[] = [
  ['service.beta.kubernetes.io/aws-load-balancer-scheme', /^internal$/],
  ['service.beta.kubernetes.io/aws-load-balancer-internal', /^(?:true|0\.0\.0\.0\/0)$/],
  ['service.beta.kubernetes.io/azure-load-balancer-internal', /^true$/],
  ['networking.gke.io/load-balancer-type', /^Internal$/],
  ['cloud.google.com/load-balancer-type', /^Internal$/],
  ['service.beta.kubernetes.io/openstack-internal-load-balancer', /^true$/],
  ['service.beta.kubernetes.io/oci-load-balancer-internal', /^true$/],
  ['service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type', /^intranet$/],
  ['service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type', /^private$/],
];

/**
 * Restricted field: `spec.type` of a Service.
 * Allowed: ClusterIP and ExternalName, and a LoadBalancer that its annotations keep inside or whose
 * `loadBalancerSourceRanges` are not the whole internet.
 */
export const serviceExposed = defineRule({
  id: 'network/service-exposed',
  title: 'Services are not exposed outside the cluster',
  severity: 'medium',
  since: '0.1.0',
  target: 'resource',
  kinds: ['Service'],
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'nsa/network' }, { id: 'nist-800-190/4.4.2' }, { id: 'mitre/T1133' }],
  why: 'What is exposed by itself has no TLS, host name or authentication of an ingress before it, and is found by scanners at once.',
  remediation:
    'Use type ClusterIP behind an Ingress or Gateway; where it must be a LoadBalancer, make it internal or set `loadBalancerSourceRanges`.',
  messages: {
    nodePort: () => 'The service listens on a port of every node (type NodePort).',
    loadBalancer: () => 'The service asks for a load balancer that everyone can reach (type LoadBalancer).',
  },
  examples: () => import('./service-exposed.examples.ts'),
  check({ kind, apiVersion, value }, { report }) {
    if (kind !== 'Service' || apiVersion !== 'v1') return;
    const { spec, metadata }: Service = value;
    const type = serviceType(spec);
    if (type === 'NodePort') report('nodePort', ['spec', 'type']);
    if (type !== 'LoadBalancer' || isLimited(spec?.loadBalancerSourceRanges ?? [])) return;
    const annotations = metadata?.annotations ?? {};
    if (INTERNAL.some(([annotation, inside]) => inside.test(annotations[annotation] ?? ''))) return;
    report('loadBalancer', ['spec', 'type']);
  },
});

function isLimited(ranges: readonly string[]): boolean {
  return (
    ranges.length > 0 &&
    !ranges.some((range) => parseNetwork(range.trim()) === undefined || isInternet({ cidr: range.trim() }))
  );
}
