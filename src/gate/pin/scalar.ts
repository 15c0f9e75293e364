import type { Span } from '../../core/source.ts';
import type { Located, SourceDocument } from '../../formats/document.ts';
import { lineEndOf } from '../../manifests/edit/places.ts';

/** Where the text of a scalar stands without its quotes, anchor and tag; undefined where it is written in another way. */
export function textSpan(source: string, { value, style }: Located, text: string): Span | undefined {
  const start = source.lastIndexOf(text, value.end - text.length);
  if (start >= value.start && text !== '') return { start, end: start + text.length };
  if (style !== 'double-quoted') return undefined;
  const quote = source.lastIndexOf('"', value.end - 2);
  return quote < value.start ? undefined : { start: quote + 1, end: value.end - 1 };
}

/** What stands behind a value on its line. */
export type LineRest =
  | { readonly state: 'free' }
  | { readonly state: 'comment'; readonly text: string }
  /** More of the document, or a place where no comment may stand. */
  | { readonly state: 'taken' };

const COMMENT = /^[ \t]+#(.*)$/;
const ONE_LINE: ReadonlySet<Located['style']> = new Set(['plain', 'single-quoted', 'double-quoted']);

/** Says whether a comment can stand or stands behind a value. JSON has none. */
export function restOfLine(source: string, { syntax }: SourceDocument, { value, style }: Located): LineRest {
  if (syntax === 'json' || !ONE_LINE.has(style)) return { state: 'taken' };
  const rest = source.slice(value.end, lineEndOf(source, value.end));
  if (/^[ \t]*$/.test(rest)) return { state: 'free' };
  const comment = COMMENT.exec(rest)?.[1];
  return comment === undefined ? { state: 'taken' } : { state: 'comment', text: comment };
}
