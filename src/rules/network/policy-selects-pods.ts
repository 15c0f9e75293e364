import { defineUnitRule } from '../../evidence/rule.ts';
import type { LabelSelector, NetworkPolicy } from '../../manifests/kubernetes/types.generated.ts';
import { isNetworkPolicy } from '../../manifests/network-policy.ts';
import { formatSelector, isEmptySelector } from '../../manifests/selectors.ts';

const EVERY_POD: LabelSelector = {};

/**
 * Restricted field: `spec.podSelector` of a NetworkPolicy.
 * Allowed: one that selects the pods of a workload of its namespace, or all of them. Pods that an operator makes have,
 * by convention, the labels of the resource that it makes them for.
 */
export const policySelectsPods = defineUnitRule({
  id: 'network/policy-selects-pods',
  title: 'Network policies select pods',
  severity: 'medium',
  since: '0.1.0',
  target: 'resource',
  kinds: ['NetworkPolicy.networking.k8s.io', 'NetworkPolicy.extensions'],
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'cis-kubernetes-1.12/5.3.2' }, { id: 'nsa/network' }],
  why: 'A policy whose selector misses its pods by a letter protects nothing, and nobody is told.',
  remediation:
    'Make `podSelector` match the labels of the pod template, or remove the policy; `--with PATH` shows workloads that are already there.',
  needs: ['podMakers'],
  at: ['spec', 'podSelector'],
  messages: {
    selectsNothing: ({ selector }: { selector: string }) =>
      `The policy selects no pods: no workload of its namespace has ${selector}.`,
  },
  examples: () => import('./policy-selects-pods.examples.ts'),
  keep(resource) {
    if (!isNetworkPolicy(resource)) return undefined;
    const { spec }: NetworkPolicy = resource.value;
    const selector = spec?.podSelector ?? EVERY_POD;
    return isEmptySelector(selector)
      ? undefined
      : { selector: structuredClone(selector), namespace: resource.namespace };
  },
  check({ selector, namespace }, evidence, { report, undecided }) {
    const makers = evidence.podMakers(namespace, selector);
    if (makers.items.length > 0) return;
    if (makers.state === 'unknown') undecided(`The policy selects no pod that was read: ${makers.why}`, makers.supply);
    else if (evidence.podMakers(namespace, EVERY_POD).items.includes('template'))
      report('selectsNothing', { selector: formatSelector(selector) });
    else
      undecided(
        'No workload of its namespace is among the manifests, so it is not known whether the policy selects any.',
        'Name the manifests of the workloads with --with PATH.',
      );
  },
});
