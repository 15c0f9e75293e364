/** Stands for a value in a message: `<path>`. A list of them reads the same. */
class Placeholder extends String {
  map<T>(shape: (item: Placeholder) => T): T[] {
    return [shape(this)];
  }

  join(): string {
    return this.toString();
  }
}

/** The sentence that a message makes, with `<name>` where the data of an occurrence would stand. */
export function shapeOf(message: (data: never) => string): string {
  const data = new Proxy({}, { get: (_, name) => new Placeholder(`<${String(name)}>`) });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it answers to every name, with what reads as text
  return message(data as never);
}
