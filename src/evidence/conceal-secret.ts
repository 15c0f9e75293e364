import { isMapping } from '../core/record.ts';
import type { Resource } from '../manifests/resource.ts';
import { FieldPlace } from './place.ts';
import type { Recorder } from './recorder.ts';

/** Conceals every value of a Secret, whichever rules are on: no excerpt shows one. */
export function concealSecret(resource: Resource, recorder: Recorder): void {
  for (const field of ['data', 'stringData']) {
    const values = Object.getOwnPropertyDescriptor(resource.value, field)?.value;
    if (!isMapping(values)) continue;
    for (const key of Object.keys(values)) recorder.conceal(new FieldPlace(resource, [field, key]));
  }
}
