import type { Ingress, IngressV1beta1 } from './kubernetes/types.generated.ts';
import { isOfKind, type Resource } from './resource.ts';

/** An Ingress in any of its versions, as far as they agree. */
export type AnyIngress = Pick<Ingress, 'metadata'> & {
  readonly spec?: Pick<NonNullable<Ingress['spec']>, 'tls'> & {
    readonly rules?: NonNullable<IngressV1beta1['spec']>['rules'] | NonNullable<Ingress['spec']>['rules'];
    /** Of v1. */
    readonly defaultBackend?: unknown;
    /** Of v1beta1, where it was the default backend. */
    readonly backend?: unknown;
  };
};

/** The Ingress that a resource is; undefined for every other kind. */
export function ingressOf(resource: Resource): AnyIngress | undefined {
  const isIngress = isOfKind(resource, 'networking.k8s.io', 'Ingress') || isOfKind(resource, 'extensions', 'Ingress');
  return isIngress ? resource.value : undefined;
}

/** Whether a host pattern covers a host: itself, or `*.` and its parent. */
export function coversHost(pattern: string, host: string): boolean {
  if (pattern === host) return true;
  return pattern.startsWith('*.') && host.slice(host.indexOf('.') + 1) === pattern.slice(2) && host.includes('.');
}
