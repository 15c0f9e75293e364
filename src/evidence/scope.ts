import type { FieldPath } from '../core/field-path.ts';
import type { Subject } from '../core/subject.ts';
import { type Resource, subjectOf } from '../manifests/resource.ts';
import type { ContainerView, Workload } from '../manifests/workload.ts';
import type { Place } from './rule.ts';

/** What a rule is looking at: whose findings they are and where its paths start. */
export interface Scope {
  readonly resource: Resource;
  readonly subject: Subject;
  readonly base: FieldPath;
  readonly podPath: FieldPath;
}

const ROOT: FieldPath = [];

/** The scope of a resource as a whole. */
export function resourceScope(resource: Resource): Scope {
  return { resource, subject: subjectOf(resource), base: ROOT, podPath: ROOT };
}

/** The scope of a workload: paths start at its pod specification. */
export function workloadScope({ resource, podPath }: Workload): Scope {
  return { resource, subject: subjectOf(resource), base: podPath, podPath };
}

/** The scope of a container: paths start at the container. */
export function containerScope({ workload, name, path }: ContainerView): Scope {
  const { resource, podPath } = workload;
  return { resource, subject: { ...subjectOf(resource), container: name }, base: path, podPath };
}

/** The path in the resource of a place that a rule names. */
export function pathOf(scope: Pick<Scope, 'base' | 'podPath'>, place: Place): FieldPath {
  if (!('within' in place)) return [...scope.base, ...place];
  return place.within === 'pod' ? [...scope.podPath, ...place.path] : place.path;
}
