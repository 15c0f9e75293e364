import { defineRule } from '../../evidence/rule.ts';

const FIELDS = ['stdin', 'tty'] as const;

/** `stdin` and `tty` of every container: github.com/open-policy-agent/gatekeeper-library, general/disallowinteractive. */
export const interactiveContainer = defineRule({
  id: 'workload/interactive-container',
  title: 'Containers keep no terminal open',
  severity: 'low',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'off', restricted: 'audit' },
  standards: [{ id: 'mitre/T1609' }],
  why: 'A container with an open standard input or a terminal waits for a person: `kubectl attach` is enough to type into it.',
  remediation:
    'Remove `stdin` and `tty`; look into a running container with `kubectl exec` or `kubectl debug`, which leave a record.',
  messages: {
    open: ({ container, field }: { container: string; field: string }) =>
      `Container "${container}" waits for someone to type: ${field} is true.`,
  },
  examples: () => import('./interactive-container.examples.ts'),
  fix: (_, __, { at }) => [{ op: 'remove', path: at }],
  check({ spec, name: container }, { report }) {
    for (const field of FIELDS) if (spec[field] === true) report('open', [field], { container, field });
  },
});
