import { COLLECTION_STYLE, EVENT_ID, type Event, SCALAR_STYLE } from 'js-yaml';
import type { FieldPath } from '../core/field-path.ts';
import type { Located, NodeStyle, Range } from './document.ts';
import { type EventStream, isMergeKey, type NodeEvent, scalarKey, unpadded } from './events.ts';
import { type Layout, layOut } from './layout.ts';

/** A place on the way along a path. */
interface Place {
  readonly node: number;
  readonly key: number | undefined;
  readonly through: Range | undefined;
}

/** The keys of a mapping, by the indexes of their events. */
interface Fields {
  /** The last key of each name. */
  readonly own: ReadonlyMap<string, number>;
  /** The merge keys, the last first. */
  readonly merges: readonly number[];
}

const SCALAR_STYLES: Readonly<Record<number, NodeStyle>> = {
  [SCALAR_STYLE.PLAIN]: 'plain',
  [SCALAR_STYLE.SINGLE_QUOTED]: 'single-quoted',
  [SCALAR_STYLE.DOUBLE_QUOTED]: 'double-quoted',
  [SCALAR_STYLE.LITERAL_BLOCK]: 'literal',
  [SCALAR_STYLE.FOLDED_BLOCK]: 'folded',
};

/** Finds values in one document. It only answers for a document that could be read. */
export class Locator {
  readonly #stream: EventStream;
  readonly #layout: Layout;
  readonly #root: number;
  readonly #base: number;
  readonly #items = new Map<number, readonly number[]>();
  readonly #fields = new Map<number, Fields>();

  /** `base` is the offset of the stream's text in the file; `root` the index of the root node's event. */
  constructor(stream: EventStream, root: number, base: number) {
    this.#stream = stream;
    this.#layout = layOut(stream);
    this.#root = root;
    this.#base = base;
  }

  locate(path: FieldPath): Located | undefined {
    const place = this.#walk(path);
    return place === undefined ? undefined : this.#located(place);
  }

  children(path: FieldPath): Located[] {
    const place = this.#walk(path);
    const event = place === undefined ? undefined : this.#event(place.node);
    if (place === undefined || (event?.type !== EVENT_ID.MAPPING && event?.type !== EVENT_ID.SEQUENCE)) return [];
    const children: Located[] = [];
    for (let index = place.node + 1; this.#event(index)?.type !== EVENT_ID.POP; index = this.#next(index)) {
      const key = event.type === EVENT_ID.MAPPING ? index : undefined;
      if (key !== undefined) index = this.#next(index);
      const located = this.#located({ node: index, key, through: place.through });
      if (located !== undefined) children.push(located);
    }
    return children;
  }

  #walk(path: FieldPath): Place | undefined {
    let place: Place | undefined = { node: this.#root, key: undefined, through: undefined };
    for (const step of path) {
      place = this.#step(this.#followAlias(place), step);
      if (place === undefined) return undefined;
    }
    return place;
  }

  #event(index: number): Event | undefined {
    return this.#stream.events[index];
  }

  #next(index: number): number {
    return this.#layout.nexts[index] ?? 0;
  }

  #range(index: number): Range {
    return {
      start: this.#base + unpadded(this.#stream.padding, this.#layout.starts[index] ?? 0),
      end: this.#base + unpadded(this.#stream.padding, this.#layout.ends[index] ?? 0),
    };
  }

  #target(index: number): number {
    return this.#layout.targets[index] ?? -1;
  }

  #followAlias(place: Place): Place {
    if (this.#event(place.node)?.type !== EVENT_ID.ALIAS) return place;
    return { node: this.#target(place.node), key: place.key, through: place.through ?? this.#range(place.node) };
  }

  #step(place: Place, step: string | number): Place | undefined {
    const event = this.#event(place.node);
    if (event?.type === EVENT_ID.MAPPING) return this.#field(place, String(step));
    if (event?.type === EVENT_ID.SEQUENCE && typeof step === 'number') return this.#item(place, step);
    return undefined;
  }

  #item(place: Place, position: number): Place | undefined {
    const node = this.#itemsOf(place.node)[position];
    return node === undefined ? undefined : { node, key: undefined, through: place.through };
  }

  #itemsOf(sequence: number): readonly number[] {
    const known = this.#items.get(sequence);
    if (known !== undefined) return known;
    const items: number[] = [];
    for (let node = sequence + 1; this.#event(node)?.type !== EVENT_ID.POP; node = this.#next(node)) items.push(node);
    this.#items.set(sequence, items);
    return items;
  }

  /** What comes later in the mapping wins, be it a field or a merge, as when the value is built. */
  #field(place: Place, name: string): Place | undefined {
    const { own, merges } = this.#fieldsOf(place.node);
    const key = own.get(name);
    for (const merge of merges) {
      if (key !== undefined && merge < key) break;
      const through = place.through ?? this.#range(merge);
      const found = this.#mergedField({ node: this.#next(merge), key: merge, through }, name);
      if (found !== undefined) return found;
    }
    return key === undefined ? undefined : { node: this.#next(key), key, through: place.through };
  }

  #fieldsOf(mapping: number): Fields {
    const known = this.#fields.get(mapping);
    if (known !== undefined) return known;
    const own = new Map<string, number>();
    const merges: number[] = [];
    for (let key = mapping + 1; this.#event(key)?.type !== EVENT_ID.POP; key = this.#next(this.#next(key))) {
      const event = this.#event(key);
      const name = this.#keyOf(key);
      if (event?.type === EVENT_ID.SCALAR && isMergeKey(this.#stream, event)) merges.push(key);
      else if (name !== undefined) own.set(name, key);
    }
    const fields = { own, merges: merges.toReversed() };
    this.#fields.set(mapping, fields);
    return fields;
  }

  #mergedField(merge: Place, name: string): Place | undefined {
    const source = this.#followAlias(merge);
    const event = this.#event(source.node);
    if (event?.type === EVENT_ID.MAPPING) return this.#field(source, name);
    if (event?.type !== EVENT_ID.SEQUENCE) return undefined;
    for (let node = source.node + 1; this.#event(node)?.type !== EVENT_ID.POP; node = this.#next(node)) {
      const found = this.#mergedField({ ...source, node }, name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #keyOf(index: number): string | undefined {
    const event = this.#event(index);
    const scalar = event?.type === EVENT_ID.ALIAS ? this.#event(this.#target(index)) : event;
    return scalar?.type === EVENT_ID.SCALAR ? scalarKey(this.#stream, scalar) : undefined;
  }

  #located(place: Place): Located | undefined {
    const event = this.#event(place.node);
    if (event === undefined || event.type === EVENT_ID.POP || event.type === EVENT_ID.DOCUMENT) return undefined;
    return {
      key: place.key === undefined ? undefined : this.#range(place.key),
      value: this.#range(place.node),
      through: place.through,
      ...shapeOf(event),
    };
  }
}

function shapeOf(event: NodeEvent): Pick<Located, 'kind' | 'style'> {
  switch (event.type) {
    case EVENT_ID.ALIAS:
      return { kind: 'alias', style: 'plain' };
    case EVENT_ID.SCALAR:
      return { kind: 'scalar', style: SCALAR_STYLES[event.style] ?? 'plain' };
    case EVENT_ID.MAPPING:
      return { kind: 'mapping', style: event.style === COLLECTION_STYLE.FLOW ? 'flow' : 'block' };
    case EVENT_ID.SEQUENCE:
    default:
      return { kind: 'sequence', style: event.style === COLLECTION_STYLE.FLOW ? 'flow' : 'block' };
  }
}
