import type { LabelSelector, NetworkPolicy, NetworkPolicySpec } from '../manifests/kubernetes/types.generated.ts';
import type { Resource } from '../manifests/resource.ts';

/** A network policy, as far as rules need it after the resource itself is gone. */
export interface NetworkPolicyView {
  readonly name: string | undefined;
  readonly podSelector: LabelSelector;
  readonly spec: NetworkPolicySpec;
}

/** The network policy that a resource is; undefined for every other kind. */
export function networkPolicyOf(resource: Resource): NetworkPolicyView | undefined {
  if (resource.kind !== 'NetworkPolicy' || !POLICY_VERSIONS.has(resource.apiVersion)) return undefined;
  const { spec = {} }: NetworkPolicy = resource.value;
  return { name: resource.name, podSelector: spec.podSelector ?? {}, spec: structuredClone(spec) };
}

const POLICY_VERSIONS = new Set(['networking.k8s.io/v1', 'extensions/v1beta1']);
