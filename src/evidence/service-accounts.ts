import type { RoleBinding, ServiceAccount } from '../manifests/kubernetes/types.generated.ts';
import type { Resource } from '../manifests/resource.ts';

/** A service account, as far as rules need it after the resource itself is gone. */
export interface ServiceAccountView {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly automountServiceAccountToken: boolean | undefined;
}

/** A role that a service account is bound to. */
export interface GrantView {
  readonly serviceAccount: string;
  /** The namespace of the service account. */
  readonly namespace: string | undefined;
  /** `ClusterRole/view`, `Role/reader`. */
  readonly role: string;
}

/** The service account that a resource is; undefined when it has no name. */
export function serviceAccountOf(resource: Resource): ServiceAccountView | undefined {
  const { automountServiceAccountToken }: ServiceAccount = resource.value;
  const { name, namespace } = resource;
  return name === undefined ? undefined : { name, namespace, automountServiceAccountToken };
}

/**
 * What a RoleBinding or ClusterRoleBinding gives to service accounts. Without a namespace the subject of a RoleBinding
 * lies in the binding's. Source: plugin/pkg/auth/authorizer/rbac, appliesToUser.
 */
export function grantsOf(resource: Resource): readonly GrantView[] {
  const { roleRef, subjects = [] }: RoleBinding = resource.value;
  const role = `${roleRef?.kind ?? 'Role'}/${roleRef?.name ?? ''}`;
  return subjects
    .filter(({ kind }) => kind === 'ServiceAccount')
    .map(({ name = '', namespace = resource.namespace }) => ({ serviceAccount: name, namespace, role }));
}

/** Things found by their name, in a namespace or in those that may be the same: a missing namespace may be any. */
export class NamedIndex<Item extends { readonly namespace: string | undefined }> {
  readonly #byName = new Map<string, Item[]>();

  /** Adds a thing. */
  add(name: string, item: Item): void {
    const items = this.#byName.get(name);
    if (items === undefined) this.#byName.set(name, [item]);
    else items.push(item);
  }

  /** The things of that name whose namespace is the same, or is not known on either side. */
  find(namespace: string | undefined, name: string): readonly Item[] {
    const items = this.#byName.get(name) ?? [];
    const exact = items.filter((item) => item.namespace === namespace);
    if (exact.length > 0) return exact;
    return items.filter((item) => item.namespace === undefined || namespace === undefined);
  }
}
