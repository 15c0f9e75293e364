/** Values that were made lately, of a size all together; the one that was made first goes first. */
export class Kept<Value> {
  readonly #most: number;
  readonly #values = new Map<number, { readonly value: Value; readonly size: number }>();
  #size = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: number): Value | undefined {
    return this.#values.get(key)?.value;
  }

  keep(key: number, value: Value, size: number): Value {
    this.#size += size - (this.#values.get(key)?.size ?? 0);
    this.#values.set(key, { value, size });
    for (const [oldest, { size: freed }] of this.#values) {
      if (this.#size <= this.#most || oldest === key) break;
      this.#values.delete(oldest);
      this.#size -= freed;
    }
    return value;
  }
}
