/** Ids of a document that should be unique: one that stands a second time gets another. */
export class UniqueIds {
  /** How often an id was wanted, and so the first number to try. */
  readonly #counts = new Map<string, number>();

  take(wanted: string): string {
    let count = this.#counts.get(wanted) ?? 0;
    let id = count === 0 ? wanted : `${wanted}#${count + 1}`;
    while (count > 0 && this.#counts.has(id)) {
      count += 1;
      id = `${wanted}#${count + 1}`;
    }
    this.#counts.set(wanted, count + 1);
    if (id !== wanted) this.#counts.set(id, 1);
    return id;
  }
}
