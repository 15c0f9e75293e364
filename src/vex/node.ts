import { isMapping } from '../core/record.ts';

/** What is wrong at a place of a document; the part that it stands in is not read. */
export class VexFault extends Error {
  override readonly name = 'VexFault';
  readonly place: string;
  readonly why: string;

  constructor(place: string, why: string) {
    super(`${place} ${why}`);
    this.place = place;
    this.why = why;
  }
}

/** Longer names and sentences are cut: a report repeats them with every finding. */
const LONGEST_TEXT = 2000;

/** A value of a document with its place. What is there and of another type than it must be is a `VexFault`. */
export class VexNode {
  readonly value: unknown;
  readonly place: string;

  constructor(value: unknown, place: string) {
    this.value = value;
    this.place = place;
  }

  /** A field; its value is undefined where there is none. */
  at(name: string): VexNode {
    const place = this.place === '' ? name : `${this.place}.${name}`;
    if (!isMapping(this.value)) throw this.fault('is no object');
    return new VexNode(Object.hasOwn(this.value, name) ? this.value[name] : undefined, place);
  }

  has(name: string): boolean {
    return isMapping(this.value) && Object.hasOwn(this.value, name) && this.value[name] !== null;
  }

  /** A field that holds an object; one without fields where there is none. */
  mapping(name: string): VexNode {
    const node = this.at(name);
    if (isMapping(node.value)) return node;
    if (node.value === undefined || node.value === null) return new VexNode({}, node.place);
    throw node.fault('is no object');
  }

  /** The text of a field; empty where there is none. */
  text(name: string): string {
    const node = this.at(name);
    return node.value === undefined || node.value === null ? '' : node.asText();
  }

  /** The text of a field that must be there. */
  requiredText(name: string): string {
    const text = this.text(name);
    if (text === '') throw this.fault(`has no ${name}`);
    return text;
  }

  /** The items of a list; none where there is no such field. */
  list(name: string): readonly VexNode[] {
    const node = this.at(name);
    if (node.value === undefined || node.value === null) return [];
    if (!Array.isArray(node.value)) throw node.fault('is no list');
    return node.value.map((item, index) => new VexNode(item, `${node.place}[${index}]`));
  }

  texts(name: string): readonly string[] {
    return this.list(name).map((item) => item.asText());
  }

  /** The fields of a mapping, with the value of each as text. */
  entries(): readonly (readonly [string, string])[] {
    if (!isMapping(this.value)) throw this.fault('is no object');
    return Object.keys(this.value).map((name) => [name, this.text(name)]);
  }

  asText(): string {
    if (typeof this.value !== 'string') throw this.fault('is no text');
    const text = this.value.trim();
    return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
  }

  /** Milliseconds since 1970 of a field that holds a time as RFC 3339; undefined where there is none. */
  time(name: string): number | undefined {
    const text = this.text(name);
    if (text === '') return undefined;
    const time = RFC_3339.test(text) ? Date.parse(text) : Number.NaN;
    if (Number.isNaN(time)) throw this.at(name).fault('is no time');
    return time;
  }

  /** What is made of a part of a document, or what is wrong with it. */
  attempt<Made>(make: () => Made): Made | VexFault {
    try {
      return make();
    } catch (error) {
      if (error instanceof VexFault) return error;
      throw error;
    }
  }

  fault(why: string): VexFault {
    return new VexFault(this.place === '' ? 'its beginning' : this.place, why);
  }
}

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/i;
