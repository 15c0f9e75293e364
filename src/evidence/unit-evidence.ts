import type { Evidence } from '../core/evidence.ts';
import type { ImageSettings } from '../core/images.ts';
import type { ContainerDefaults } from '../manifests/compute-resources.ts';
import type { LabelSelector } from '../manifests/kubernetes/types.generated.ts';
import type { Direction } from '../manifests/network-policy.ts';
import type { NetworkPolicyView } from './network-policies.ts';
import type { GrantView, ServiceAccountView } from './service-accounts.ts';

/** Whether a selector finds pods: `template` where a workload makes them, `operator` where a custom resource may. */
export type PodMaker = 'template' | 'operator';

/**
 * What a rule that looks across resources may ask for, within its unit and what is already there. A namespace that is
 * undefined is that of resources that name none.
 */
export interface UnitEvidence {
  /** The network policies of a namespace. */
  networkPolicies(namespace: string | undefined): Evidence<NetworkPolicyView>;
  /** The network policies that select pods with these labels and isolate them in a direction. */
  policiesIsolating(
    namespace: string | undefined,
    direction: Direction,
    labels: Readonly<Record<string, string>>,
  ): Evidence<NetworkPolicyView>;
  /** What makes pods of a namespace that a selector selects: none where it selects nothing. */
  podMakers(namespace: string | undefined, selector: LabelSelector): Evidence<PodMaker>;
  /** The service accounts of that name in a namespace: one, or none. */
  serviceAccounts(namespace: string | undefined, name: string): Evidence<ServiceAccountView>;
  /** The roles that a service account is bound to by name. */
  grants(namespace: string | undefined, serviceAccount: string): Evidence<GrantView>;
  /** What the LimitRanges of a namespace fill in for containers. */
  containerDefaults(namespace: string | undefined): Evidence<ContainerDefaults>;
  /** How an image runs, by the reference that a container names: one, or none where images are not opened at all. */
  image(reference: string): Evidence<ImageSettings>;
  /** The names of the ResourceQuotas of a namespace. */
  resourceQuotas(namespace: string | undefined): Evidence<string>;
}

/** The names by which rules declare what they need. */
export type Need = keyof UnitEvidence;
