import type { FieldPath } from '../../core/field-path.ts';
import { isMapping } from '../../core/record.ts';
import type { Credential } from '../../credentials/credential.ts';
import { findCredentials } from '../../credentials/find.ts';
import { formatCredentials } from '../../credentials/format.ts';
import { findNamedCredentials } from '../../credentials/named.ts';
import { findCredentialsInNamedText } from '../../credentials/named-text.ts';
import { defineRule } from '../../evidence/rule.ts';
import { valueIn } from '../../manifests/untyped.ts';

/** Where resources have metadata: their own, and that of the pods and jobs that they make. */
const METADATA: readonly FieldPath[] = [
  ['metadata'],
  ['spec', 'template', 'metadata'],
  ['spec', 'jobTemplate', 'metadata'],
  ['spec', 'jobTemplate', 'spec', 'template', 'metadata'],
  ['template', 'metadata'],
];

/** A copy of the resource: what is in it is reported where it was copied from. */
const COPY = 'kubectl.kubernetes.io/last-applied-configuration';

/** Names of annotations that hold digests of secrets, as Helm charts write them: `checksum/secret`. */
const DIGEST = /checksum|hash|digest|sha\d|revision/i;

/** Judges the annotations of every resource and of the pods that it makes. */
export const credentialInAnnotation = defineRule({
  id: 'secrets/credential-in-annotation',
  title: 'No credential stands in an annotation',
  severity: 'critical',
  since: '0.1.0',
  target: 'resource',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [{ id: 'nsa/pod-security' }, { id: 'nist-800-190/4.1.4' }, { id: 'mitre/T1552.001' }],
  why: 'Annotations are copied into events, audit logs and dashboards, and whoever can read the object can read them.',
  remediation: 'Revoke it, then keep its successor in a Secret or a secret manager, and let the annotation name it.',
  messages: {
    literal: ({ annotation, what }: { annotation: string; what: string }) =>
      `Annotation ${annotation} holds a credential: ${what}.`,
  },
  examples: () => import('./credential-in-annotation.examples.ts'),
  check({ value }, { report, conceal }) {
    for (const path of METADATA) {
      const annotations = valueIn(value, [...path, 'annotations']);
      if (!isMapping(annotations)) continue;
      for (const [annotation, text] of Object.entries(annotations)) {
        if (typeof text !== 'string') continue;
        const credentials = credentialsIn(annotation, text);
        const at = [...path, 'annotations', annotation];
        for (const { start, end } of credentials) conceal(at, text.slice(start, end));
        if (credentials.length > 0 && annotation !== COPY)
          report('literal', at, { annotation, what: formatCredentials(credentials) });
      }
    }
  },
});

function credentialsIn(annotation: string, text: string): readonly Credential[] {
  if (DIGEST.test(annotation)) return findCredentials(text);
  if (annotation === COPY) return findNamedCredentials(text);
  return findCredentialsInNamedText(annotation.slice(annotation.indexOf('/') + 1), text);
}
