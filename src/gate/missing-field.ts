import { type Problem, problemOf } from '../core/errors.ts';
import { type FieldPath, formatFieldPath } from '../core/field-path.ts';
import { formatResource } from '../core/subject.ts';
import type { Missing } from '../core/verdict.ts';
import { FieldPlace } from '../evidence/place.ts';
import { writtenAt } from '../formats/written-at.ts';
import { manifestErrors } from '../manifests/errors.ts';
import type { UnreadableField } from '../manifests/kubernetes/wrong-type.ts';
import { type Resource, subjectOf } from '../manifests/resource.ts';

/** A field of a resource that has another type than Kubernetes wants, as what is missing. */
export function missingField(resource: Resource, { wrong: { path, expected, found } }: UnreadableField): Missing {
  const data = { resource: formatResource(subjectOf(resource)), path: formatFieldPath(path), expected, found };
  return missingAt(resource, path, problemOf(manifestErrors, 'PL_E_MANIFEST_WRONG_TYPE', data));
}

/** What is missing at a field of a resource. */
export function missingAt(resource: Resource, path: FieldPath, { code, message, remedy }: Problem): Missing {
  const { source, span } = new FieldPlace(resource, path);
  return { code, what: message, supply: remedy, ...writtenAt(source, span.start, path) };
}
