import { defineRule } from '../../evidence/rule.ts';
import { ingressOf } from '../../manifests/ingress.ts';

/**
 * Restricted field: `spec.defaultBackend` of an Ingress (`spec.backend` of v1beta1). Allowed: absent.
 * Source: k8s.io/api/networking/v1/types.go, IngressSpec.
 */
export const ingressDefaultBackend = defineRule({
  id: 'network/ingress-default-backend',
  title: 'Ingresses have no default backend',
  severity: 'low',
  since: '0.1.0',
  target: 'resource',
  kinds: ['Ingress.networking.k8s.io', 'Ingress.extensions'],
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'nsa/network' }, { id: 'nist-800-190/4.4.2' }],
  why: 'A default backend gets every request that no rule is for, from whatever host.',
  remediation: 'Serve the backend by a rule with its host and path.',
  messages: {
    takesTheRest: () => 'The default backend gets every request that no rule is for.',
    takesAll: () => 'The default backend gets every request: the ingress has no rules.',
  },
  examples: () => import('./ingress-default-backend.examples.ts'),
  check(resource, { report }) {
    const spec = ingressOf(resource)?.spec;
    if (spec === undefined) return;
    const field = ['defaultBackend', 'backend'].find((name) => Object.hasOwn(spec, name));
    if (field === undefined) return;
    report((spec.rules ?? []).length === 0 ? 'takesAll' : 'takesTheRest', ['spec', field]);
  },
});
