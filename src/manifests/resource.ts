import type { FieldPath } from '../core/field-path.ts';
import { apiGroup } from '../core/identity.ts';
import type { Subject } from '../core/subject.ts';
import type { DocumentPlace, DocumentShelf } from './document-shelf.ts';
import type { UnknownField } from './kubernetes/conform.ts';

/** Where a resource came from: a document of a source, and the path in it when it is an item of a list. */
export interface Origin extends DocumentPlace {
  readonly prefix: FieldPath;
  /** Where the document is to be had. */
  readonly shelf: DocumentShelf;
}

/** One Kubernetes object and where it came from. */
export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  /** As written, or as `--namespace` supplies it. A missing namespace is not `default`. */
  readonly namespace: string | undefined;
  /** `metadata.name`, or `metadata.generateName` with an asterisk behind it. */
  readonly name: string | undefined;
  /** The object as plain values. A value of the wrong type throws `UnreadableField` when it is read. */
  readonly value: Readonly<Record<string, unknown>>;
  /** Fields that the type of the resource does not have; empty where its type is not known. */
  readonly unknownFields: readonly UnknownField[];
  readonly origin: Origin;
}

/** The subject of findings about a resource. */
export function subjectOf(resource: Resource): Subject {
  return {
    apiVersion: resource.apiVersion,
    kind: resource.kind,
    ...(resource.namespace === undefined ? {} : { namespace: resource.namespace }),
    ...(resource.name === undefined ? {} : { name: resource.name }),
  };
}

/** Whether a resource is of a kind of an API group, in whichever version; the core group is the empty string. */
export function isOfKind(resource: Pick<Resource, 'apiVersion' | 'kind'>, group: string, kind: string): boolean {
  return resource.kind === kind && apiGroup(resource.apiVersion) === group;
}
