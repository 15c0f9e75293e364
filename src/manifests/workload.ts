import type { FieldPath } from '../core/field-path.ts';
import { isMapping } from '../core/record.ts';
import type { Container, EphemeralContainer, PodSpec } from './kubernetes/types.generated.ts';
import { readable, UnreadableField } from './kubernetes/wrong-type.ts';
import type { Resource } from './resource.ts';
import { valueIn } from './untyped.ts';
import type { WorkloadKind } from './workload-kinds.ts';

/** A resource with a pod template, whatever its kind. */
export interface Workload {
  readonly resource: Resource;
  readonly pod: PodSpec;
  /** Where the pod specification stands in the resource. */
  readonly podPath: FieldPath;
  /** Where the metadata of the pods stands in the resource. */
  readonly metadataPath: FieldPath;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Init, app and ephemeral containers in this order; one that could not be read stands as the reason. */
  readonly containers: readonly (ContainerView | UnreadableField)[];
}

/** The role that a container has in its pod. */
export type ContainerRole = 'init' | 'app' | 'ephemeral';

/** A container and the pod that it is part of. */
export interface ContainerView {
  readonly role: ContainerRole;
  readonly name: string;
  readonly spec: Container | EphemeralContainer;
  /** Where the container stands in the resource. */
  readonly path: FieldPath;
  readonly pod: PodSpec;
  readonly workload: Workload;
}

/** The fields of a pod that hold containers. There is no other list of them, so no rule forgets one. */
const CONTAINER_LISTS = [
  { role: 'init', field: 'initContainers' },
  { role: 'app', field: 'containers' },
  { role: 'ephemeral', field: 'ephemeralContainers' },
] as const;

/** The workload that a resource of a workload kind is; undefined when it holds no pod template. */
export function workloadOf(resource: Resource, kind: WorkloadKind): Workload | undefined {
  const template = valueIn(resource.value, kind.template);
  if (!isMapping(template) || !isMapping(template['spec'])) return undefined;
  const containers: (ContainerView | UnreadableField)[] = [];
  const podPath = [...kind.template, 'spec'];
  const metadataPath = [...kind.template, 'metadata'];
  const workload: Workload = {
    resource,
    pod: template['spec'],
    podPath,
    metadataPath,
    containers,
    get labels() {
      return stringsAt(template, 'labels');
    },
    get annotations() {
      return stringsAt(template, 'annotations');
    },
  };
  for (const list of CONTAINER_LISTS) visitList(workload, list, containers);
  return workload;
}

function visitList(
  workload: Workload,
  { role, field }: (typeof CONTAINER_LISTS)[number],
  found: (ContainerView | UnreadableField)[],
): void {
  const { pod, podPath } = workload;
  const list = readable(() => pod[field]);
  if (list instanceof UnreadableField) found.push(list);
  if (!Array.isArray(list)) return;
  for (let index = 0; index < list.length; index += 1) {
    const spec = readable(() => list[index]);
    if (spec instanceof UnreadableField) found.push(spec);
    else if (spec !== undefined) {
      found.push({ role, name: nameOf(spec, index), spec, path: [...podPath, field, index], pod, workload });
    }
  }
}

function nameOf(container: Container | EphemeralContainer, index: number): string {
  const name = readable(() => container.name);
  return typeof name === 'string' ? name : `#${index + 1}`;
}

const NONE: Readonly<Record<string, string>> = Object.freeze({});

function stringsAt(
  template: Record<string, unknown>,
  field: 'labels' | 'annotations',
): Readonly<Record<string, string>> {
  const metadata = template['metadata'];
  const strings = isMapping(metadata) ? metadata[field] : undefined;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- conform has made every other value throw when read
  return isMapping(strings) ? (strings as Readonly<Record<string, string>>) : NONE;
}
