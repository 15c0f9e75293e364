import { isMapping } from '../../core/record.ts';
import { valueIn } from '../untyped.ts';
import type { WorkloadKinds } from '../workload-kinds.ts';
import { findApiVersion } from './api-versions.ts';
import { conform, type UnknownField } from './conform.ts';
import { schemaRootOf } from './structures.ts';

/**
 * Makes a resource safe for rules to read, and tells its unknown fields: all of it where its kind is one of Kubernetes'
 * (by the nearest version where it names one that never was), else its metadata, and the pod template of a custom
 * workload.
 */
export function conformResource(
  value: Record<string, unknown>,
  apiVersion: string,
  kind: string,
  workloadKinds: WorkloadKinds,
): readonly UnknownField[] {
  const root = rootOf(apiVersion, kind);
  if (root !== undefined) return conform(value, root).unknownFields;
  const metadata = value['metadata'];
  if (isMapping(metadata)) conform(metadata, 'ObjectMeta', ['metadata']);
  const workload = workloadKinds.of(apiVersion, kind);
  const template = workload === undefined ? undefined : valueIn(value, workload.template);
  if (workload === undefined || !isMapping(template)) return [];
  return conform(template, 'PodTemplateSpec', workload.template).unknownFields;
}

function rootOf(apiVersion: string, kind: string): string | undefined {
  const root = schemaRootOf(apiVersion, kind);
  if (root !== undefined) return root;
  const answer = findApiVersion(apiVersion, kind);
  return answer.state === 'misnamed' ? schemaRootOf(answer.nearest.apiVersion, kind) : undefined;
}
