import type { LimitRange, Quantity, ResourceRequirements } from './kubernetes/types.generated.ts';
import { amountOf } from './quantity.ts';

/** A resource that containers ask for and are limited to. */
export type ComputeResource = 'cpu' | 'memory' | 'ephemeral-storage';

/** The first Kubernetes in which `spec.resources` of a pod holds without a feature gate: KEP-2837, PodLevelResources. */
export const POD_LEVEL_RESOURCES = 34;

/** The limit of a resource; none where it is absent or 0. */
export function limitOf(
  requirements: ResourceRequirements | undefined,
  resource: ComputeResource,
): Quantity | undefined {
  return amountIn(requirements?.limits, resource);
}

/** The request of a resource: as large as the limit where only that is set (SetDefaults_Pod in pkg/apis/core/v1/defaults.go). */
export function requestOf(
  requirements: ResourceRequirements | undefined,
  resource: ComputeResource,
): Quantity | undefined {
  return requirements?.requests?.[resource] ?? limitOf(requirements, resource);
}

function amountIn(
  amounts: Readonly<Record<string, Quantity>> | undefined,
  resource: ComputeResource,
): Quantity | undefined {
  const quantity = amounts?.[resource];
  return quantity === undefined || amountOf(quantity) === 0 ? undefined : quantity;
}

/** The resources for which a LimitRange fills in what containers of its namespace leave out. */
export interface ContainerDefaults {
  readonly limits: ReadonlySet<string>;
  readonly requests: ReadonlySet<string>;
}

/**
 * A maximum is the default limit where there is none, a default limit or a minimum the default request (SetDefaults_LimitRangeItem
 * in pkg/apis/core/v1/defaults.go).
 */
export function containerDefaultsOf({ spec }: LimitRange): ContainerDefaults {
  const limits = new Set<string>();
  const requests = new Set<string>();
  for (const item of spec?.limits ?? []) {
    if (item.type !== 'Container') continue;
    for (const amounts of [item.default, item.max]) for (const name of Object.keys(amounts ?? {})) limits.add(name);
    for (const amounts of [item.defaultRequest, item.min])
      for (const name of Object.keys(amounts ?? {})) requests.add(name);
  }
  return { limits, requests: requests.union(limits) };
}
