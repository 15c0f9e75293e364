import { posix } from 'node:path';
import { VERSION } from '../../src/core/plimsoll-version.ts';
import { exportName } from '../../test/registries.ts';

/** A rule that type-checks, and whose tests fail until its placeholders are filled in. */
export function ruleTemplate(path: string): string {
  return `import { defineRule } from '../../evidence/rule.ts';

/** TODO: the fields that it reads, what is allowed in them, and where that is written down. */
export const ${exportName(path)} = defineRule({
  id: '${path}',
  title: 'TODO: what holds where the rule passes, in a few words',
  severity: 'medium',
  since: '${VERSION}',
  target: 'container',
  profiles: { baseline: 'warn', restricted: 'deny' },
  standards: [],
  why: 'TODO: what an attacker gains, in one sentence.',
  remediation: 'TODO: what to write instead, with the field in \`backticks\`.',
  messages: {
    present: ({ container }: { container: string }) => \`Container "\${container}" TODO.\`,
  },
  examples: () => import('./${posix.basename(path)}.examples.ts'),
  check({ name: container, spec }, { report }) {
    if (spec.securityContext !== undefined) report('present', ['securityContext'], { container });
  },
});
`;
}

/** The examples of a rule: what it reports, and the nearest that it does not. */
export function examplesTemplate(): string {
  return `import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'TODO: the shortest manifest that it reports',
      reports: ['present'],
      manifest: \`${MANIFEST}\`,
    },
  ],
  good: [
    {
      name: 'TODO: the nearest manifest that it does not report',
      manifest: \`${MANIFEST}\`,
    },
  ],
};
`;
}

const MANIFEST = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
`;
