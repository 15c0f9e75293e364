import { defineRule } from '../../evidence/rule.ts';
import { listenersOf } from '../../manifests/gateway.ts';

/**
 * Restricted field: `spec.listeners[*].allowedRoutes.namespaces.from` of a Gateway. Allowed: `Same` (the default) and
 * `Selector`. Source: sigs.k8s.io/gateway-api/apis/v1/gateway_types.go, RouteNamespaces.
 */
export const gatewayRoutes = defineRule({
  id: 'network/gateway-routes',
  title: 'Gateways take routes of chosen namespaces only',
  severity: 'medium',
  since: '0.1.0',
  target: 'resource',
  kinds: ['Gateway.gateway.networking.k8s.io', 'Gateway.networking.istio.io'],
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'nsa/network' }, { id: 'mitre/T1133' }],
  why: 'Where every namespace may attach its routes, whoever may write a route in any of them can expose services there and take hosts of others.',
  remediation: 'Set `from: Selector` with a `selector` for the namespaces whose routes the gateway serves, or `Same`.',
  messages: {
    all: ({ listener }: { listener: string }) => `Listener "${listener}" takes the routes of every namespace.`,
  },
  examples: () => import('./gateway-routes.examples.ts'),
  check(resource, { report }) {
    for (const { routesFrom, path, name } of listenersOf(resource) ?? []) {
      if (routesFrom === 'All') report('all', [...path, 'allowedRoutes', 'namespaces', 'from'], { listener: name });
    }
  },
});
