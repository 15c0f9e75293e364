import { defineRule } from '../../evidence/rule.ts';

const FIELD = ['securityContext', 'procMount'] as const;

/**
 * Restricted field: `securityContext.procMount` of every container. Allowed: Default, or unset, whatever `hostUsers` says.
 * Source: k8s.io/pod-security-admission/policy/check_procMount_restricted.go.
 */
export const defaultProcMount = defineRule({
  id: 'workload/default-proc-mount',
  title: '/proc is masked even in a user namespace',
  severity: 'low',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'audit', restricted: 'deny' },
  standards: [{ id: 'pss/restricted', from: '1.35', overrides: ['workload/unmasked-proc'] }],
  why: 'A user namespace takes the power from an unmasked /proc, and not what it shows of the node.',
  remediation: 'Remove `procMount`: only programs that start containers of their own need another.',
  messages: {
    notDefault: ({ container, found }: { container: string; found: string }) =>
      `Container "${container}" mounts /proc as "${found}", which the Restricted standard refuses in every pod.`,
  },
  examples: () => import('./default-proc-mount.examples.ts'),
  fix: () => [{ op: 'remove', path: FIELD }],
  check({ spec, name: container }, { report }) {
    const found = spec.securityContext?.procMount;
    if (found !== undefined && found !== 'Default') report('notDefault', FIELD, { container, found });
  },
});
