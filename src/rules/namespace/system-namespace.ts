import * as v from 'valibot';
import { defineRule } from '../../evidence/rule.ts';

/** The namespaces that Kubernetes makes for itself: https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/. */
export const systemNamespace = defineRule({
  id: 'namespace/system-namespace',
  title: 'Workloads do not run in the namespaces of Kubernetes itself',
  severity: 'medium',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'cis-kubernetes-1.12/5.6.1' }, { id: 'nist-800-190/4.3.4' }],
  why: 'Those namespaces hold powerful service accounts and are left out of most policies, so a pod there gets more than it should.',
  remediation:
    'Give the workload a namespace of its own; what belongs to the cluster itself accepts this in an exception.',
  options: v.strictObject({
    namespaces: v.optional(
      v.pipe(v.array(v.string()), v.description('The namespaces in which only parts of the cluster run.')),
      ['kube-system', 'kube-public', 'kube-node-lease'],
    ),
  }),
  messages: {
    used: ({ kind, namespace }: { kind: string; namespace: string }) =>
      `The ${kind} is in the namespace ${namespace}, which belongs to Kubernetes itself.`,
  },
  examples: () => import('./system-namespace.examples.ts'),
  check({ resource: { kind, namespace } }, { options: { namespaces }, report }) {
    if (namespace === undefined || !namespaces.includes(namespace)) return;
    report('used', { within: 'resource', path: ['metadata', 'namespace'] }, { kind, namespace });
  },
});
