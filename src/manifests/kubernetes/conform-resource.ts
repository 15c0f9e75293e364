import type { FieldPath } from '../../core/field-path.ts';
import { isMapping, isObject } from '../../core/record.ts';
import type { WorkloadKinds } from '../workload-kinds.ts';
import { type Conformity, conform } from './conform.ts';
import { schemaRootOf } from './structures.ts';

const UNTYPED: Conformity = { wrong: [], unknownFields: [] };

/**
 * Makes a resource safe for rules to read: all of it where its kind is one of Kubernetes', the pod template where it is
 * a custom workload, and nothing where nothing is known of it.
 */
export function conformResource(
  value: Record<string, unknown>,
  apiVersion: string,
  kind: string,
  workloadKinds: WorkloadKinds,
): Conformity {
  const root = schemaRootOf(apiVersion, kind);
  if (root !== undefined) return conform(value, root);
  const workload = workloadKinds.of(apiVersion, kind);
  if (workload === undefined) return UNTYPED;
  const template = valueAt(value, workload.template);
  return isMapping(template) ? conform(template, 'PodTemplateSpec', workload.template) : UNTYPED;
}

function valueAt(root: unknown, path: FieldPath): unknown {
  let value = root;
  for (const step of path) value = isObject(value) ? value[step] : undefined;
  return value;
}
