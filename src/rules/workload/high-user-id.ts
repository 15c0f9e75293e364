import * as v from 'valibot';
import type { FieldPath } from '../../core/field-path.ts';
import { defineRule } from '../../evidence/rule.ts';
import type { PodSecurityContext, SecurityContext } from '../../manifests/kubernetes/types.generated.ts';

const FIELDS = ['runAsUser', 'runAsGroup'] as const;

/** Root is told by the rules on root; what the image says is known only once it is open. */
export const highUserId = defineRule({
  id: 'workload/high-user-id',
  title: 'Users and groups have numbers that no account of the node has',
  severity: 'low',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'off', restricted: 'audit' },
  standards: [{ id: 'nist-800-190/4.4.3' }],
  why: 'A process that gets out has on the node the rights of the account with the same number.',
  remediation: 'Set `runAsUser` and `runAsGroup` to numbers above those that the accounts of nodes have.',
  options: v.strictObject({
    above: v.optional(
      v.pipe(v.number(), v.integer(), v.minValue(0), v.description('The highest number that is too low.')),
      10_000,
    ),
  }),
  messages: {
    low: ({ field, id, above }: { field: string; id: number; above: number }) =>
      `${field} is ${id}, which an account of the node may have; take a number above ${above}.`,
  },
  examples: () => import('./high-user-id.examples.ts'),
  ofPod: {
    check({ pod }, { report, options: { above } }) {
      visitLowIds(pod.securityContext, above, (at, field, id) => report('low', at, { field, id, above }));
    },
  },
  check({ spec }, { report, options: { above } }) {
    visitLowIds(spec.securityContext, above, (at, field, id) => report('low', at, { field, id, above }));
  },
});

function visitLowIds(
  context: SecurityContext | PodSecurityContext | undefined,
  above: number,
  found: (at: FieldPath, field: string, id: number) => void,
): void {
  if (context === undefined) return;
  for (const field of FIELDS) {
    const id = context[field];
    if (id !== undefined && id !== 0 && id <= above) found(['securityContext', field], field, id);
  }
}
