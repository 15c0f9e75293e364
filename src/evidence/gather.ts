import { type Evidence, known, unknown } from '../core/evidence.ts';
import { formatFieldPath } from '../core/field-path.ts';
import { formatResource } from '../core/subject.ts';
import { UnreadableField } from '../manifests/kubernetes/wrong-type.ts';
import { type Resource, subjectOf } from '../manifests/resource.ts';
import { type NetworkPolicyView, networkPolicyOf } from './network-policies.ts';
import type { UnitEvidence } from './unit-evidence.ts';

/** Something in a unit that was not read. */
export interface Gap {
  readonly why: string;
  readonly supply: string;
}

/** Gathers what unit rules ask for while the resources of a unit go by. */
export class EvidenceGatherer {
  readonly #policies = new Map<string | undefined, NetworkPolicyView[]>();
  readonly #policyGaps = new Map<string | undefined, Gap>();
  #unitGap: Gap | undefined;

  /** Takes from a resource what it says; one whose fields cannot be read leaves a gap in its namespace. */
  add(resource: Resource): void {
    try {
      const policy = networkPolicyOf(resource);
      if (policy === undefined) return;
      const sameNamespace = this.#policies.get(resource.namespace);
      if (sameNamespace === undefined) this.#policies.set(resource.namespace, [policy]);
      else sameNamespace.push(policy);
    } catch (error) {
      if (!(error instanceof UnreadableField)) throw error;
      const path = formatFieldPath(error.wrong.path);
      this.#policyGaps.set(resource.namespace, {
        why: `${formatResource(subjectOf(resource))} could not be read: ${path} is not ${error.wrong.expected}.`,
        supply: `Correct ${path}.`,
      });
    }
  }

  /** Notes that a document or file of the unit was not read: whatever it held is missing from every list. */
  miss(gap: Gap): void {
    this.#unitGap ??= gap;
  }

  /** What was gathered, once the whole unit has gone by. */
  finish(): UnitEvidence {
    return { networkPolicies: (namespace) => this.#networkPolicies(namespace) };
  }

  #networkPolicies(namespace: string | undefined): Evidence<NetworkPolicyView> {
    const items = this.#policies.get(namespace) ?? [];
    const gap = this.#policyGaps.get(namespace) ?? this.#unitGap;
    return gap === undefined ? known(items) : unknown(gap.why, gap.supply, items);
  }
}
