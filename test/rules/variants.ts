import { load } from 'js-yaml';
import { isMapping } from '../../src/core/record.ts';

/** A manifest that says the same as another in a different workload kind or container role. */
export interface Variant {
  readonly name: string;
  readonly manifest: string;
}

const TEMPLATED: readonly (readonly [apiVersion: string, kind: string])[] = [
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'StatefulSet'],
  ['apps/v1', 'DaemonSet'],
  ['apps/v1', 'ReplicaSet'],
  ['v1', 'ReplicationController'],
  ['batch/v1', 'Job'],
  ['argoproj.io/v1alpha1', 'Rollout'],
  ['apps.kruise.io/v1alpha1', 'CloneSet'],
];

/** The pod of a manifest, where it is one document that holds a pod. */
export function podOf(manifest: string): Record<string, unknown> | undefined {
  if (/^---/m.test(manifest)) return undefined;
  const value = load(manifest);
  return isMapping(value) && value['kind'] === 'Pod' && isMapping(value['spec']) ? value : undefined;
}

/** A pod in every kind of workload. JSON is YAML. */
export function workloadVariants(pod: Record<string, unknown>): readonly Variant[] {
  const { metadata, spec } = pod;
  const { name, namespace, labels = {}, annotations = {} } = isMapping(metadata) ? metadata : {};
  const template = { metadata: { labels, annotations }, spec };
  const named = { name, ...(namespace === undefined ? {} : { namespace }) };
  return [
    ...TEMPLATED.map(([apiVersion, kind]) => variant(kind, { apiVersion, kind, metadata: named, spec: { template } })),
    variant('PodTemplate', { apiVersion: 'v1', kind: 'PodTemplate', metadata: named, template }),
    variant('CronJob', {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: named,
      spec: { schedule: '@daily', jobTemplate: { spec: { template } } },
    }),
    variant('a List of Pods', { apiVersion: 'v1', kind: 'List', items: [pod] }),
  ];
}

/** A pod whose app containers stand as init containers, and as ephemeral containers. */
export function roleVariants(pod: Record<string, unknown>): readonly Variant[] {
  const spec = isMapping(pod['spec']) ? pod['spec'] : {};
  const { containers, initContainers, ephemeralContainers, ...rest } = spec;
  if (initContainers !== undefined || ephemeralContainers !== undefined) return [];
  return ['initContainers', 'ephemeralContainers'].map((field) =>
    variant(field, { ...pod, spec: { ...rest, [field]: containers } }),
  );
}

function variant(name: string, value: unknown): Variant {
  return { name, manifest: JSON.stringify(value, undefined, 2) };
}
