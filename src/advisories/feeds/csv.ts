/** A record of a file of comma-separated values. */
export interface CsvRecord {
  readonly fields: readonly string[];
  /** Where it begins, counted from 1. */
  readonly line: number;
}

/** Why a file is none, as a clause, and the line, counted from 1, where that is seen. */
export interface CsvFault {
  readonly why: string;
  readonly line: number;
}

/**
 * The records of comma-separated values, one after the other; the first fault is the last that is given. Lines end with CRLF or LF, and a byte
 * order mark is left out. Source: RFC 4180.
 */
export function* csvRecords(text: string): Generator<CsvRecord | CsvFault> {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const fields: string[] = [];
    const begin = line;
    for (let isOpen = true; isOpen; ) {
      const field = text[at] === '"' ? quotedField(text, at) : plainField(text, at);
      if ('why' in field) {
        yield { why: field.why, line };
        return;
      }
      fields.push(field.value);
      line += linesIn(field.value);
      isOpen = text[field.end] === ',';
      at = field.end + 1;
    }
    line += 1;
    yield { fields, line: begin };
  }
}

/** `end` is the place of the comma or line end behind it. */
type Field = { readonly value: string; readonly end: number } | { readonly why: string };

const SPECIAL = /[",\n]/g;

function plainField(text: string, start: number): Field {
  SPECIAL.lastIndex = start;
  const end = SPECIAL.exec(text)?.index ?? text.length;
  if (text[end] === '"') return { why: 'a quote stands in a value that does not begin with one' };
  const isBeforeCrlf = text[end] !== ',' && end > start && text[end - 1] === '\r';
  return { value: text.slice(start, isBeforeCrlf ? end - 1 : end), end };
}

/** A quote in it is written twice. */
function quotedField(text: string, start: number): Field {
  const parts: string[] = [];
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return { why: 'a value that begins with a quote does not end with one' };
    parts.push(text.slice(from, quote));
    if (text[quote + 1] !== '"') return behindQuote(text, parts.join('"'), quote + 1);
    from = quote + 2;
  }
}

function behindQuote(text: string, value: string, at: number): Field {
  const end = text.startsWith('\r\n', at) ? at + 1 : at;
  const isEnd = end >= text.length || text[end] === ',' || text[end] === '\n';
  return isEnd ? { value, end } : { why: 'something stands behind the quote that ends a value' };
}

function linesIn(value: string): number {
  let count = 0;
  for (let at = value.indexOf('\n'); at >= 0; at = value.indexOf('\n', at + 1)) count += 1;
  return count;
}
