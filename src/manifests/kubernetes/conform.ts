import type { FieldPath } from '../../core/field-path.ts';
import { nearest } from '../../core/nearest.ts';
import { type List, type Mapping, type Shape, type Structure, structureOf } from './structures.ts';
import { expectedName, foundName, readable, UnreadableField, type WrongType } from './wrong-type.ts';

/** A key that Kubernetes' types do not have: its decoder refuses it when strict and drops it silently when not. */
export interface UnknownField {
  readonly path: FieldPath;
  /** The field that was probably meant. Field names are case-sensitive, so `hostnetwork` is unknown. */
  readonly nearest: string | undefined;
}

export interface Conformity {
  readonly wrong: readonly WrongType[];
  readonly unknownFields: readonly UnknownField[];
}

type Container = Record<string | number, unknown>;

const CONFORMS: Conformity = Object.freeze({ wrong: Object.freeze([]), unknownFields: Object.freeze([]) });

/**
 * Makes a parsed value safe for rules to read as the structure of that name in types.generated.ts, in place, as the API server's JSON
 * decoder would (sigs.k8s.io/json, the case-sensitive fork of encoding/json):
 *
 * - a field that is null is deleted;
 * - a null in a list or a map of scalars becomes the zero value, as in Go;
 * - a value of the wrong type becomes a property that throws `UnreadableField` when read. So does a null in a list of objects, although
 *   the decoder makes an empty object of it: there it is always a slip, and an empty rule of a NetworkPolicy allows everything;
 * - an unknown field stays and is told.
 *
 * Never throws for the value's sake. `structureName` is a name of types.generated.ts, such as `PodTemplateSpec`; see `schemaRootOf`.
 * `at` is where the value stands in its resource: paths begin with it.
 */
export function conform(value: Record<string, unknown>, structureName: string, at: FieldPath = []): Conformity {
  const pass = new ConformPass(at);
  pass.visitStructure(value, structureOf(structureName));
  return pass.conformity();
}

class ConformPass {
  /** Where the pass stands. Keys are pushed on the way into objects and lists only, so that scalars cost nothing. */
  readonly #path: (string | number)[];
  #wrong: WrongType[] | undefined;
  #unknownFields: UnknownField[] | undefined;

  constructor(at: FieldPath) {
    this.#path = [...at];
  }

  conformity(): Conformity {
    if (this.#wrong === undefined && this.#unknownFields === undefined) return CONFORMS;
    return { wrong: this.#wrong ?? [], unknownFields: this.#unknownFields ?? [] };
  }

  visitStructure(object: Container, structure: Structure): void {
    const { fields } = structure;
    for (const name in object) {
      const shape = fields.get(name);
      if (shape === undefined) this.#noteUnknown(name, fields);
      else if (!this.#visit(object, name, shape)) this.#mendField(object, name, shape);
    }
  }

  #visitMapping(object: Container, value: Shape): void {
    for (const key in object) {
      if (!this.#visit(object, key, value)) this.#mendItem(object, key, value);
    }
  }

  #visitList(list: Container & readonly unknown[], item: Shape): void {
    for (let index = 0; index < list.length; index += 1) {
      if (!this.#visit(list, index, item)) this.#mendItem(list, index, item);
    }
  }

  /** Whether what stands at `key` is of the type of its shape. What lies inside it is mended. */
  #visit(parent: Container, key: string | number, shape: Shape): boolean {
    const value = read(parent, key);
    if (shape.kind === 'scalar') return shape.takes(value);
    if (shape.kind === 'anything') return true;
    this.#path.push(key);
    const conforms = this.#visitInside(value, shape);
    this.#path.pop();
    return conforms;
  }

  #visitInside(value: unknown, shape: Structure | Mapping | List): boolean {
    if (shape.kind === 'list') {
      if (!isList(value)) return false;
      this.#visitList(value, shape.item);
      return true;
    }
    if (!isObject(value)) return false;
    if (shape.kind === 'structure') this.visitStructure(value, shape);
    else this.#visitMapping(value, shape.value);
    return true;
  }

  #mendField(object: Container, name: string, shape: Shape): void {
    const value = read(object, name);
    if (value === null || value === undefined) Reflect.deleteProperty(object, name);
    else this.#refuse(object, name, wrongType([...this.#path, name], shape, value));
  }

  #mendItem(parent: Container, key: string | number, shape: Shape): void {
    const value = read(parent, key);
    const zero = value === null ? zeroOf(shape) : undefined;
    if (zero === undefined) this.#refuse(parent, key, wrongType([...this.#path, key], shape, value));
    else put(parent, key, { value: zero, writable: true });
  }

  #refuse(parent: Container, key: string | number, wrong: WrongType): void {
    this.#wrong ??= [];
    this.#wrong.push(wrong);
    const get = (): never => {
      throw new UnreadableField(wrong);
    };
    put(parent, key, { get });
  }

  #noteUnknown(name: string, fields: ReadonlyMap<string, Shape>): void {
    this.#unknownFields ??= [];
    this.#unknownFields.push({
      path: [...this.#path, name],
      /** Found when asked for: a hostile manifest can have a million unknown fields, and no report shows them all. */
      get nearest() {
        return nearest(name, fields.keys());
      },
    });
  }
}

function isObject(value: unknown): value is Container {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof UnreadableField);
}

function isList(value: unknown): value is Container & readonly unknown[] {
  return Array.isArray(value);
}

/** A YAML alias puts one object at two places: at the second, its wrong values throw already. */
function read(parent: Container, key: string | number): unknown {
  return readable(() => parent[key]);
}

function wrongType(path: FieldPath, shape: Shape, value: unknown): WrongType {
  if (value instanceof UnreadableField) return { ...value.wrong, path };
  return { path, expected: expectedName(shape), found: foundName(value, shape) };
}

function zeroOf(shape: Shape): unknown {
  if (shape.kind === 'scalar') return shape.zero;
  return shape.kind === 'list' ? [] : undefined;
}

/** Defines rather than assigns: a key may be named `__proto__`. */
function put(parent: Container, key: string | number, property: PropertyDescriptor): void {
  Object.defineProperty(parent, key, { ...property, enumerable: true, configurable: true });
}
