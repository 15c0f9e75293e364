import { type FieldPath, formatFieldPath } from '../../core/field-path.ts';
import type { Shape } from './structures.ts';

/** A value of a type that Kubernetes' decoder refuses at its place. */
export interface WrongType {
  /** From the value that was conformed. */
  readonly path: FieldPath;
  /** 'a boolean' */
  readonly expected: string;
  /** 'the string "true"'. Never long, and never quoted where a secret could stand. */
  readonly found: string;
}

/** Thrown on reading a value of the wrong type. The rule that read it cannot decide; others are not concerned. */
export class UnreadableField extends Error {
  override readonly name = 'UnreadableField';
  readonly wrong: WrongType;

  constructor(wrong: WrongType) {
    super(`${formatFieldPath(wrong.path)} must be ${wrong.expected}, but is ${wrong.found}`);
    this.wrong = wrong;
  }
}

/** What a field holds, or what keeps it from being read. */
export function readable<Value>(read: () => Value): Value | UnreadableField {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableField) return error;
    throw error;
  }
}

const LONGEST_QUOTE = 40;

export function expectedName(shape: Shape): string {
  if (shape.kind === 'scalar') return shape.expected;
  return shape.kind === 'list' ? 'a list' : 'an object';
}

/** What stands where `shape` should: quoted only where it cannot be a secret. */
export function foundName(value: unknown, shape: Shape): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'boolean') return `the boolean ${value}`;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') {
    return isQuotable(shape)
      ? `the ${typeof value === 'string' ? 'string' : 'number'} ${quote(value)}`
      : describeUnquoted(value, shape);
  }
  return 'an object';
}

function isQuotable(shape: Shape): boolean {
  return shape.kind === 'scalar' && shape.quotable;
}

function describeUnquoted(value: string | number | bigint, shape: Shape): string {
  if (typeof value !== 'string') return 'a number';
  return shape.kind === 'scalar' ? 'other text' : 'a string';
}

function quote(value: string | number | bigint): string {
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > LONGEST_QUOTE ? `${value.slice(0, LONGEST_QUOTE)}…` : value);
}
