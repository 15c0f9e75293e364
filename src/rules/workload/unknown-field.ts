import { type FieldPath, formatFieldPath } from '../../core/field-path.ts';
import { defineRule } from '../../evidence/rule.ts';

/** `$patch`, `$retainKeys` and the like: the document is a strategic merge patch, and Kustomize takes them out. */
function isDirective(path: FieldPath): boolean {
  const name = path.at(-1);
  return typeof name === 'string' && name.startsWith('$');
}

/**
 * Fields that the types of Kubernetes do not have, in its own kinds and in the pod templates of others. Names are compared by letter
 * case. The API server drops them in silence (`fieldValidation: Ignore`, its default) or refuses the resource (`Strict`, kubectl's).
 */
export const unknownField = defineRule({
  id: 'workload/unknown-field',
  title: 'Resources have only fields that Kubernetes knows',
  severity: 'medium',
  since: '0.1.0',
  target: 'resource',
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [],
  why: 'The API server drops a field that it does not know, and with it the protection that it was meant to bring.',
  remediation: 'Correct the name, move the field to where it belongs, or remove it.',
  messages: {
    misspelt: ({ field, nearest }: { field: string; nearest: string }) =>
      `Kubernetes has no field ${field} here; ${nearest} is probably meant.`,
    unknown: ({ field }: { field: string }) => `Kubernetes has no field ${field} here.`,
  },
  examples: () => import('./unknown-field.examples.ts'),
  check({ unknownFields }, { report }) {
    for (const { path, nearest } of unknownFields) {
      if (isDirective(path)) continue;
      const field = formatFieldPath(path.slice(-1));
      if (nearest === undefined) report('unknown', path, { field });
      else report('misspelt', path, { field, nearest });
    }
  },
});
