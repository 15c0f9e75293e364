import { defineRule } from '../../evidence/rule.ts';
import { runsProgram } from '../../manifests/command-line.ts';

const FIELDS = ['command', 'args'] as const;

/** `command` and `args` of every container: github.com/kubescape/regolibrary, rules/sudo-in-container-entrypoint (C-0062). */
export const sudoCommand = defineRule({
  id: 'workload/sudo-command',
  title: 'Containers do not start with sudo',
  severity: 'low',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'audit', restricted: 'audit' },
  standards: [{ id: 'mitre/T1548' }],
  why: 'sudo in a container means a setuid program in the image, and a process that becomes root.',
  remediation: 'Start the program as the user that it needs, set by `runAsUser`, and take sudo out of the image.',
  messages: {
    runs: ({ container, field }: { container: string; field: string }) =>
      `Container "${container}" runs sudo in its ${field}.`,
  },
  examples: () => import('./sudo-command.examples.ts'),
  check({ spec, name: container }, { report }) {
    for (const field of FIELDS) {
      const words = spec[field];
      if (words !== undefined && runsProgram(words, 'sudo')) report('runs', [field], { container, field });
    }
  },
});
