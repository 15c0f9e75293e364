import type { Json, JsonObject } from '../document.ts';
import { outside } from './outside.ts';

/** Sets a field that the mapping does not have; a name that every object inherits is left to the parser of all YAML. */
export function setNewField(mapping: JsonObject, key: string, value: Json): void {
  if (mapping[key] !== undefined) outside();
  mapping[key] = value;
}
