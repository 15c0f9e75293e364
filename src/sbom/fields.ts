import { isMapping } from '../core/record.ts';

/** The fields of an object that was read: what is not there, or of another type, is undefined or empty. */
export class Fields {
  readonly #value: Readonly<Record<string, unknown>>;

  constructor(value: unknown) {
    this.#value = isMapping(value) ? value : {};
  }

  /** A text that is not empty. */
  text(name: string): string | undefined {
    const value = this.#get(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  /** A count or position: a whole number that is not negative. */
  count(name: string): number | undefined {
    const value = this.#get(name);
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
  }

  list(name: string): readonly unknown[] {
    const value = this.#get(name);
    return Array.isArray(value) ? value : [];
  }

  /** The items of a list, or the one value that stands in its place. */
  values(name: string): readonly unknown[] {
    const value = this.#get(name);
    return value === undefined || Array.isArray(value) ? this.list(name) : [value];
  }

  /** The objects of a list. */
  all(name: string): readonly Fields[] {
    return this.list(name).map((each) => new Fields(each));
  }

  /** The texts of a list. */
  texts(name: string): readonly string[] {
    return this.list(name).filter((each) => typeof each === 'string');
  }

  fields(name: string): Fields {
    return new Fields(this.#get(name));
  }

  #get(name: string): unknown {
    return Object.hasOwn(this.#value, name) ? this.#value[name] : undefined;
  }
}
