import type { Json, JsonObject } from '../formats/document.ts';

/** An object of those fields that have something to say: what is undefined or an empty list is left out. */
export function present(fields: Readonly<Record<string, Json | undefined>>): JsonObject {
  const result: JsonObject = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) result[name] = value;
  }
  return result;
}

/** A document as a file. */
export function documentText(document: JsonObject): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
