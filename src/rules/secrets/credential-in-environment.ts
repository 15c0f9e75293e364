import { formatCredentials } from '../../credentials/format.ts';
import { findCredentialInValue } from '../../credentials/value.ts';
import { defineRule } from '../../evidence/rule.ts';

/** Judges the literal values of `env`; references to Secrets and ConfigMaps are not literal. */
export const credentialInEnvironment = defineRule({
  id: 'secrets/credential-in-environment',
  title: 'No credential stands in the environment',
  severity: 'critical',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [{ id: 'nsa/pod-security' }, { id: 'nist-800-190/4.1.4' }, { id: 'mitre/T1552.001' }],
  why: 'A credential in a manifest is known to everyone who can read the repository, the object or a crash report.',
  remediation:
    'Revoke it, then keep its successor in a secret manager and mount it as a file (External Secrets Operator, Secrets Store CSI driver, or a Secret volume).',
  messages: {
    literal: ({ variable, what }: { variable: string; what: string }) =>
      `Environment variable ${variable} holds a credential: ${what}.`,
  },
  examples: () => import('./credential-in-environment.examples.ts'),
  check({ spec: { env } }, { report, conceal }) {
    if (env === undefined) return;
    for (const [index, { name = '', value }] of env.entries()) {
      if (value === undefined) continue;
      const credentials = findCredentialInValue(name, value);
      if (credentials.length === 0) continue;
      const at = ['env', index, 'value'];
      for (const { start, end } of credentials) conceal(at, value.slice(start, end));
      report('literal', at, { variable: name, what: formatCredentials(credentials) });
    }
  },
});
