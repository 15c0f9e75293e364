import { defineRule } from '../../evidence/rule.ts';
import { listenersOf } from '../../manifests/gateway.ts';

/**
 * Restricted field: `hostname` of the listeners of a Gateway (Gateway API), `hosts` of the servers of one of Istio.
 * Allowed: hosts that are named, wildcards below a domain too.
 */
export const gatewayHost = defineRule({
  id: 'network/gateway-host',
  title: 'Gateways name the hosts that they serve',
  severity: 'low',
  since: '0.1.0',
  target: 'resource',
  kinds: ['Gateway.gateway.networking.k8s.io', 'Gateway.networking.istio.io'],
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'nsa/network' }, { id: 'mitre/T1133' }],
  why: 'A gateway for every host takes whatever route comes to it, so a route of another team can take hosts that nobody gave it.',
  remediation: 'Name the host, or the domain with a wildcard (`*.shop.example.com`), one listener each.',
  messages: {
    everyHost: ({ listener }: { listener: string }) => `Listener "${listener}" serves every host.`,
  },
  examples: () => import('./gateway-host.examples.ts'),
  check(resource, { report }) {
    for (const { hosts, hostPath, name } of listenersOf(resource) ?? []) {
      if (hosts.length === 0 || hosts.includes('*')) report('everyHost', hostPath, { listener: name });
    }
  },
});
