import type { FieldPath } from '../core/field-path.ts';
import { isMapping, isObject } from '../core/record.ts';

/** A mapping in a list, and its index there. */
export interface Item {
  readonly index: number;
  readonly item: Readonly<Record<string, unknown>>;
}

// Readers for resources of which Kubernetes' own types say nothing: what is not of the type asked for is absent.

/** The value at a path; undefined where it leads nowhere. */
export function valueIn(root: unknown, path: FieldPath): unknown {
  let value = root;
  for (const step of path) value = isObject(value) ? value[step] : undefined;
  return value;
}

/** The text at a path. */
export function textIn(root: unknown, path: FieldPath): string | undefined {
  const value = valueIn(root, path);
  return typeof value === 'string' ? value : undefined;
}

/** The texts of the list at a path. */
export function textsIn(root: unknown, path: FieldPath): readonly string[] {
  const value = valueIn(root, path);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The mappings of the list at a path. */
export function itemsIn(root: unknown, path: FieldPath): readonly Item[] {
  const value = valueIn(root, path);
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown, index) => (isMapping(item) ? [{ index, item }] : []));
}
