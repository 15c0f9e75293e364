import type { FieldPath } from '../../core/field-path.ts';
import { findCredentialsInArguments } from '../../credentials/arguments.ts';
import { formatCredentials } from '../../credentials/format.ts';
import { findCredentialInValue } from '../../credentials/value.ts';
import { defineRule } from '../../evidence/rule.ts';
import type { ExecAction, HTTPGetAction } from '../../manifests/kubernetes/types.generated.ts';
import type { ContainerView } from '../../manifests/workload.ts';

/** A command of a container: its arguments, and where each stands. */
interface Command {
  readonly args: readonly string[];
  readonly pathOf: (index: number) => FieldPath;
}

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const HOOKS = ['postStart', 'preStop'] as const;

/** Judges `command` and `args`, the commands of probes and lifecycle hooks, and the HTTP headers that these send. */
export const credentialInCommand = defineRule({
  id: 'secrets/credential-in-command',
  title: 'No credential stands on a command line',
  severity: 'critical',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [{ id: 'nsa/pod-security' }, { id: 'nist-800-190/4.1.4' }, { id: 'mitre/T1552.001' }],
  why: 'A credential on a command line is known to everyone who can read the repository or the object, and to every process of the node.',
  remediation:
    'Revoke it, then keep its successor in a secret manager and let the program read it from a mounted file (External Secrets Operator, Secrets Store CSI driver, or a Secret volume).',
  messages: {
    argument: ({ container, what }: { container: string; what: string }) =>
      `The command line of container "${container}" holds a credential: ${what}.`,
    header: ({ container, header, what }: { container: string; header: string; what: string }) =>
      `Header ${header} that a probe or hook of container "${container}" sends holds a credential: ${what}.`,
  },
  examples: () => import('./credential-in-command.examples.ts'),
  check(view, { report, conceal }) {
    const { name: container } = view;
    for (const { args, pathOf } of commandsOf(view)) {
      for (const { index, credentials } of findCredentialsInArguments(args)) {
        const at = pathOf(index);
        const argument = args[index] ?? '';
        for (const { start, end } of credentials) conceal(at, argument.slice(start, end));
        report('argument', at, { container, what: formatCredentials(credentials) });
      }
    }
    for (const { path, name, value } of headersOf(view)) {
      const credentials = findCredentialInValue(name, value);
      if (credentials.length === 0) continue;
      conceal(path, value);
      report('header', path, { container, header: name, what: formatCredentials(credentials) });
    }
  },
});

function commandsOf({ spec }: ContainerView): readonly Command[] {
  const { command = NONE, args = NONE } = spec;
  const main: Command = {
    args: command.length === 0 ? args : [...command, ...args],
    pathOf: (index) => (index < command.length ? ['command', index] : ['args', index - command.length]),
  };
  return [
    main,
    ...PROBES.flatMap((probe) => commandIn(spec[probe]?.exec, [probe])),
    ...HOOKS.flatMap((hook) => commandIn(spec.lifecycle?.[hook]?.exec, ['lifecycle', hook])),
  ];
}

const NONE: readonly string[] = [];

function commandIn(exec: ExecAction | undefined, path: FieldPath): readonly Command[] {
  const args = exec?.command;
  return args === undefined ? [] : [{ args, pathOf: (index) => [...path, 'exec', 'command', index] }];
}

interface Header {
  readonly path: FieldPath;
  readonly name: string;
  readonly value: string;
}

function headersOf({ spec }: ContainerView): readonly Header[] {
  return [
    ...PROBES.flatMap((probe) => headersIn(spec[probe]?.httpGet, [probe, 'httpGet'])),
    ...HOOKS.flatMap((hook) => headersIn(spec.lifecycle?.[hook]?.httpGet, ['lifecycle', hook, 'httpGet'])),
  ];
}

function headersIn(request: HTTPGetAction | undefined, path: FieldPath): readonly Header[] {
  return (request?.httpHeaders ?? []).map(({ name = '', value = '' }, index) => ({
    path: [...path, 'httpHeaders', index, 'value'],
    name,
    value,
  }));
}
