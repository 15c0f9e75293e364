import { apiGroup } from '../../core/identity.ts';
import { defineRule } from '../../evidence/rule.ts';
import { itemsIn, textIn, textsIn } from '../../manifests/untyped.ts';

const ROUTES = new Set(['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute']);
const MESH = 'mesh';

/**
 * An inventory of what is exposed: routes of the Gateway API that are attached to a Gateway, and virtual services of
 * Istio with a gateway other than the mesh. Routes of a Service (GAMMA) stay inside.
 */
export const exposedByRoute = defineRule({
  id: 'network/exposed-by-route',
  title: 'Routes that expose services through a gateway are known',
  severity: 'info',
  since: '0.1.0',
  target: 'resource',
  profiles: { baseline: 'audit', restricted: 'audit' },
  standards: [{ id: 'nist-800-190/4.4.2' }, { id: 'mitre/T1133' }],
  why: 'What a gateway exposes is where attacks begin; the list should hold no surprise.',
  remediation: 'Remove the route where the service need not be reached from outside.',
  messages: {
    exposes: ({ gateways }: { gateways: string }) => `The route exposes its services through ${gateways}.`,
  },
  examples: () => import('./exposed-by-route.examples.ts'),
  check({ apiVersion, kind, value }, { report }) {
    const group = apiGroup(apiVersion);
    if (group === 'gateway.networking.k8s.io' && ROUTES.has(kind)) {
      const parents = itemsIn(value, ['spec', 'parentRefs'])
        .filter(({ item }) => (textIn(item, ['kind']) ?? 'Gateway') === 'Gateway')
        .map(({ item }) => textIn(item, ['name']) ?? '');
      if (parents.length > 0) report('exposes', ['spec', 'parentRefs'], { gateways: named(parents) });
    } else if (group === 'networking.istio.io' && kind === 'VirtualService') {
      const gateways = textsIn(value, ['spec', 'gateways']).filter((gateway) => gateway !== MESH);
      if (gateways.length > 0) report('exposes', ['spec', 'gateways'], { gateways: named(gateways) });
    }
  },
});

function named(gateways: readonly string[]): string {
  return gateways.map((gateway) => `gateway "${gateway}"`).join(', ');
}
