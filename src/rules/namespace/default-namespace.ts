import { defineRule } from '../../evidence/rule.ts';

/**
 * A namespace that is written, or that `--namespace` supplies. One that is missing is not `default`: whoever applies the manifest
 * names it.
 */
export const defaultNamespace = defineRule({
  id: 'namespace/default-namespace',
  title: 'Workloads do not run in the default namespace',
  severity: 'medium',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'cis-kubernetes-1.12/5.6.4' }, { id: 'nsa/network' }],
  why: 'The default namespace has no policies of its own, and everything that names no namespace lands beside the workload.',
  remediation: 'Give the workload a namespace of its own, with its Pod Security level and network policies.',
  messages: {
    used: ({ kind }: { kind: string }) => `The ${kind} is in the default namespace.`,
  },
  examples: () => import('./default-namespace.examples.ts'),
  check({ resource: { kind, namespace } }, { report }) {
    if (namespace === 'default') report('used', { within: 'resource', path: ['metadata', 'namespace'] }, { kind });
  },
});
