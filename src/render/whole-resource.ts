import { isMapping } from '../core/record.ts';
import { readDocuments } from '../formats/read-documents.ts';
import { valueIn } from '../manifests/untyped.ts';

/** Whether a document of a text that is whole itself is what is wanted. */
export function holds(text: string, isWanted: (value: unknown) => boolean): boolean {
  for (const { value, problems } of readDocuments(text)) {
    if (problems.length === 0 && isWanted(value)) return true;
  }
  return false;
}

/**
 * Whether a value is a resource that `kubectl apply` would take, or a list of them. Values of charts, schemas and the settings of programs
 * are not.
 */
export function isResource(value: unknown): boolean {
  if (!isMapping(value) || typeof value['apiVersion'] !== 'string' || typeof value['kind'] !== 'string') return false;
  if (value['kind'].endsWith('List') && Array.isArray(value['items'])) return true;
  return [valueIn(value, ['metadata', 'name']), valueIn(value, ['metadata', 'generateName'])].some(
    (name) => typeof name === 'string',
  );
}

/** Where the pod of a workload is, and what stands beside its template in every one that is whole. */
const PODS = [
  { path: ['spec'], beside: [] },
  { path: ['spec', 'template', 'spec'], beside: ['spec', 'selector'] },
  { path: ['spec', 'jobTemplate', 'spec', 'template', 'spec'], beside: ['spec', 'schedule'] },
];

/** Whether a value is a workload that could run as it is. Patches seldom say all that one needs. */
export function isWorkload(value: unknown): boolean {
  return isResource(value) && PODS.some((pod) => hasPod(value, pod));
}

function hasPod(value: unknown, { path, beside }: (typeof PODS)[number]): boolean {
  const isJob = valueIn(value, ['kind']) === 'Job';
  const containers = valueIn(value, [...path, 'containers']);
  if (!Array.isArray(containers) || containers.length === 0) return false;
  if (!isJob && valueIn(value, beside) === undefined) return false;
  return containers.every((container) => valueIn(container, ['image']) !== undefined);
}
