import { type Evidence, known, unknown } from '../core/evidence.ts';
import { formatFieldPath } from '../core/field-path.ts';
import { apiGroup } from '../core/identity.ts';
import { isMapping } from '../core/record.ts';
import { formatResource } from '../core/subject.ts';
import { type ContainerDefaults, containerDefaultsOf } from '../manifests/compute-resources.ts';
import { UnreadableField } from '../manifests/kubernetes/wrong-type.ts';
import { isNetworkPolicy } from '../manifests/network-policy.ts';
import { type Resource, subjectOf } from '../manifests/resource.ts';
import { LabelIndex } from '../manifests/selector-index.ts';
import type { Workload } from '../manifests/workload.ts';
import { NamespacePolicies, networkPolicyOf } from './network-policies.ts';
import { type GrantView, grantsOf, NamedIndex, type ServiceAccountView, serviceAccountOf } from './service-accounts.ts';
import type { PodMaker, UnitEvidence } from './unit-evidence.ts';

/** Something in a unit that was not read. */
export interface Gap {
  readonly why: string;
  readonly supply: string;
}

/** What is gathered: one that could not be read leaves a gap in its kind alone. */
type Gathered = 'policies' | 'pods' | 'serviceAccounts' | 'grants' | 'limitRanges' | 'quotas';

interface NamespacePods {
  readonly template: LabelIndex;
  readonly operator: LabelIndex;
}

/** Gathers what unit rules ask for while the resources of a unit go by. */
export class EvidenceGatherer {
  readonly #policies = new Map<string | undefined, NamespacePolicies>();
  readonly #pods = new Map<string | undefined, NamespacePods>();
  readonly #serviceAccounts = new NamedIndex<ServiceAccountView>();
  readonly #grants = new NamedIndex<GrantView>();
  readonly #containerDefaults = new Map<string | undefined, ContainerDefaults[]>();
  readonly #quotas = new Map<string | undefined, string[]>();
  readonly #gaps = new Map<string, Gap>();
  #unitGap: Gap | undefined;

