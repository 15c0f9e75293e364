import { defineRule } from '../../evidence/rule.ts';

/** The field `spec.ephemeralContainers`: github.com/kyverno/policies, other/block-ephemeral-containers. */
export const ephemeralContainer = defineRule({
  id: 'workload/ephemeral-container',
  title: 'Nobody debugs in the pod',
  severity: 'low',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'off', restricted: 'audit' },
  standards: [{ id: 'mitre/T1609' }],
  why: 'An ephemeral container brings a shell and tools into a running pod, beside its secrets.',
  remediation: 'Replace the pod once the debugging is done: an ephemeral container cannot be removed from it.',
  messages: {
    present: ({ container }: { container: string }) => `The pod has the ephemeral container "${container}".`,
  },
  examples: () => import('./ephemeral-container.examples.ts'),
  check({ role, name: container }, { report }) {
    if (role === 'ephemeral') report('present', [], { container });
  },
});
