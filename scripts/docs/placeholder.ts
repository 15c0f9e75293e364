/** The sentence that a message makes, with `<name>` where the data of an occurrence would stand. */
export function shapeOf(message: (data: never) => string): string {
  const data = new Proxy({}, { get: (_, name) => placeholder(String(name)) });
  // A message that is its data alone gives a placeholder, not text.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it answers to every name, with what reads as text
  const sentence: unknown = message(data as never);
  // What is computed of a placeholder is no number.
  return String(sentence).replaceAll('NaN', '<number>');
}

/** Reads as the text `<name>`, as a list of one of these, and as an object whose fields are such again. */
function placeholder(name: string): unknown {
  const text = `<${name}>`;
  return new Proxy([undefined], {
    get(list, property): unknown {
      if (property === '0') return placeholder(name);
      if (property === Symbol.toPrimitive || property === 'toString' || property === 'toJSON') return () => text;
      if (property in list) return Reflect.get(list, property);
      if (property in String.prototype) return ownMethod(text, property);
      return typeof property === 'symbol' ? undefined : placeholder(property);
    },
  });
}

function ownMethod(text: string, name: string | symbol): unknown {
  const method: unknown = Reflect.get(String.prototype, name);
  return typeof method === 'function' ? method.bind(text) : method;
}
