/** Fields at the beginning of a text, as of a message (RFC 822); one can stand there several times. */
export interface Headers {
  /** The first value of a field, by its name in lower case; empty where it has none. */
  first(name: string): string;
  all(name: string): readonly string[];
}

const FIELD = /^([A-Za-z][A-Za-z0-9-]*):(.*)$/;

/** Reads the fields before the first empty line. Lines that are none of a field are parts of the one before, as old tools wrote them. */
export function readHeaders(text: string): Headers {
  const fields = new Map<string, string[][]>();
  let lines: string[] | undefined;
  for (const line of headLines(text)) {
    const [, name, value] = FIELD.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      lines?.push(line.trim());
      continue;
    }
    lines = [value.trim()];
    const key = name.toLowerCase();
    const known = fields.get(key);
    if (known === undefined) fields.set(key, [lines]);
    else known.push(lines);
  }
  const all = (name: string): readonly string[] => (fields.get(name) ?? []).map((each) => each.join('\n'));
  return { all, first: (name) => all(name)[0] ?? '' };
}

function* headLines(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const line = text.slice(start, end).trimEnd();
    if (line === '') return;
    yield line;
    start = end + 1;
  }
}
