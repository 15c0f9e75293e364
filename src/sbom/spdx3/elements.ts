import type { Json, JsonObject } from '../../formats/document.ts';
import { present } from '../json.ts';
import { NO_NUMBER } from '../undated.ts';

/** What says of all elements of a document who made them and when. */
export const CREATION_INFO = '_:creationInfo';

/** The id of an element: the number of its document, and a name that is unique in it. */
export function idOf(name: string): string {
  return `${NO_NUMBER}#${name}`;
}

/** An element of a document. */
export function elementOf(type: string, id: string, fields: Readonly<Record<string, Json | undefined>>): JsonObject {
  return { type, spdxId: id, creationInfo: CREATION_INFO, ...present(fields) };
}

/** The elements of a document that is written, in the order in which they are added. */
export class Elements {
  readonly #elements = new Map<string, JsonObject>();
  readonly #counts = new Map<string, number>();

  /** Adds an element with the id that is given. */
  add(type: string, id: string, fields: Readonly<Record<string, Json | undefined>>): void {
    this.#elements.set(id, elementOf(type, id, fields));
  }

  /** Adds an element that is one of many of its kind, `Relationship-17`, and gives its id. */
  addNumbered(type: string, fields: Readonly<Record<string, Json | undefined>>): string {
    const count = (this.#counts.get(type) ?? 0) + 1;
    this.#counts.set(type, count);
    const id = idOf(`SPDXRef-${type.replace(/^.*_/, '')}-${count}`);
    this.add(type, id, fields);
    return id;
  }

  get ids(): string[] {
    return [...this.#elements.keys()];
  }

  get list(): JsonObject[] {
    return [...this.#elements.values()];
  }
}
