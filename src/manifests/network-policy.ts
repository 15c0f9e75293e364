import { policyTypes } from './kubernetes/defaults.ts';
import type { NetworkPolicyEgressRule, NetworkPolicySpec } from './kubernetes/types.generated.ts';

/** A direction in which a network policy isolates the pods that it selects. */
export type Direction = 'Ingress' | 'Egress';

/**
 * Whether a policy isolates its pods in a direction. Without `policyTypes` it isolates ingress always, and egress only
 * if it has an egress rule. Source: pkg/apis/networking/v1/defaults.go, SetDefaults_NetworkPolicy.
 */
export function isolates(spec: NetworkPolicySpec, direction: Direction): boolean {
  return policyTypes(spec).includes(direction);
}

/** The networks that hold every address of a family. */
const EVERYWHERE = new Set(['0.0.0.0/0', '::/0']);

/** Whether egress rules let their pods reach every address at every port: an absent or empty list means all. */
export function opensEverything(rules: readonly NetworkPolicyEgressRule[] | undefined): boolean {
  return (rules ?? []).some(({ to = [], ports = [] }) => {
    if (ports.length > 0) return false;
    if (to.length === 0) return true;
    return to.some(
      ({ ipBlock }) =>
        ipBlock !== undefined && EVERYWHERE.has(ipBlock.cidr ?? '') && (ipBlock.except ?? []).length === 0,
    );
  });
}
