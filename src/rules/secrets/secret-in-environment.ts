import { defineRule } from '../../evidence/rule.ts';

/**
 * Restricted fields: `env[*].valueFrom.secretKeyRef` and `envFrom[*].secretRef` of every container. Allowed: absent.
 * One finding a container and field, since the remedy is one: mount the Secret.
 */
export const secretInEnvironment = defineRule({
  id: 'secrets/secret-in-environment',
  title: 'Secrets are mounted as files and not put into the environment',
  severity: 'medium',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'audit', restricted: 'deny' },
  standards: [{ id: 'cis-kubernetes-1.12/5.4.1' }, { id: 'nsa/pod-security' }, { id: 'mitre/T1552.007' }],
  why: 'The environment is inherited by every child process, shown by debuggers and crash reports, and keeps its value when the Secret is rotated.',
  remediation:
    'Mount the Secret as a file and let the program read it from there, or let a secret manager provide the file: Secrets Store CSI driver, or External Secrets Operator for the Secret itself.',
  messages: {
    variables: ({ container, variables }: { container: string; variables: string }) =>
      `Container "${container}" gets keys of Secrets as environment variables: ${variables}.`,
    wholeSecret: ({ container, secrets }: { container: string; secrets: string }) =>
      `Container "${container}" gets every key of a Secret as an environment variable: ${secrets}.`,
  },
  examples: () => import('./secret-in-environment.examples.ts'),
  check({ spec: { env = NONE, envFrom = NONE }, name: container }, { report }) {
    const first = env.findIndex(({ valueFrom }) => valueFrom?.secretKeyRef !== undefined);
    if (first >= 0) {
      const variables = env
        .filter(({ valueFrom }) => valueFrom?.secretKeyRef !== undefined)
        .map(({ name = '' }) => name);
      report('variables', ['env', first, 'valueFrom', 'secretKeyRef'], { container, variables: variables.join(', ') });
    }
    const whole = envFrom.findIndex(({ secretRef }) => secretRef !== undefined);
    if (whole >= 0) {
      const secrets = envFrom.flatMap(({ secretRef }) =>
        secretRef === undefined ? [] : [`"${secretRef.name ?? ''}"`],
      );
      report('wholeSecret', ['envFrom', whole, 'secretRef'], { container, secrets: secrets.join(', ') });
    }
  },
});

const NONE: readonly [] = [];
