import type { FieldPath } from '../../core/field-path.ts';
import type { Located } from '../document.ts';

/** The offset of what is not written. */
export const NOWHERE = -1;

/** Where a node of a document stands, and the nodes below it. Offsets count from the start of the file. */
export interface Place {
  readonly kind: 'mapping' | 'sequence' | 'scalar';
  readonly style: Located['style'];
  readonly start: number;
  readonly end: number;
  /** The fields of a mapping or the items of a list, in the order of the text. */
  readonly children: readonly Place[];
  /** The name of a field of a mapping; empty for anything else. */
  name: string;
  keyStart: number;
  keyEnd: number;
}

const NO_CHILDREN: readonly Place[] = [];

export function scalarPlace(style: Located['style'], start: number, end: number): Place {
  return { kind: 'scalar', style, start, end, children: NO_CHILDREN, name: '', keyStart: NOWHERE, keyEnd: NOWHERE };
}

/** How many fields are looked through faster than they are indexed. */
const FEW = 32;

/** Finds values by the tree of their places, as `Locator` does by events. */
export class PlaceLocator {
  readonly #root: Place;
  readonly #fields = new Map<Place, ReadonlyMap<string, Place>>();

  constructor(root: Place) {
    this.#root = root;
  }

  locate(path: FieldPath): Located | undefined {
    const place = this.#walk(path);
    return place === undefined ? undefined : located(place);
  }

  children(path: FieldPath): Located[] {
    return this.#walk(path)?.children.map(located) ?? [];
  }

  #walk(path: FieldPath): Place | undefined {
    let place: Place | undefined = this.#root;
    for (const step of path) {
      if (place === undefined) return undefined;
      place = place.kind === 'mapping' ? this.#field(place, String(step)) : item(place, step);
    }
    return place;
  }

  #field(mapping: Place, name: string): Place | undefined {
    if (mapping.children.length <= FEW) return mapping.children.find((child) => child.name === name);
    let fields = this.#fields.get(mapping);
    if (fields === undefined) {
      fields = new Map(mapping.children.map((child) => [child.name, child]));
      this.#fields.set(mapping, fields);
    }
    return fields.get(name);
  }
}

function item({ children }: Place, step: string | number): Place | undefined {
  return typeof step === 'number' ? children[step] : undefined;
}

function located({ kind, style, start, end, keyStart, keyEnd }: Place): Located {
  const key = keyStart === NOWHERE ? undefined : { start: keyStart, end: keyEnd };
  return { key, value: { start, end }, through: undefined, kind, style };
}
