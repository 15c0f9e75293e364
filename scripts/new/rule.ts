import { exportName } from '../../test/registries.ts';

/** A rule that type-checks, and whose tests fail until its placeholders are filled in. */
export function ruleTemplate(path: string): string {
  return `import { defineRule } from '../define.ts';
import { pod } from '../testing/pod.ts';

export const ${exportName(path)} = defineRule({
  id: '${path}',
  title: 'TODO: what is wrong, in a few words',
  severity: 'medium',
  since: 'next',
  target: 'container',
  profiles: { baseline: 'warn', restricted: 'deny' },
  standards: [],
  why: 'TODO: what an attacker gains, in one sentence.',
  remediation: 'TODO: what to write instead, with the field in \`backticks\`.',
  messages: {
    present: (data: { container: string }) => \`Container "\${data.container}" TODO.\`,
  },
  examples: {
    bad: [{ name: 'TODO: the shortest manifest that it reports', manifest: pod('TODO: true'), reports: ['present'] }],
    good: [{ name: 'TODO: the nearest manifest that it does not', manifest: pod('') }],
  },
  check(container, report) {
    report('present', ['securityContext'], { container: container.name });
  },
});
`;
}
