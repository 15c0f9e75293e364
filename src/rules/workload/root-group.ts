import { defineRule } from '../../evidence/rule.ts';

const POD_FIELDS = ['runAsGroup', 'fsGroup'] as const;

/** The fields and values: github.com/kyverno/policies, other/require-non-root-groups. */
export const rootGroup = defineRule({
  id: 'workload/root-group',
  title: 'No group is set to root',
  severity: 'low',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'nsa/pod-security' }, { id: 'nist-800-190/4.4.3' }],
  why: 'Group 0 opens the files of root that its group may read or write, in the image and on mounted volumes.',
  remediation: 'Set the group to a number other than 0, and give that group the files of the image that it needs.',
  messages: {
    root: ({ container }: { container: string }) =>
      `Container "${container}" runs as the group of root: runAsGroup is 0.`,
    podRoot: ({ field }: { field: string }) => `The pod puts its processes into the group of root: ${field} is 0.`,
    supplementalRoot: () => 'The pod puts its processes into the group of root: supplementalGroups names 0.',
  },
  examples: () => import('./root-group.examples.ts'),
  ofPod: {
    check({ pod: { securityContext: context } }, { report }) {
      if (context === undefined) return;
      for (const field of POD_FIELDS)
        if (context[field] === 0) report('podRoot', ['securityContext', field], { field });
      for (const [index, group] of (context.supplementalGroups ?? []).entries()) {
        if (group === 0) report('supplementalRoot', ['securityContext', 'supplementalGroups', index]);
      }
    },
  },
  check({ spec, name: container }, { report }) {
    if (spec.securityContext?.runAsGroup === 0) report('root', ['securityContext', 'runAsGroup'], { container });
  },
});
