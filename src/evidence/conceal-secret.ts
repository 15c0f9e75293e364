import { isMapping } from '../core/record.ts';
import type { Resource } from '../manifests/resource.ts';
import { FieldPlace } from './place.ts';
import type { Recorder } from './recorder.ts';

/** Conceals every value of a Secret, whichever rules are on: no excerpt shows one. */
export function concealSecret(resource: Resource, recorder: Recorder): void {
  for (const place of secretPlaces(resource)) recorder.conceal(place);
}

/** The places of the values of a Secret. */
export function secretPlaces(resource: Resource): readonly FieldPlace[] {
  return ['data', 'stringData'].flatMap((field) => {
    const values = Object.getOwnPropertyDescriptor(resource.value, field)?.value;
    return isMapping(values) ? Object.keys(values).map((key) => new FieldPlace(resource, [field, key])) : [];
  });
}
