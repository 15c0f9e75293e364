import type { FieldPath } from '../core/field-path.ts';
import { stableKey } from '../core/identity.ts';
import type { Source, Span } from '../core/source.ts';
import type { Located, SourceDocument } from '../formats/document.ts';
import type { Origin, Resource } from '../manifests/resource.ts';
import { valueIn } from '../manifests/untyped.ts';
import type { ReportedPlace } from './reported.ts';

/** A field of a resource in its source. Nothing is looked up before it is asked for, so only what is shown costs. */
export class FieldPlace implements ReportedPlace {
  readonly resource: Origin;
  readonly path: FieldPath;
  #span: Span | undefined;

  constructor({ origin }: Resource, path: FieldPath) {
    this.resource = origin;
    this.path = path;
  }

  get source(): Source {
    return this.resource.source;
  }

  get document(): Span {
    return this.resource.range;
  }

  /** The field with its key; a field that is absent is shown at its nearest parent. */
  get span(): Span {
    this.#span ??= this.#locate();
    return this.#span;
  }

  /** The value alone, or the field where there is none. */
  get valueSpan(): Span {
    return this.#document()?.locate(this.fullPath)?.value ?? this.span;
  }

  /** The field path with list items by their names: what identifies the field across runs. */
  get key(): string {
    return stableKey(valueIn(this.#document()?.value, this.resource.prefix), this.path);
  }

  #document(): SourceDocument | undefined {
    return this.resource.shelf.at(this.resource);
  }

  get fullPath(): FieldPath {
    return [...this.resource.prefix, ...this.path];
  }

  #locate(): Span {
    const document = this.#document();
    const full = this.fullPath;
    for (let length = full.length; length >= 0; length -= 1) {
      const located = document?.locate(full.slice(0, length));
      if (located !== undefined) return length === full.length ? whole(located) : title(located);
    }
    const { start } = this.document;
    return { start, end: start };
  }
}

function whole({ key, value, kind }: Located): Span {
  if (key === undefined) return value;
  return kind === 'scalar' || kind === 'alias' ? { start: key.start, end: value.end } : key;
}

function title({ key, value }: Located): Span {
  return key ?? value;
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
