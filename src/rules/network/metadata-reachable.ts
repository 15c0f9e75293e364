import * as v from 'valibot';
import { defineRule } from '../../evidence/rule.ts';
import { isWithin, parseNetwork } from '../../manifests/ip-network.ts';
import type { IPBlock, NetworkPolicy } from '../../manifests/kubernetes/types.generated.ts';
import { allowRules, blockHolds, hasPort, isNetworkPolicy, isolates } from '../../manifests/network-policy.ts';

/** Where cloud providers answer for the identity of a node, over HTTP. */
const METADATA_PORT = { protocol: 'TCP', port: 80 } as const;

/**
 * Restricted field: `spec.egress[*].to[*].ipBlock`.
 * Allowed: blocks that do not hold the address of the metadata service, or that except it, and rules without port 80.
 * A rule without peers is `network/egress-limited`. Sources: the instance metadata documentation of AWS, Azure and
 * Google Cloud, which share 169.254.169.254; fd00:ec2::254 is that of AWS over IPv6.
 */
export const metadataReachable = defineRule({
  id: 'network/metadata-reachable',
  title: 'Pods cannot reach the metadata service of the cloud',
  severity: 'high',
  since: '0.1.0',
  target: 'resource',
  kinds: ['NetworkPolicy.networking.k8s.io', 'NetworkPolicy.extensions'],
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'nsa/network' }, { id: 'mitre/T1552.005' }],
  why: 'The metadata service hands the credentials of the node to whoever asks from it.',
  remediation: 'Except the address from the block: `except: [169.254.169.254/32]`.',
  options: v.strictObject({
    addresses: v.optional(
      v.pipe(
        v.array(
          v.pipe(
            v.string(),
            v.check((text) => parseNetwork(text) !== undefined, 'This is no IP address.'),
          ),
        ),
        v.description('The addresses of metadata services.'),
      ),
      ['169.254.169.254', 'fd00:ec2::254'],
    ),
  }),
  messages: {
    reachable: ({ address, cidr }: { address: string; cidr: string }) =>
      `This egress rule lets its pods reach the metadata service: ${cidr} holds ${address}.`,
  },
  examples: () => import('./metadata-reachable.examples.ts'),
  fix(resource, _, { at, options }) {
    if ('within' in at) return [];
    const block = at.slice(0, -1);
    const { spec = {} }: NetworkPolicy = resource.value;
    const [, , rule = 0, , peer = 0] = at;
    const ipBlock = spec.egress?.[Number(rule)]?.to?.[Number(peer)]?.ipBlock;
    return reachedIn(ipBlock, options.addresses)
      .filter((address) => !isWhole(ipBlock, address))
      .map((address) => ({ op: 'append', path: [...block, 'except'], value: asNetwork(address) }));
  },
  check(resource, { options: { addresses }, report }) {
    if (!isNetworkPolicy(resource)) return;
    const { spec = {} }: NetworkPolicy = resource.value;
    if (!isolates(spec, 'Egress')) return;
    for (const [index, { peers, ports }] of allowRules(spec, 'Egress').entries()) {
      if (!hasPort(ports, METADATA_PORT)) continue;
      for (const [peer, { ipBlock }] of peers.entries()) {
        const [address] = reachedIn(ipBlock, addresses);
        if (address === undefined) continue;
        const at = ['spec', 'egress', index, 'to', peer, 'ipBlock', 'cidr'];
        report('reachable', at, { address, cidr: ipBlock?.cidr ?? '' });
      }
    }
  },
});

function reachedIn(block: IPBlock | undefined, addresses: readonly string[]): readonly string[] {
  if (block === undefined) return [];
  return addresses.filter((address) => {
    const network = parseNetwork(address);
    return network !== undefined && blockHolds(block, network);
  });
}

/** Whether a block is no more than an address: an exception must be smaller than its block. */
function isWhole(block: IPBlock | undefined, address: string): boolean {
  const [held, network] = [parseNetwork(block?.cidr ?? ''), parseNetwork(address)];
  return held !== undefined && network !== undefined && isWithin(held, network);
}

function asNetwork(address: string): string {
  if (address.includes('/')) return address;
  return address.includes(':') ? `${address}/128` : `${address}/32`;
}
