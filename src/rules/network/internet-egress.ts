import * as v from 'valibot';
import { defineRule } from '../../evidence/rule.ts';
import type { NetworkPolicy, NetworkPolicyPort } from '../../manifests/kubernetes/types.generated.ts';
import {
  allowRules,
  formatPorts,
  hasEveryPort,
  isInternet,
  isNetworkPolicy,
  isolates,
} from '../../manifests/network-policy.ts';

/**
 * Restricted field: `spec.egress[*]` of a NetworkPolicy that covers egress and names ports.
 * Allowed: peers other than all or the whole internet, or only the ports of the option. Rules without ports are
 * `network/egress-limited`.
 */
export const internetEgress = defineRule({
  id: 'network/internet-egress',
  title: 'Pods do not reach the whole internet, not even at one port',
  severity: 'medium',
  since: '0.1.0',
  target: 'resource',
  kinds: ['NetworkPolicy.networking.k8s.io', 'NetworkPolicy.extensions'],
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'nsa/network' }, { id: 'nist-800-190/4.3.3' }, { id: 'mitre/T1041' }],
  why: 'One open port, 443 above all, is enough to fetch tools and to send data away.',
  remediation:
    'Name the ranges of the hosts that the pods call, or send their calls through an egress gateway or proxy that knows host names.',
  options: v.strictObject({
    allowedPorts: v.optional(
      v.pipe(
        v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535))),
        v.description('Ports at which every address may be reached.'),
      ),
      [53],
    ),
  }),
  messages: {
    anyone: ({ ports }: { ports: string }) =>
      `This egress rule names no peers, so its pods can reach every address at ${ports}.`,
    internet: ({ cidr, ports }: { cidr: string; ports: string }) =>
      `This egress rule lets its pods reach the whole internet (${cidr}) at ${ports}.`,
  },
  examples: () => import('./internet-egress.examples.ts'),
  check(resource, { options: { allowedPorts }, report }) {
    if (!isNetworkPolicy(resource)) return;
    const { spec = {} }: NetworkPolicy = resource.value;
    if (!isolates(spec, 'Egress')) return;
    for (const [index, { peers, ports }] of allowRules(spec, 'Egress').entries()) {
      if (hasEveryPort(ports) || ports.every((port) => isAllowed(port, allowedPorts))) continue;
      const at = ['spec', 'egress', index];
      if (peers.length === 0) report('anyone', at, { ports: formatPorts(ports) });
      for (const [peer, { ipBlock }] of peers.entries()) {
        if (ipBlock === undefined || !isInternet(ipBlock)) continue;
        const data = { cidr: ipBlock.cidr ?? '', ports: formatPorts(ports) };
        report('internet', [...at, 'to', peer, 'ipBlock', 'cidr'], data);
      }
    }
  },
});

function isAllowed({ port, endPort }: NetworkPolicyPort, allowed: readonly number[]): boolean {
  return typeof port === 'number' && (endPort === undefined || endPort === port) && allowed.includes(port);
}
