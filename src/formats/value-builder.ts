import { EVENT_ID, type Event, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { type Problem, problemOf } from '../core/errors.ts';
import type { DocumentLimits, Json, JsonObject, PositionedProblem } from './document.ts';
import { formatErrors } from './errors.ts';
import {
  ABSENT,
  abbreviate,
  type ContainerEvent,
  type EventStream,
  isMergeKey,
  positionOf,
  resolveScalar,
  scalarKey,
  scalarText,
} from './events.ts';
import { DocumentFault } from './fault.ts';
import { isSurelyText } from './scalars.ts';

/** What an anchor names: its value, or `undefined` while its node is still open. */
interface Anchor {
  value: Json | undefined;
  /** The event of an anchored scalar: as a key it may be another text than as a value. */
  readonly scalar: ScalarEvent | undefined;
  /** What an alias of it adds to the nodes that aliases expand to. */
  weight: number;
}

interface ClosedAnchor extends Anchor {
  value: Json;
}

function isClosed(anchor: Anchor): anchor is ClosedAnchor {
  return anchor.value !== undefined;
}

const ZERO = 48;
const NINE = 57;
const LESS_THAN = 60;
/** So many digits always make a number that a double holds exactly. */
const LONGEST_EXACT_INTEGER = 15;
const CHARACTERS_PER_NODE_SHIFT = 8;

/** Builds the plain value of one document from its events, in one pass. */
export class ValueBuilder {
  readonly problems: PositionedProblem[] = [];
  readonly #stream: EventStream;
  readonly #text: string;
  readonly #events: readonly Event[];
  readonly #limits: DocumentLimits;
  #next: number;
  #nodes = 0;
  #aliasNodes = 0;
  #anchors: Map<string, Anchor> | undefined;

  /** `first` is the index of the event that begins the root node. */
  constructor(stream: EventStream, first: number, limits: DocumentLimits) {
    this.#stream = stream;
    this.#text = stream.text;
    this.#events = stream.events;
    this.#next = first;
    this.#limits = limits;
  }

  /** The index of the event after the last one that was used. */
  get position(): number {
    return this.#next;
  }

  /** The value of the next node. Throws a `DocumentFault` where Kubernetes refuses the document. */
  build(): Json {
    const event = this.#take();
    this.#nodes += 1;
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return event.anchorStart === ABSENT ? this.#scalar(event) : this.#anchoredScalar(event);
      case EVENT_ID.MAPPING:
        return event.anchorStart === ABSENT ? this.#mapping({}) : this.#anchored(event, {});
      case EVENT_ID.SEQUENCE:
        return event.anchorStart === ABSENT ? this.#sequence([]) : this.#anchored(event, []);
      case EVENT_ID.ALIAS:
        return this.#alias(event.anchorStart, event.anchorEnd).value;
      case EVENT_ID.DOCUMENT:
      case EVENT_ID.POP:
      default:
        throw new Error('a node ends where none began');
    }
  }

  #take(): Event {
    const event = this.#events[this.#next];
    if (event === undefined) throw new Error('the events end inside a node');
    this.#next += 1;
    return event;
  }

  #sequence(list: Json[]): Json[] {
    while (this.#events[this.#next]?.type !== EVENT_ID.POP) list.push(this.build());
    this.#next += 1;
    return list;
  }

  #mapping(mapping: JsonObject): JsonObject {
    let merged: Set<string> | undefined;
    for (;;) {
      const event = this.#take();
      if (event.type === EVENT_ID.POP) return mapping;
      if (event.type === EVENT_ID.SCALAR && this.#mayMerge(event) && isMergeKey(this.#stream, event)) {
        if (event.anchorStart !== ABSENT) this.#anchoredScalar(event);
        merged ??= new Set();
        this.#merge(mapping, merged);
        continue;
      }
      const key = this.#key(event);
      if (mapping[key] !== undefined && Object.hasOwn(mapping, key) && merged?.delete(key) !== true) {
        this.#reportDuplicate(key, event);
      }
      setField(mapping, key, this.build());
    }
  }

  #key(event: Event): string {
    if (event.type !== EVENT_ID.SCALAR) return this.#rareKey(event);
    if (event.tagStart === ABSENT && event.anchorStart === ABSENT && event.valueStart !== ABSENT) {
      const { valueStart, valueEnd } = event;
      if (event.style !== SCALAR_STYLE.PLAIN) return scalarText(this.#stream, event);
      if (event.fast && isSurelyText(this.#text.charCodeAt(valueStart), valueEnd - valueStart)) {
        return this.#text.slice(valueStart, valueEnd);
      }
    }
    if (event.anchorStart !== ABSENT) this.#anchoredScalar(event);
    return scalarKey(this.#stream, event);
  }

  #mayMerge(event: ScalarEvent): boolean {
    return (
      event.valueEnd - event.valueStart === 2 &&
      (this.#text.charCodeAt(event.valueStart) === LESS_THAN || event.tagStart !== ABSENT)
    );
  }

  #scalar(event: ScalarEvent): Json {
    if (event.tagStart === ABSENT) {
      if (event.style !== SCALAR_STYLE.PLAIN) return scalarText(this.#stream, event);
      const { valueStart, valueEnd } = event;
      if (valueStart === ABSENT) return null;
      const first = this.#text.charCodeAt(valueStart);
      if (isSurelyText(first, valueEnd - valueStart)) return scalarText(this.#stream, event);
      if (first > ZERO && first <= NINE) {
        const integer = exactInteger(this.#text, valueStart, valueEnd);
        if (integer !== undefined) return integer;
      }
    }
    return this.#rareScalar(event);
  }

  #rareScalar(event: ScalarEvent): Json {
    const { type, value } = resolveScalar(this.#stream, event);
    if (type === 'int') return Number(value);
    if (type !== 'float') return value;
    // JSON's -0 is an integer to Kubernetes, which makes 0 of it.
    if (Number.isFinite(value)) return value + 0;
    const problem = problemOf(formatErrors, 'PL_E_YAML_NUMBER', { text: scalarText(this.#stream, event) });
    throw new DocumentFault(problem, positionOf(event));
  }

  /** A key that is an alias of a scalar, or a mistake. */
  #rareKey(event: Event): string {
    if (event.type !== EVENT_ID.ALIAS)
      throw this.#keyFault(event.type === EVENT_ID.MAPPING ? 'a mapping' : 'a list', event);
    const { scalar } = this.#alias(event.anchorStart, event.anchorEnd);
    if (scalar === undefined) throw this.#keyFault('what this alias refers to', event);
    return scalarKey(this.#stream, scalar);
  }

  #keyFault(what: string, event: Event): DocumentFault {
    return new DocumentFault(problemOf(formatErrors, 'PL_E_YAML_KEY', { what }), positionOf(event));
  }

  #reportDuplicate(key: string, event: Event): void {
    const limit = this.#limits.maxProblems;
    if (this.problems.length > limit) return;
    const problem: Problem =
      this.problems.length === limit
        ? problemOf(formatErrors, 'PL_E_DUPLICATE_KEYS', { limit })
        : problemOf(formatErrors, 'PL_E_DUPLICATE_KEY', { key: abbreviate(key) });
    this.problems.push({ problem, offset: positionOf(event) });
  }

  #anchoredScalar(event: ScalarEvent): Json {
    const weight = 1 + ((event.valueEnd - event.valueStart) >>> CHARACTERS_PER_NODE_SHIFT);
    const value = this.#scalar(event);
    this.#define(event.anchorStart, event.anchorEnd, { value, scalar: event, weight });
    return value;
  }

  #anchored(event: ContainerEvent, container: Json[] | JsonObject): Json {
    const anchor: Anchor = { value: undefined, scalar: undefined, weight: 0 };
    this.#define(event.anchorStart, event.anchorEnd, anchor);
    const nodes = this.#nodes;
    if (Array.isArray(container)) this.#sequence(container);
    else this.#mapping(container);
    const characters = this.#lastOffset() - event.start;
    anchor.weight = this.#nodes - nodes + 1 + (Math.max(characters, 0) >>> CHARACTERS_PER_NODE_SHIFT);
    anchor.value = container;
    return container;
  }

  /** Where the last node before the current event stands. */
  #lastOffset(): number {
    for (let at = this.#next - 1; at >= 0; at -= 1) {
      const event = this.#events[at];
      if (event?.type === EVENT_ID.SCALAR && event.valueEnd !== ABSENT) return event.valueEnd;
      if (event?.type === EVENT_ID.ALIAS) return event.anchorEnd;
    }
    return 0;
  }

  #define(start: number, end: number, anchor: Anchor): void {
    this.#anchors ??= new Map();
    this.#anchors.set(this.#text.slice(start, end), anchor);
  }

  #alias(start: number, end: number): ClosedAnchor {
    const name = this.#text.slice(start, end);
    const anchor = this.#anchors?.get(name);
    if (anchor === undefined) {
      throw new DocumentFault(problemOf(formatErrors, 'PL_E_YAML_ALIAS', { name: abbreviate(name) }), start - 1);
    }
    if (!isClosed(anchor)) {
      throw new DocumentFault(problemOf(formatErrors, 'PL_E_YAML_ALIAS_CYCLE', { name: abbreviate(name) }), start - 1);
    }
    this.#nodes += anchor.weight;
    this.#aliasNodes += anchor.weight;
    const limit = this.#limits.maxAliasNodes;
    if (this.#aliasNodes > limit) {
      throw new DocumentFault(problemOf(formatErrors, 'PL_E_YAML_ALIAS_LIMIT', { limit }), start - 1);
    }
    return anchor;
  }

  /** Merges the next node into a mapping. What comes later in the document wins, be it a field or a merge, as in goyaml.v2. */
  #merge(mapping: JsonObject, merged: Set<string>): void {
    const event = this.#events[this.#next];
    const source = this.build();
    const isList = Array.isArray(source) && event?.type === EVENT_ID.SEQUENCE;
    // Of several mappings in a list the first wins.
    for (const one of isList ? source.toReversed() : [source]) {
      if (one === null || typeof one !== 'object' || Array.isArray(one)) {
        throw new DocumentFault(
          problemOf(formatErrors, 'PL_E_YAML_MERGE', undefined),
          event === undefined ? 0 : positionOf(event),
        );
      }
      for (const [key, value] of Object.entries(one)) {
        setField(mapping, key, value);
        merged.add(key);
      }
    }
  }
}

/** Sets an own field, whatever its name. */
function setField(mapping: JsonObject, key: string, value: Json): void {
  if (key === '__proto__') {
    Object.defineProperty(mapping, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    mapping[key] = value;
  }
}

/** The number of a run of decimal digits that does not begin with 0; `undefined` for anything else. */
function exactInteger(text: string, start: number, end: number): number | undefined {
  if (end - start > LONGEST_EXACT_INTEGER) return undefined;
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > NINE) return undefined;
    value = value * 10 + (code - ZERO);
  }
  return value;
}
