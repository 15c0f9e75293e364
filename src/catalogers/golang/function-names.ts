const OWN = /^(?:type|go)[:.]/;

/**
 * The names by which advisories may know what the compiler calls `a/b%2ec.(*Type[...]).Method.func1`: the package `a/b.c.`, `a/b.c.Type`,
 * `a/b.c.Type.Method`. What is not written in Go has none. `program` is the path of its main package, which the compiler calls `main`.
 * Source: https://cs.opensource.google/go/go/+/master:src/cmd/internal/objabi/path.go.
 */
export function advisoryNames(compiled: string, program: string): readonly string[] {
  const name = withoutTypeArguments(compiled);
  const slash = name.lastIndexOf('/');
  const dot = name.indexOf('.', slash + 1);
  // The compiler's own begin with `type:` and `go:`, before Go 1.20 with `type..` and `go.`.
  if (dot <= 0 || OWN.test(name)) return [];
  const path = unescaped(name.slice(0, dot));
  const library = path === 'main' ? program : path;
  const [first, second] = firstParts(name.slice(dot + 1, name.endsWith('-fm') ? -'-fm'.length : undefined));
  const names = [packageName(library), functionName(library, first)];
  return second === '' ? names : [...names, functionName(library, `${first}.${second}`)];
}

/** A package as `advisoryNames` has it. */
export function packageName(path: string): string {
  return `${path}.`;
}

/** A function as `advisoryNames` has it: `Type.Method` for a method, whatever its receiver. */
export function functionName(path: string, symbol: string): string {
  return `${path}.${symbol}`;
}

/** What stands before the first dot and before the second. A program has a hundred thousand names: taking all of each apart takes twice as long. */
function firstParts(symbol: string): readonly [string, string] {
  const end = symbol.indexOf('.');
  if (end < 0) return [withoutPointer(symbol), ''];
  const next = symbol.indexOf('.', end + 1);
  const second = next < 0 ? symbol.slice(end + 1) : symbol.slice(end + 1, next);
  return [withoutPointer(symbol.slice(0, end)), withoutPointer(second)];
}

/** The type of a receiver: that of a pointer is written `(*Type)`. */
function withoutPointer(part: string): string {
  return part.startsWith('(*') && part.endsWith(')') ? part.slice(2, -1) : part;
}

function withoutTypeArguments(name: string): string {
  if (!name.includes('[')) return name;
  let depth = 0;
  let kept = '';
  for (const character of name) {
    if (character === '[') depth += 1;
    if (depth === 0) kept += character;
    if (character === ']' && depth > 0) depth -= 1;
  }
  return kept;
}

function unescaped(path: string): string {
  if (!path.includes('%')) return path;
  return path.replaceAll(/(?:%[0-9a-f]{2})+/g, (escapes) => Buffer.from(escapes.replaceAll('%', ''), 'hex').toString());
}
