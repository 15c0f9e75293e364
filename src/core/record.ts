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

/**
 * A field of a mapping that was parsed. What was parsed of many files has hundreds of shapes, and a function that reads its fields itself is
 * compiled again for each of the first ones; this one knows them all before long.
 */
export function fieldOf(mapping: Readonly<UnknownRecord>, name: string): unknown {
  return mapping[name];
}
