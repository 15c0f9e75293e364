import type { FieldPath } from '../core/field-path.ts';
import { isOfKind, type Resource } from './resource.ts';
import { itemsIn, textIn, textsIn, valueIn } from './untyped.ts';

/** A listener of a Gateway of the Gateway API, or a server of one of Istio. */
export interface Listener {
  readonly path: FieldPath;
  readonly name: string;
  /** In upper case, as `HTTP`. */
  readonly protocol: string;
  readonly hosts: readonly string[];
  /** Where its hosts stand. */
  readonly hostPath: FieldPath;
  /** Whether it does nothing but send callers to HTTPS. */
  readonly redirects: boolean;
  /** The namespaces whose routes it takes: `Same`, `All`, `Selector`. Undefined for Istio. */
  readonly routesFrom: string | undefined;
}

/** The listeners of a resource that is a gateway; undefined for every other kind. */
export function listenersOf(resource: Resource): readonly Listener[] | undefined {
  if (isOfKind(resource, 'gateway.networking.k8s.io', 'Gateway')) return gatewayListeners(resource);
  return isOfKind(resource, 'networking.istio.io', 'Gateway') ? istioServers(resource) : undefined;
}

/** Source: sigs.k8s.io/gateway-api/apis/v1/gateway_types.go, Listener. */
function gatewayListeners({ value }: Resource): readonly Listener[] {
  return itemsIn(value, ['spec', 'listeners']).map(({ index, item }) => {
    const path = ['spec', 'listeners', index];
    const hostname = textIn(item, ['hostname']) ?? '';
    return {
      path,
      name: textIn(item, ['name']) ?? `#${index + 1}`,
      protocol: (textIn(item, ['protocol']) ?? '').toUpperCase(),
      hosts: hostname === '' ? [] : [hostname],
      hostPath: [...path, 'hostname'],
      redirects: false,
      routesFrom: textIn(item, ['allowedRoutes', 'namespaces', 'from']) ?? 'Same',
    };
  });
}

/** Source: istio.io/api/networking/v1alpha3/gateway.proto, Server. Hosts may stand behind a namespace: `shop/*`. */
function istioServers({ value }: Resource): readonly Listener[] {
  return itemsIn(value, ['spec', 'servers']).map(({ index, item }) => {
    const path = ['spec', 'servers', index];
    return {
      path,
      name: textIn(item, ['port', 'name']) ?? `#${index + 1}`,
      protocol: (textIn(item, ['port', 'protocol']) ?? '').toUpperCase(),
      hosts: textsIn(item, ['hosts']).map((host) => host.slice(host.indexOf('/') + 1)),
      hostPath: [...path, 'hosts'],
      redirects: valueIn(item, ['tls', 'httpsRedirect']) === true,
      routesFrom: undefined,
    };
  });
}
