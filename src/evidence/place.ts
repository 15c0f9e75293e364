import type { FieldPath } from '../core/field-path.ts';
import type { SourcePlace, Span } from '../core/source.ts';
import type { Located } from '../formats/document.ts';
import type { Resource } from '../manifests/resource.ts';

/** Where a field of a resource stands in its source; a field that is absent is shown at its nearest parent. */
export function placeOf(resource: Resource, path: FieldPath): SourcePlace {
  const { source, document, prefix } = resource.origin;
  const full = [...prefix, ...path];
  for (let length = full.length; length >= 0; length -= 1) {
    const located = document.locate(full.slice(0, length));
    if (located !== undefined) {
      const span = length === full.length ? whole(located) : title(located);
      return { source, document: document.range, span };
    }
  }
  const start = document.range.start;
  return { source, document: document.range, span: { start, end: start } };
}

function whole({ key, value, kind }: Located): Span {
  if (key === undefined) return value;
  return kind === 'scalar' || kind === 'alias' ? { start: key.start, end: value.end } : key;
}

function title({ key, value }: Located): Span {
  return key ?? value;
}

/** Where the value of a field stands, without its key. */
export function valuePlaceOf(resource: Resource, path: FieldPath): SourcePlace {
  const { source, document, prefix } = resource.origin;
  const located = document.locate([...prefix, ...path]);
  return located === undefined ? placeOf(resource, path) : { source, document: document.range, span: located.value };
}

/**
 * Where the lines of a part of a value stand in the source of the value. What is written in another way there, with
 * escapes or folded, is not found: then it is the whole value.
 */
export function partSpans(text: string, value: Span, part: string): readonly Span[] {
  const spans: Span[] = [];
  for (const line of part.split(/\r?\n/).map((each) => each.trim())) {
    if (line === '') continue;
    const start = text.indexOf(line, value.start);
    if (start < 0 || start + line.length > value.end) return [value];
    spans.push({ start, end: start + line.length });
  }
  return spans.length === 0 ? [value] : spans;
}
