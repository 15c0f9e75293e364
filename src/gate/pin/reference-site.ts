import type { FieldPath } from '../../core/field-path.ts';
import { type ImageReference, parseImageReference, type ReferenceFault } from '../../core/image-reference.ts';
import type { Source, Span } from '../../core/source.ts';
import type { Located, SourceDocument } from '../../formats/document.ts';
import type { LineIndex } from '../../formats/lines.ts';
import type { Splice } from '../../manifests/edit/splice.ts';
import type { ImageSite, WrittenValue } from './image-site.ts';
import { restOfLine, textSpan } from './scalar.ts';
import { DEFAULT_TAG, tagComment, withTag, writtenName } from './tag-comment.ts';

/** How tags are kept. */
export interface PinForm {
  /** Whether the tag always stays in the reference, as `name:tag@sha256:...`. */
  readonly keepsTag: boolean;
}

/** A field of a document. */
export interface DocumentField {
  readonly source: Source;
  readonly document: SourceDocument;
  readonly path: FieldPath;
  /** The lines of the source. */
  readonly lines: LineIndex;
}

/**
 * The site of a field that holds a whole reference. The tag goes to a comment where the line is free behind the reference; where
 * something stands there, a comment of somebody else's or more of the document, it stays in the reference.
 */
export function referenceSite(field: DocumentField, text: string, form: PinForm): ImageSite | undefined {
  const located = field.document.locate(field.path);
  if (located === undefined) return undefined;
  const parsed = parseImageReference(text);
  return siteOfValue(field, located, {
    text,
    parsed,
    writing: (isFree) => writingOf(field, located, { text, parsed, isFree: isFree && !form.keepsTag }),
  });
}

/** What stands at a value: the reference that it makes, and how a digest is written where the line behind it is free or not. */
export interface ValueOfSite {
  readonly text: string;
  readonly parsed: ImageReference | ReferenceFault;
  readonly writing: (isFree: boolean) => ImageSite['writing'];
}

/** The site of a value; where a comment behind it keeps a tag, the image has that. */
export function siteOfValue(field: DocumentField, located: Located, { text, parsed, writing }: ValueOfSite): ImageSite {
  const { source, document, lines } = field;
  const rest = restOfLine(source.text, document, located);
  const comment = rest.state === 'comment' ? rest.text : undefined;
  return {
    source,
    position: { file: source.path, ...lines.positionAt(located.value.start) },
    text,
    image: typeof parsed === 'string' ? parsed : withTag(parsed, comment),
    writing: writing(rest.state === 'free'),
  };
}

/** What of a document changes when a digest is written at a span of a value; aliases may lead to a value that has an anchor. */
export function writtenWithin({ source, document, path }: DocumentField, located: Located, span: Span): WrittenValue {
  const hasAnchor = located.through !== undefined || source.text.slice(located.value.start, span.start).includes('&');
  return { document, path, hasAnchor };
}

interface WrittenReference {
  readonly text: string;
  readonly parsed: ImageReference | string;
  /** Whether a comment is to stand behind it. */
  readonly isFree: boolean;
}

function writingOf(field: DocumentField, located: Located, reference: WrittenReference): ImageSite['writing'] {
  const { source, document, path } = field;
  if (located.kind === 'alias') return { by: 'alias', within: { document, path, hasAnchor: false } };
  const span = textSpan(source.text, located, reference.text);
  if (span === undefined) return { by: 'layout' };
  return {
    within: writtenWithin(field, located, span),
    write: (digest) => {
      const { value, comment } = pinnedReference(reference, digest);
      const behind: Splice[] =
        comment === undefined ? [] : [{ start: located.value.end, end: located.value.end, text: ` ${comment}` }];
      return { value, splices: [{ ...span, text: value }, ...behind] };
    },
  };
}

/** A reference with its digest, and the comment that keeps its tag where one is to stand behind it. */
export function pinnedReference(
  { text, parsed, isFree }: WrittenReference,
  digest: string,
): { readonly value: string; readonly comment?: string } {
  if (typeof parsed === 'string') return { value: text };
  if (parsed.digest !== undefined) return { value: `${text.slice(0, text.indexOf('@'))}@${digest}` };
  const name = writtenName(text, parsed);
  const tag = parsed.tag ?? DEFAULT_TAG;
  return isFree
    ? { value: `${name}@${digest}`, comment: tagComment(name, tag) }
    : { value: `${name}:${tag}@${digest}` };
}
