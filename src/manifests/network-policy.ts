import { type IpNetwork, isWithin, parseNetwork } from './ip-network.ts';
import { policyTypes } from './kubernetes/defaults.ts';
import type { IPBlock, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicySpec } from './kubernetes/types.generated.ts';
import type { Resource } from './resource.ts';

/** Whether a resource is a NetworkPolicy of Kubernetes, in any version. */
export function isNetworkPolicy({ kind, apiVersion }: Pick<Resource, 'kind' | 'apiVersion'>): boolean {
  return kind === 'NetworkPolicy' && VERSIONS.has(apiVersion);
}

const VERSIONS = new Set(['networking.k8s.io/v1', 'extensions/v1beta1']);

/** A direction in which a network policy isolates the pods that it selects. */
export type Direction = 'Ingress' | 'Egress';

/** A rule of either direction: whom it allows, and at which ports. */
export interface AllowRule {
  readonly peers: readonly NetworkPolicyPeer[];
  readonly ports: readonly NetworkPolicyPort[];
}

/**
 * Whether a policy isolates its pods in a direction. Without `policyTypes` it isolates ingress always, and egress only
 * if it has an egress rule. Source: pkg/apis/networking/v1/defaults.go, SetDefaults_NetworkPolicy.
 */
export function isolates(spec: NetworkPolicySpec, direction: Direction): boolean {
  return policyTypes(spec).includes(direction);
}

/** The rules of a direction. A list of peers or ports that is absent is empty: both mean all. */
export function allowRules(spec: NetworkPolicySpec, direction: Direction): readonly AllowRule[] {
  return direction === 'Egress'
    ? (spec.egress ?? []).map(({ to = [], ports = [] }) => ({ peers: to, ports }))
    : (spec.ingress ?? []).map(({ from = [], ports = [] }) => ({ peers: from, ports }));
}

/** Whether a rule allows everyone at every port. */
export function opensEverything({ peers, ports }: AllowRule): boolean {
  return peers.length === 0 && hasEveryPort(ports);
}

/** Whether ports are all of those of a protocol: none is listed, or one entry leaves the port out or spans them all. */
export function hasEveryPort(ports: readonly NetworkPolicyPort[]): boolean {
  return (
    ports.length === 0 ||
    ports.some(
      ({ port, endPort }) => port === undefined || (typeof port === 'number' && port <= 1 && endPort === LAST_PORT),
    )
  );
}

const LAST_PORT = 65_535;

/** Whether ports hold a number. A name is resolved by the pod of the other side; `named` says what it stands for here. */
export function hasPort(ports: readonly NetworkPolicyPort[], wanted: WantedPort): boolean {
  if (ports.length === 0) return true;
  return ports.some(({ protocol = 'TCP', port, endPort }) => {
    if (protocol !== wanted.protocol) return false;
    if (port === undefined) return true;
    if (typeof port === 'string') return wanted.names?.includes(port) === true;
    return wanted.port >= port && wanted.port <= (endPort ?? port);
  });
}

/** A port to look for. */
export interface WantedPort {
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly port: number;
  /** The names that pods are known to give it. */
  readonly names?: readonly string[];
}

/** Whether an address is in a block and not in what it excepts. */
export function blockHolds({ cidr = '', except = [] }: IPBlock, address: IpNetwork): boolean {
  const network = parseNetwork(cidr);
  if (network === undefined || !isWithin(address, network)) return false;
  return !except.some((part) => {
    const excepted = parseNetwork(part);
    return excepted !== undefined && isWithin(address, excepted);
  });
}

/** Global unicast addresses of IPv6: RFC 4291, section 2.4. */
const GLOBAL_IPV6: IpNetwork = { family: 6, address: 0x2000n << 112n, length: 3 };

/**
 * Whether a block is the internet: at least half of all IPv4 addresses or of the global ones of IPv6, less what it
 * excepts. So `0.0.0.0/0` without the private networks is the internet, and so is each of `0.0.0.0/1` and `128.0.0.0/1`.
 */
export function isInternet({ cidr = '', except = [] }: IPBlock): boolean {
  const network = parseNetwork(cidr);
  if (network === undefined) return false;
  const all = network.family === 4 ? { ...network, length: 0 } : GLOBAL_IPV6;
  const held = shareOf(network, all);
  if (held < 0.5) return false;
  const excepted = except.reduce((sum, part) => {
    const excluded = parseNetwork(part);
    return excluded === undefined ? sum : sum + shareOf(excluded, all);
  }, 0);
  return held - excepted >= 0.5;
}

/** How much of a network another one holds: 1 for all, 0 for none. */
function shareOf(network: IpNetwork, all: IpNetwork): number {
  if (all.length === 0) return network.family === all.family ? 2 ** -network.length : 0;
  if (isWithin(all, network)) return 1;
  return isWithin(network, all) ? 2 ** (all.length - network.length) : 0;
}

/** Ports as people write them: `443/TCP, 8000-8010/UDP`. */
export function formatPorts(ports: readonly NetworkPolicyPort[]): string {
  return ports
    .map(({ protocol = 'TCP', port, endPort }) => {
      const number = port === undefined ? 'every port' : String(port);
      return `${endPort === undefined ? number : `${number}-${endPort}`}/${protocol}`;
    })
    .join(', ');
}
