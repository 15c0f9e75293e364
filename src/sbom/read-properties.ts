import { PROPERTY_NAMESPACE, type Property } from './properties.ts';

const NONE: ReadonlyMap<string, readonly string[]> = new Map();

/** Properties that were read, by their names without `plimsoll:`. */
export class Properties {
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(properties: readonly Property[]) {
    if (properties.length === 0) {
      this.#values = NONE;
      return;
    }
    const own = properties.filter(({ name }) => name.startsWith(PROPERTY_NAMESPACE));
    const groups = Map.groupBy(own, ({ name }) => name.slice(PROPERTY_NAMESPACE.length));
    this.#values = new Map([...groups].map(([name, group]) => [name, group.map(({ value }) => value)]));
  }

  first(name: string): string | undefined {
    return this.#values.get(name)?.[0];
  }

  all(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  /** A number counted from 1, as one counted from 0. */
  position(name: string): number | undefined {
    const text = this.first(name) ?? '';
    return /^[1-9]\d{0,8}$/.test(text) ? Number(text) - 1 : undefined;
  }

  /** The properties whose names begin so, without that beginning. */
  below(prefix: string): Readonly<Record<string, string>> {
    const found = [...this.#values].filter(([name]) => name.startsWith(prefix));
    return Object.fromEntries(found.map(([name, [value = '']]) => [name.slice(prefix.length), value]));
  }
}
