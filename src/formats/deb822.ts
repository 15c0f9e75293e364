/** One record of a control file: its fields, by their names in lower case. */
export interface Stanza {
  /** The line that it begins on, counted from 1. */
  readonly line: number;
  /** A field as it is written, without the blanks around it; lines after its first one behind line feeds. */
  field(name: string): string | undefined;
  /** The first line that is none of a field: neither `Name: value`, nor the continuation of one, nor a comment. */
  readonly damagedLine: number | undefined;
}

const FIELD = /^([^\s:]+):(.*)$/;

/**
 * Reads the records of a control file, as dpkg keeps its database.
 * Source: https://www.debian.org/doc/debian-policy/ch-controlfields.html#syntax-of-control-files.
 */
export function* readStanzas(text: string): Generator<Stanza> {
  let stanza: StanzaLines | undefined;
  let line = 0;
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const content = text.slice(start, end);
    start = end + 1;
    line += 1;
    if (content.trim() === '') {
      if (stanza !== undefined) yield stanza;
      stanza = undefined;
    } else {
      stanza ??= new StanzaLines(line);
      stanza.add(content, line);
    }
  }
  if (stanza !== undefined) yield stanza;
}

class StanzaLines implements Stanza {
  readonly line: number;
  damagedLine: number | undefined;
  readonly #fields = new Map<string, string[]>();
  #last: string[] | undefined;

  constructor(line: number) {
    this.line = line;
  }

  field(name: string): string | undefined {
    return this.#fields.get(name)?.join('\n');
  }

  add(content: string, line: number): void {
    if (content.startsWith('#')) return;
    if (content.startsWith(' ') || content.startsWith('\t')) {
      if (this.#last === undefined) this.damagedLine ??= line;
      this.#last?.push(content.trim());
      return;
    }
    const [, name, value] = FIELD.exec(content) ?? [];
    if (name === undefined || value === undefined) {
      this.damagedLine ??= line;
      return;
    }
    this.#last = [value.trim()];
    this.#fields.set(name.toLowerCase(), this.#last);
  }
}
