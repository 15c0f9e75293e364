import type { RoleBinding } from './kubernetes/types.generated.ts';
import { isOfKind, type Resource } from './resource.ts';

const GROUP = 'rbac.authorization.k8s.io';

/** A RoleBinding or ClusterRoleBinding. */
export interface AnyBinding {
  readonly binding: RoleBinding;
  /** Whether it gives its role in every namespace. */
  readonly isClusterWide: boolean;
}

/** The binding that a resource is; undefined for every other kind. */
export function bindingOf(resource: Resource): AnyBinding | undefined {
  const isClusterWide = isOfKind(resource, GROUP, 'ClusterRoleBinding');
  if (!isClusterWide && !isOfKind(resource, GROUP, 'RoleBinding')) return undefined;
  return { binding: resource.value, isClusterWide };
}

/** Whether a resource is a Role or ClusterRole. */
export function isRole(resource: Resource): boolean {
  return isOfKind(resource, GROUP, 'ClusterRole') || isOfKind(resource, GROUP, 'Role');
}

/** `ClusterRole cluster-admin`, as people name what a binding refers to. */
export function formatRole({ roleRef }: RoleBinding): string {
  return `${roleRef?.kind ?? 'Role'} "${roleRef?.name ?? ''}"`;
}
