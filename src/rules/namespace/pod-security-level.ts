import * as v from 'valibot';
import { defineRule } from '../../evidence/rule.ts';
import type { Namespace } from '../../manifests/kubernetes/types.generated.ts';

const PREFIX = 'pod-security.kubernetes.io/';
const ENFORCE = `${PREFIX}enforce`;
const MODES = [
  { level: ENFORCE, version: `${ENFORCE}-version` },
  { level: `${PREFIX}audit`, version: `${PREFIX}audit-version` },
  { level: `${PREFIX}warn`, version: `${PREFIX}warn-version` },
] as const;
const LEVELS = ['privileged', 'baseline', 'restricted'] as const;
const VERSION = /^(?:latest|v1\.(?:0|[1-9][0-9]*))$/;

type Level = (typeof LEVELS)[number];

function isLevel(value: string): value is Level {
  return LEVELS.some((level) => level === value);
}

/**
 * The labels of Pod Security admission, api/constants.go and api/helpers.go of k8s.io/pod-security-admission. What an `enforce` label
 * cannot mean is taken for `restricted`, an `audit` or `warn` label for `privileged`, and a version for `latest`.
 */
export const podSecurityLevel = defineRule({
  id: 'namespace/pod-security-level',
  title: 'Namespaces enforce a Pod Security Standard',
  severity: 'medium',
  since: '0.1.0',
  target: 'namespace',
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'cis-kubernetes-1.12/5.2.1' }, { id: 'nsa/pod-security' }],
  why: 'Without the label the API server admits every pod into the namespace, also those that were never checked.',
  remediation: `Label the namespace with \`${ENFORCE}\`, so that the API server itself refuses pods below the level.`,
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
    invalidVersion: ({ found }: { found: string }) =>
      `"${found}" is no version of the Pod Security Standards: latest, or a minor version such as v1.34.`,
  },
  examples: () => import('./pod-security-level.examples.ts'),
  fix: (_, message, { at, options: { level } }) => [
    { op: 'set', path: at, value: message === 'invalidVersion' ? 'latest' : level },
  ],
  check({ value }, { options: { level }, report }) {
    const { metadata }: Namespace = value;
    const labels = metadata?.labels ?? {};
    const enforced = labels[ENFORCE];
    if (enforced === undefined) report('notSet', pathOf(ENFORCE), { level });
    else if (isLevel(enforced) && LEVELS.indexOf(enforced) < LEVELS.indexOf(level))
      report('tooLow', pathOf(ENFORCE), { found: enforced, level });
    for (const mode of MODES) {
      const found = labels[mode.level];
      if (found !== undefined && !isLevel(found)) report('invalid', pathOf(mode.level), { found });
      const version = labels[mode.version];
      if (version !== undefined && !VERSION.test(version))
        report('invalidVersion', pathOf(mode.version), { found: version });
    }
  },
});

function pathOf(label: string): readonly string[] {
  return ['metadata', 'labels', label];
}
