import type { FieldPath } from './field-path.ts';

/** A value of JSON, which is what a manifest holds. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A change to one document: set a value, remove it, or append an item to a list. Missing parents are made. */
export type Edit =
  | { readonly op: 'set'; readonly path: FieldPath; readonly value: Json }
  | { readonly op: 'remove'; readonly path: FieldPath }
  | { readonly op: 'append'; readonly path: FieldPath; readonly value: Json };
