import type { NetworkPolicy, NetworkPolicySpec } from '../manifests/kubernetes/types.generated.ts';
import { type Direction, isolates } from '../manifests/network-policy.ts';
import type { Resource } from '../manifests/resource.ts';
import { SelectorIndex } from '../manifests/selector-index.ts';

/** A network policy, as far as rules need it after the resource itself is gone. */
export interface NetworkPolicyView {
  readonly name: string | undefined;
  readonly spec: NetworkPolicySpec;
  /** False where it is already there and is not judged itself. */
  readonly judged: boolean;
}

/** The network policy that a resource is. */
export function networkPolicyOf(resource: Resource, judged: boolean): NetworkPolicyView {
  const { spec = {} }: NetworkPolicy = resource.value;
  return { name: resource.name, spec: structuredClone(spec), judged };
}

/** The network policies of one namespace. */
export class NamespacePolicies {
  readonly all: NetworkPolicyView[] = [];
  readonly #byDirection = {
    Ingress: new SelectorIndex<NetworkPolicyView>(),
    Egress: new SelectorIndex<NetworkPolicyView>(),
  };

  /** Adds a policy. */
  add(policy: NetworkPolicyView): void {
    this.all.push(policy);
    for (const direction of ['Ingress', 'Egress'] as const) {
      if (isolates(policy.spec, direction)) this.#byDirection[direction].add(policy.spec.podSelector ?? {}, policy);
    }
  }

  /** The policies that select pods with these labels and isolate them in a direction. */
  isolating(direction: Direction, labels: Readonly<Record<string, string>>): readonly NetworkPolicyView[] {
    return this.#byDirection[direction].selecting(labels);
  }
}
