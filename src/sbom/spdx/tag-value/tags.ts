/** A tag with its value, or a line that is neither. */
export type TagLine =
  | { readonly tag: string; readonly value: string; readonly line: number }
  /** `why` is a sentence that names the line. */
  | { readonly why: string };

const OPEN = '<text>';
const CLOSE = '</text>';

/**
 * The tags of a document, in its order. A value goes to the end of its line, or stands between `<text>` and `</text>`, where it may have several
 * lines. Source: https://spdx.github.io/spdx-spec/v2.3/conformance/#44-standard-data-format-requirements, "tag:value".
 */
export function* tagLines(text: string): Generator<TagLine> {
  let line = 1;
  let start = 0;
  while (start < text.length) {
    const end = lineEnd(text, start);
    const written = text.slice(start, end).replace(/\r$/, '');
    const found = tagOf(written, line);
    let next = end;
    if (found === undefined) {
      if (!isLeftOut(written)) yield { why: `Line ${line} is neither a tag nor a comment.` };
    } else if (found.value.startsWith(OPEN)) {
      const from = text.indexOf(OPEN, start) + OPEN.length;
      const to = text.indexOf(CLOSE, from);
      if (to < 0) {
        yield { why: `The text that begins in line ${line} does not end.` };
        return;
      }
      yield { ...found, value: text.slice(from, to) };
      next = lineEnd(text, to);
    } else yield found;
    line += linesIn(text, start, next) + 1;
    start = next + 1;
  }
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
}

function linesIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

function tagOf(written: string, line: number): Exclude<TagLine, { readonly why: string }> | undefined {
  const colon = written.indexOf(':');
  const tag = written.slice(0, colon).trim();
  return colon > 0 && /^[A-Za-z]+$/.test(tag) ? { tag, value: written.slice(colon + 1).trim(), line } : undefined;
}

function isLeftOut(written: string): boolean {
  const shown = written.trim();
  return shown === '' || shown.startsWith('#');
}
