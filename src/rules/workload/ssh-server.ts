import * as v from 'valibot';
import { defineRule } from '../../evidence/rule.ts';
import { runsProgram } from '../../manifests/command-line.ts';
import { protocolOf } from '../../manifests/kubernetes/defaults.ts';

/** `ports` of every container: github.com/stackrox/kube-linter, pkg/templates/ports with the check ssh-port. */
export const sshServer = defineRule({
  id: 'workload/ssh-server',
  title: 'Containers run no SSH server',
  severity: 'medium',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'mitre/T1021' }],
  why: 'An SSH server is a second way in, with keys and users of its own that no access rule of the cluster knows.',
  remediation:
    'Take the SSH server out of the image; `kubectl exec` and `kubectl debug` ask the cluster whether you may.',
  options: v.strictObject({
    ports: v.optional(
      v.pipe(v.array(v.pipe(v.number(), v.integer())), v.description('The TCP ports that count as SSH.')),
      [22],
    ),
  }),
  messages: {
    port: ({ container, port }: { container: string; port: number }) =>
      `Container "${container}" opens the SSH port ${port}.`,
    program: ({ container }: { container: string }) => `Container "${container}" runs sshd.`,
  },
  examples: () => import('./ssh-server.examples.ts'),
  check({ spec, name: container }, { report, options: { ports } }) {
    for (const [index, port] of (spec.ports ?? []).entries()) {
      const number = port.containerPort ?? 0;
      if (ports.includes(number) && protocolOf(port) === 'TCP')
        report('port', ['ports', index, 'containerPort'], { container, port: number });
    }
    if (spec.command !== undefined && runsProgram(spec.command, 'sshd')) report('program', ['command'], { container });
    else if (spec.args !== undefined && runsProgram(spec.args, 'sshd')) report('program', ['args'], { container });
  },
});
