import type { Evidence } from '../core/evidence.ts';
import type { NetworkPolicyView } from './network-policies.ts';

/** What a rule that looks across resources may ask for, within its unit. */
export interface UnitEvidence {
  /** The network policies of a namespace; undefined is the namespace of resources that name none. */
  networkPolicies(namespace: string | undefined): Evidence<NetworkPolicyView>;
}

/** The names by which rules declare what they need. */
export type Need = keyof UnitEvidence;
