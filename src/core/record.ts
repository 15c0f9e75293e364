/** An object whose keys are read by name, such as a mapping of a manifest. */
export type UnknownRecord = Record<string | number, unknown>;

/** Whether a value is a mapping or a list, and not null. */
export function isObject(value: unknown): value is UnknownRecord {
  return typeof value === 'object' && value !== null;
}

/** Whether a value is a mapping, and not a list. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return isObject(value) && !Array.isArray(value);
}
