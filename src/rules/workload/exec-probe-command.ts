import * as v from 'valibot';
import { defineRule } from '../../evidence/rule.ts';
import { runsProgram } from '../../manifests/command-line.ts';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/** The default list: github.com/kyverno/policies, other/deny-commands-in-exec-probe. */
export const execProbeCommand = defineRule({
  id: 'workload/exec-probe-command',
  title: 'Exec probes run no diagnostic programs',
  severity: 'low',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'off', restricted: 'audit' },
  standards: [{ id: 'mitre/T1609' }],
  why: 'A probe that lists or inspects processes is slow, runs every few seconds, and wants tools in the image that attackers want too.',
  remediation: 'Let the program answer over HTTP or gRPC whether it is ready, or run one small check of its own.',
  options: v.strictObject({
    programs: v.optional(
      v.pipe(v.array(v.pipe(v.string(), v.nonEmpty())), v.description('The programs that probes must not run.')),
      ['jcmd', 'ps', 'ls'],
    ),
  }),
  messages: {
    runs: ({ probe, program }: { probe: string; program: string }) => `The ${probe} runs "${program}".`,
  },
  examples: () => import('./exec-probe-command.examples.ts'),
  check({ spec }, { report, options: { programs } }) {
    for (const probe of PROBES) {
      const command = spec[probe]?.exec?.command;
      if (command === undefined) continue;
      const program = programs.find((each) => runsProgram(command, each));
      if (program !== undefined) report('runs', [probe, 'exec', 'command'], { probe, program });
    }
  },
});
