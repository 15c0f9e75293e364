import { defineRule } from '../../evidence/rule.ts';
import { ingressOf } from '../../manifests/ingress.ts';

/**
 * Restricted field: `spec.rules[*].host` of an Ingress. Allowed: a host without a wildcard.
 * A rule without a host is for every host. Source: k8s.io/api/networking/v1/types.go, IngressRule.
 */
export const ingressHost = defineRule({
  id: 'network/ingress-host',
  title: 'Ingresses name the hosts that they serve',
  severity: 'low',
  since: '0.1.0',
  target: 'resource',
  kinds: ['Ingress.networking.k8s.io', 'Ingress.extensions'],
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'nsa/network' }, { id: 'nist-800-190/4.4.2' }],
  why: 'A rule for every host takes the traffic of hosts that nobody meant, and of those that other teams add later.',
  remediation: 'Write the host in the rule, one rule for each.',
  messages: {
    everyHost: () => 'The rule names no host, so it serves every host that reaches the controller.',
    wildcard: ({ host }: { host: string }) => `The rule serves every host below a wildcard: ${host}.`,
  },
  examples: () => import('./ingress-host.examples.ts'),
  check(resource, { report }) {
    const rules = ingressOf(resource)?.spec?.rules ?? [];
    for (const [index, { host = '' }] of rules.entries()) {
      const at = ['spec', 'rules', index, 'host'];
      if (host === '' || host === '*') report('everyHost', at);
      else if (host.startsWith('*')) report('wildcard', at, { host });
    }
  },
});
