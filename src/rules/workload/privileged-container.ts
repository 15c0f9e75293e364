import { defineRule } from '../../evidence/rule.ts';

const FIELD = ['securityContext', 'privileged'] as const;

/**
 * Restricted field: `securityContext.privileged` of every container. Allowed: false, or unset.
 * Source: k8s.io/pod-security-admission/policy/check_privileged.go.
 */
export const privilegedContainer = defineRule({
  id: 'workload/privileged-container',
  title: 'Containers are not privileged',
  severity: 'critical',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [
    { id: 'pss/baseline', from: '1.0' },
    { id: 'cis-kubernetes-1.12/5.2.2' },
    { id: 'nsa/pod-security' },
    { id: 'nist-800-190/4.4.3' },
    { id: 'mitre/T1611' },
  ],
  why: 'A privileged container has every capability and every device of its node: whoever takes it over has the node.',
  remediation:
    'Set `privileged: false`, and give the container the one capability or device that it needs, by `capabilities.add` or a device plugin.',
  messages: {
    privileged: ({ container }: { container: string }) => `Container "${container}" is privileged.`,
  },
  examples: () => import('./privileged-container.examples.ts'),
  fix: () => [{ op: 'set', path: FIELD, value: false }],
  check({ spec, name: container }, { report }) {
    if (spec.securityContext?.privileged === true) report('privileged', FIELD, { container });
  },
});
