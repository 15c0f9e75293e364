import { defineUnitRule } from '../../evidence/rule.ts';
import { allowRules, type Direction, isolates, opensEverything } from '../../manifests/network-policy.ts';
import { isEmptySelector } from '../../manifests/selectors.ts';

const DIRECTIONS: readonly Direction[] = ['Ingress', 'Egress'];

/**
 * A namespace denies by default when a policy selects all its pods and isolates them, one for both directions or one
 * each. Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies.
 */
export const defaultDeny = defineUnitRule({
  id: 'network/default-deny',
  title: 'Namespaces deny traffic by default',
  severity: 'medium',
  since: '0.1.0',
  target: 'namespace',
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'cis-kubernetes-1.12/5.3.2' }, { id: 'nsa/network' }, { id: 'nist-800-190/4.3.3' }],
  why: 'Without it every pod that comes later, and every pod whose labels change, is open until somebody writes a policy for it.',
  remediation:
    'Add a NetworkPolicy with `podSelector: {}` and `policyTypes: [Ingress, Egress]`, and allow beside it what is needed.',
  needs: ['networkPolicies'],
  at: ['metadata', 'name'],
  messages: {
    none: () => 'No network policy of the namespace denies traffic by default.',
    oneDirection: ({ direction }: { direction: string }) =>
      `No network policy of the namespace denies ${direction.toLowerCase()} by default.`,
  },
  examples: () => import('./default-deny.examples.ts'),
  keep: ({ name }) => (name === undefined ? undefined : { name }),
  check({ name }, evidence, { report, undecided }) {
    const policies = evidence.networkPolicies(name);
    const lacking = DIRECTIONS.filter(
      (direction) =>
        !policies.items.some(
          ({ spec }) =>
            isEmptySelector(spec.podSelector ?? {}) &&
            isolates(spec, direction) &&
            !allowRules(spec, direction).some((rule) => opensEverything(rule)),
        ),
    );
    const [direction] = lacking;
    if (direction === undefined) return;
    if (policies.state === 'unknown')
      undecided(`No such policy was found, and not all were read: ${policies.why}`, policies.supply);
    else if (lacking.length > 1) report('none');
    else report('oneDirection', { direction });
  },
  addition: ({ name }) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'default-deny', namespace: name },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  }),
});
