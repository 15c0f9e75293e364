import { exportName } from '../../test/registries.ts';

/** A rule that type-checks and does what its examples say. The laws of the catalogue refuse it until its placeholders are filled in. */
export function ruleTemplate(path: string, version: string): string {
  const name = path.slice(path.indexOf('/') + 1);
  return `import { defineRule } from '../../evidence/rule.ts';

/**
 * TODO: the fields that are judged, what they may say, and the source that says so.
 */
export const ${exportName(path)} = defineRule({
  id: '${path}',
  title: 'TODO: what holds, in a few words',
  severity: 'medium',
  since: '${version}',
  target: 'container',
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [],
  why: 'TODO: what an attacker gains, in one sentence.',
  remediation: 'TODO: what to write instead, with the field in \`backticks\`.',
  messages: {
    present: ({ container }: { container: string }) => \`Container "\${container}" TODO.\`,
  },
  examples: () => import('./${name}.examples.ts'),
  fix: () => [{ op: 'set', path: ['securityContext', 'privileged'], value: false }],
  check({ spec, name: container }, { report }) {
    if (spec.securityContext?.privileged !== true) return;
    report('present', ['securityContext', 'privileged'], { container });
  },
});
`;
}

/** The examples of a rule: documentation, and tests in every workload kind and container role. */
export function examplesTemplate(): string {
  return `import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'TODO: the shortest manifest that it reports',
      reports: ['present'],
      manifest: \`${manifest('true')}\`,
    },
  ],
  good: [
    {
      name: 'TODO: the nearest manifest that it does not',
      manifest: \`${manifest('false')}\`,
    },
  ],
};
`;
}

function manifest(privileged: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      securityContext:
        privileged: ${privileged}
`;
}
