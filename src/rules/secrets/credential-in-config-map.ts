import { findCredentials } from '../../credentials/find.ts';
import { formatCredentials } from '../../credentials/format.ts';
import { findCredentialsInNamedText } from '../../credentials/named-text.ts';
import { defineRule } from '../../evidence/rule.ts';
import type { ConfigMap } from '../../manifests/kubernetes/types.generated.ts';

/** Judges every value of `data` by its key and as a file of settings, and `binaryData` by formats alone. */
export const credentialInConfigMap = defineRule({
  id: 'secrets/credential-in-config-map',
  title: 'No credential stands in a ConfigMap',
  severity: 'critical',
  since: '0.1.0',
  target: 'resource',
  kinds: ['ConfigMap'],
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [{ id: 'nsa/pod-security' }, { id: 'nist-800-190/4.1.4' }, { id: 'mitre/T1552.001' }],
  why: 'ConfigMaps are not encrypted at rest, and far more people and programs may read them than Secrets.',
  remediation:
    'Revoke it, then keep its successor in a secret manager and mount it as a file beside the configuration (External Secrets Operator, Secrets Store CSI driver, or a Secret volume).',
  messages: {
    literal: ({ key, what, line }: { key: string; what: string; line: number | undefined }) =>
      `Key ${key} holds a credential${line === undefined ? '' : ` in its line ${line}`}: ${what}.`,
    several: ({ key, what, lines }: { key: string; what: string; lines: string }) =>
      `Key ${key} holds credentials in its lines ${lines}: ${what}.`,
  },
  examples: () => import('./credential-in-config-map.examples.ts'),
  check({ kind, apiVersion, value }, { report, conceal }) {
    if (kind !== 'ConfigMap' || apiVersion !== 'v1') return;
    const { data = {}, binaryData = {} }: ConfigMap = value;
    for (const [key, text] of Object.entries(data)) {
      const credentials = findCredentialsInNamedText(key, text);
      if (credentials.length === 0) continue;
      const at = ['data', key];
      for (const { start, end } of credentials) conceal(at, text.slice(start, end));
      const what = formatCredentials(credentials);
      const lines = [...new Set(credentials.map(({ start }) => lineAt(text, start)))];
      if (lines.length > 1) report('several', at, { key, what, lines: lines.join(', ') });
      else report('literal', at, { key, what, line: text.trim().includes('\n') ? lines[0] : undefined });
    }
    for (const [key, encoded] of Object.entries(binaryData)) {
      const credentials = findCredentials(Buffer.from(encoded, 'base64').toString('utf8'));
      if (credentials.length === 0) continue;
      conceal(['binaryData', key]);
      report('literal', ['binaryData', key], { key, what: formatCredentials(credentials), line: undefined });
    }
  },
});

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
