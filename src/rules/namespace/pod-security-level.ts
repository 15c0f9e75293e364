import * as v from 'valibot';
import { defineRule } from '../../evidence/rule.ts';
import type { Namespace } from '../../manifests/kubernetes/types.generated.ts';

const LABEL = 'pod-security.kubernetes.io/enforce';
const LABEL_PATH = ['metadata', 'labels', LABEL] as const;
const LEVELS = ['privileged', 'baseline', 'restricted'] as const;

type Level = (typeof LEVELS)[number];

function isLevel(value: string): value is Level {
  return LEVELS.some((level) => level === value);
}

/** The labels of Pod Security Admission: k8s.io/pod-security-admission/api/constants.go. */
export const podSecurityLevel = defineRule({
  id: 'namespace/pod-security-level',
  title: 'Namespaces enforce a Pod Security Standard',
  severity: 'medium',
  since: '0.1.0',
  target: 'namespace',
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'cis-kubernetes-1.12/5.2.1' }, { id: 'nsa/pod-security' }],
  why: 'Without the label the API server admits every pod into the namespace, also those that were never checked.',
  remediation: `Label the namespace with \`${LABEL}\`, so that the API server itself refuses pods below the level.`,
  options: v.strictObject({
    level: v.optional(
      v.pipe(
        v.picklist(['baseline', 'restricted']),
        v.description('The level that a namespace must enforce at least.'),
      ),
      'baseline',
    ),
  }),
  messages: {
    notSet: ({ level }: { level: Level }) =>
      `The namespace enforces no Pod Security Standard; it should enforce ${level}.`,
    tooLow: ({ found, level }: { found: Level; level: Level }) =>
      `The namespace enforces the ${found} Pod Security Standard; it should enforce ${level}.`,
    invalid: ({ found }: { found: string }) =>
      `"${found}" is no level of the Pod Security Standards: ${LEVELS.join(', ')}.`,
  },
  examples: () => import('./pod-security-level.examples.ts'),
  fix: () => [{ op: 'set', path: LABEL_PATH, value: 'restricted' }],
  check({ value }, { options: { level }, report }) {
    const { metadata }: Namespace = value;
    const found = metadata?.labels?.[LABEL];
    if (found === undefined) report('notSet', LABEL_PATH, { level });
    else if (!isLevel(found)) report('invalid', LABEL_PATH, { found });
    else if (LEVELS.indexOf(found) < LEVELS.indexOf(level)) report('tooLow', LABEL_PATH, { found, level });
  },
});