  /** Takes from a resource what it says; one whose fields cannot be read leaves a gap in its namespace. */
  add(resource: Resource, workload: Workload | undefined, judged: boolean): void {
    const gathered = gatheredFrom(resource, workload);
    if (gathered === undefined) return;
    try {
      this.#take(gathered, resource, workload, judged);
    } catch (error) {
      if (!(error instanceof UnreadableField)) throw error;
      const path = formatFieldPath(error.wrong.path);
      this.#gaps.set(gapKey(gathered, resource.namespace), {
        why: `${formatResource(subjectOf(resource))} could not be read: ${path} is not ${error.wrong.expected}.`,
        supply: `Correct ${path}.`,
      });
    }
  }

  /** Notes that a document or file of the unit was not read: whatever it held is missing from every list. */
  miss(gap: Gap): void {
    this.#unitGap ??= gap;
  }

  /** Notes that a workload of a namespace was not read: its pods are missing. */
  missPods(namespace: string | undefined, gap: Gap): void {
    this.#gaps.set(gapKey('pods', namespace), gap);
  }

  /** What was gathered, once the whole unit has gone by. */
  finish(image: UnitEvidence['image'] = () => known([])): UnitEvidence {
    return {
      image,
      networkPolicies: (namespace) => this.#evidence('policies', namespace, this.#policies.get(namespace)?.all ?? []),
      policiesIsolating: (namespace, direction, labels) =>
        this.#evidence('policies', namespace, this.#policies.get(namespace)?.isolating(direction, labels) ?? []),
      podMakers: (namespace, selector) => {
        const pods = this.#pods.get(namespace);
        const makers = POD_MAKERS.filter((maker) => pods?.[maker].hasSelectedBy(selector) === true);
        return this.#evidence('pods', namespace, makers);
      },
      serviceAccounts: (namespace, name) =>
        this.#evidence('serviceAccounts', namespace, this.#serviceAccounts.find(namespace, name)),
      grants: (namespace, name) => this.#evidence('grants', namespace, this.#grants.find(namespace, name)),
      containerDefaults: (namespace) =>
        this.#evidence('limitRanges', namespace, this.#containerDefaults.get(namespace) ?? []),
      resourceQuotas: (namespace) => this.#evidence('quotas', namespace, this.#quotas.get(namespace) ?? []),
    };
  }

  #take(gathered: Gathered, resource: Resource, workload: Workload | undefined, judged: boolean): void {
    switch (gathered) {
      case 'policies':
        this.#policiesOf(resource.namespace).add(networkPolicyOf(resource, judged));
        break;
      case 'pods':
        this.#takePods(resource, workload);
        break;
      case 'serviceAccounts': {
        const account = serviceAccountOf(resource);
        if (account !== undefined) this.#serviceAccounts.add(account.name, account);
        break;
      }
      case 'grants':
        for (const grant of grantsOf(resource)) this.#grants.add(grant.serviceAccount, grant);
        break;
      case 'limitRanges':
        append(this.#containerDefaults, resource.namespace, containerDefaultsOf(resource.value));
        break;
      case 'quotas':
        append(this.#quotas, resource.namespace, resource.name ?? '');
        break;
    }
  }

  #takePods({ namespace, value }: Resource, workload: Workload | undefined): void {
    const pods = this.#pods.get(namespace) ?? { template: new LabelIndex(), operator: new LabelIndex() };
    this.#pods.set(namespace, pods);
    if (workload !== undefined) pods.template.add({ ...workload.labels });
    else pods.operator.add(labelsOf(value));
  }

  #policiesOf(namespace: string | undefined): NamespacePolicies {
    const policies = this.#policies.get(namespace) ?? new NamespacePolicies();
    this.#policies.set(namespace, policies);
    return policies;
  }

  #evidence<Item>(gathered: Gathered, namespace: string | undefined, items: readonly Item[]): Evidence<Item> {
    const gap = this.#gaps.get(gapKey(gathered, namespace)) ?? this.#unitGap;
    return gap === undefined ? known(items) : unknown(gap.why, gap.supply, items);
  }
}

function append<Item>(lists: Map<string | undefined, Item[]>, namespace: string | undefined, item: Item): void {
  const items = lists.get(namespace);
  if (items === undefined) lists.set(namespace, [item]);
  else items.push(item);
}

const POD_MAKERS: readonly PodMaker[] = ['template', 'operator'];

/** The service accounts that a binding names may lie in any namespace, so a gap among bindings concerns them all. */
function gapKey(gathered: Gathered, namespace: string | undefined): string {
  return gathered === 'grants' ? gathered : `${gathered}\0${namespace ?? ''}`;
}

const GATHERED_OF_CORE: ReadonlyMap<string, Gathered> = new Map([
  ['ServiceAccount', 'serviceAccounts'],
  ['LimitRange', 'limitRanges'],
  ['ResourceQuota', 'quotas'],
]);

const BINDINGS = new Set(['RoleBinding', 'ClusterRoleBinding']);

function gatheredFrom(resource: Resource, workload: Workload | undefined): Gathered | undefined {
  const { kind, apiVersion } = resource;
  if (workload !== undefined) return 'pods';
  if (isNetworkPolicy(resource)) return 'policies';
  if (apiVersion === 'v1') return GATHERED_OF_CORE.get(kind);
  const group = apiGroup(apiVersion);
  if (group === 'rbac.authorization.k8s.io') return BINDINGS.has(kind) ? 'grants' : undefined;
  return isCustomGroup(group) ? 'pods' : undefined;
}

/** Groups of Kubernetes itself have no dot, or end in `.k8s.io`; an operator may make pods of any other resource. */
function isCustomGroup(group: string): boolean {
  return group.includes('.') && !group.endsWith('.k8s.io');
}

function labelsOf(value: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const metadata = value['metadata'];
  const labels = isMapping(metadata) ? metadata['labels'] : undefined;
  if (!isMapping(labels)) return {};
  return Object.fromEntries(
    Object.entries(labels).filter((label): label is [string, string] => typeof label[1] === 'string'),
  );
}
