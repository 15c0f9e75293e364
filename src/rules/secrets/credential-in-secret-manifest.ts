import { formatCredentials } from '../../credentials/format.ts';
import { findCredentialsInNamedText } from '../../credentials/named-text.ts';
import { defineRule } from '../../evidence/rule.ts';
import type { Secret } from '../../manifests/kubernetes/types.generated.ts';

/** Secrets that Helm and Kubernetes write themselves. */
const OWN_TYPES = new Set(['helm.sh/release.v1', 'kubernetes.io/service-account-token']);

/**
 * Judges `data` and `stringData` of Secrets. Values that are sealed (SOPS, Ansible Vault) or placeholders are none; a
 * SealedSecret or ExternalSecret is another kind. Values of Secrets are concealed whatever they are.
 */
export const credentialInSecretManifest = defineRule({
  id: 'secrets/credential-in-secret-manifest',
  title: 'Secrets are not kept in manifests',
  severity: 'high',
  since: '0.1.0',
  target: 'resource',
  kinds: ['Secret'],
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'cis-kubernetes-1.12/5.4.2' }, { id: 'nist-800-190/4.1.4' }, { id: 'mitre/T1552.001' }],
  why: 'Base64 is no encryption: whoever can read the repository, now or later, can read the Secret.',
  remediation:
    'Revoke it, and let the cluster make the Secret from a secret manager (External Secrets Operator), or commit it encrypted (SOPS, Sealed Secrets).',
  messages: {
    encoded: ({ key, what }: { key: string; what: string }) =>
      `Key ${key} of the Secret stands in the manifest, only encoded: ${what}.`,
    literal: ({ key, what }: { key: string; what: string }) =>
      `Key ${key} of the Secret stands in the manifest: ${what}.`,
  },
  examples: () => import('./credential-in-secret-manifest.examples.ts'),
  check({ kind, apiVersion, value }, { report }) {
    if (kind !== 'Secret' || apiVersion !== 'v1') return;
    const { data = {}, stringData = {}, type = '' }: Secret = value;
    if (OWN_TYPES.has(type)) return;
    for (const [key, encoded] of Object.entries(data)) {
      const credentials = findCredentialsInNamedText(key, Buffer.from(encoded, 'base64').toString('utf8'));
      if (credentials.length > 0) report('encoded', ['data', key], { key, what: formatCredentials(credentials) });
    }
    for (const [key, text] of Object.entries(stringData)) {
      const credentials = findCredentialsInNamedText(key, text);
      if (credentials.length > 0) report('literal', ['stringData', key], { key, what: formatCredentials(credentials) });
    }
  },
});
