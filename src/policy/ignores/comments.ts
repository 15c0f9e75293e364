import type { Source, Span } from '../../core/source.ts';
import type { SourceDocument } from '../../formats/document.ts';
import type { LineIndex } from '../../formats/lines.ts';
import { entriesBeginningAt, isInText } from './entries.ts';
import { placeAt, reasonOf, type WrittenIgnore } from './written-ignore.ts';

/** What a comment that ignores rules begins with. */
export const MARK = 'plimsoll-ignore';

/** Further ones in a document are not looked at, so that nobody can make the search long. */
export const MOST = 1000;

const MARKER = '---';

const FORM = 'is written as `# plimsoll-ignore <rule>: <reason>`';

/** A document with its text. */
export interface CommentedDocument {
  readonly source: Source;
  readonly document: SourceDocument;
  readonly lines: LineIndex;
  /** Whether it is the first of its file that is judged. */
  readonly isFirst: boolean;
}

/** The comments of a document that ignore rules, and what each is for. Text that only looks like a comment is none. */
export function* commentsIn({ source, document, lines, isFirst }: CommentedDocument): Generator<WrittenIgnore> {
  if (document.syntax === 'json') return;
  const { text } = source;
  const { start, end } = document.range;
  const meant = new LineMeant(text, document.range);
  let count = 0;
  for (const comment of marksIn(text, { start: headOf(text, start, isFirst), end })) {
    count += 1;
    if (count > MOST) return;
    if (comment.start >= start && isInText(document, text, comment.start)) continue;
    yield {
      source: 'comment',
      text: source,
      ...placeAt(source, lines, comment.start),
      document: start,
      paths: entriesBeginningAt(document, text, meant.by(comment.start)),
      ...parseIgnore(text.slice(comment.end, endOfLine(text, comment.end))),
    };
  }
}

/** What stands behind the mark: the rules, a colon, the reason. */
export function parseIgnore(rest: string): Pick<WrittenIgnore, 'rules' | 'reason' | 'fault'> {
  if (rest !== '' && !/^\s/.test(rest)) return { rules: [], reason: '', fault: FORM };
  const colon = rest.indexOf(':');
  const names = (colon < 0 ? rest : rest.slice(0, colon)).split(',').map((name) => name.trim());
  const rules = names.filter((name) => name !== '');
  const reason = colon < 0 ? '' : reasonOf(rest.slice(colon + 1));
  if (rules.length === 0) return { rules, reason, fault: `names no rule: it ${FORM}` };
  return reason === '' ? { rules, reason, fault: `has no reason: it ${FORM}` } : { rules, reason };
}

/** From the `#` to the end of each mark that follows one. */
function* marksIn(text: string, { start, end }: Span): Generator<Span> {
  const part = text.slice(start, end);
  for (let at = part.indexOf(MARK); at !== -1; at = part.indexOf(MARK, at + MARK.length)) {
    let hash = at - 1;
    while (hash > 0 && isSpace(part.charAt(hash))) hash -= 1;
    const isComment = part[hash] === '#' && (hash === 0 || /\s/.test(part.charAt(hash - 1)));
    if (isComment) yield { start: start + hash, end: start + at + MARK.length };
  }
}

/** Where the head of a document begins: comments above its `---` belong to it where nothing else stands above. */
function headOf(text: string, start: number, isFirst: boolean): number {
  const marker = start === 0 ? 0 : text.lastIndexOf('\n', start - 2) + 1;
  const begin = text.startsWith(MARKER, marker) ? marker : start;
  return isFirst && isOnlyComments(text, begin) ? 0 : begin;
}

function isOnlyComments(text: string, end: number): boolean {
  for (let start = 0; start < end; start = endOfLine(text, start) + 1) {
    const line = text.slice(start, endOfLine(text, start));
    if (!isBlankOrComment(line) && !line.startsWith(MARKER)) return false;
  }
  return true;
}

/** Tells which lines comments are for. */
class LineMeant {
  readonly #text: string;
  readonly #range: Span;
  /** The line that the last comment on a line of its own was for; it is that of all between them, too. */
  #last: Span = { start: 0, end: 0 };

  constructor(text: string, range: Span) {
    this.#text = text;
    this.#range = range;
  }

  /** Its own where something stands before the comment, else the next one on which something stands. Asked in order. */
  by(comment: number): Span {
    const text = this.#text;
    const start = text.lastIndexOf('\n', comment - 1) + 1;
    const end = endOfLine(text, comment);
    if (comment >= this.#range.start && !isOnlyDashes(text.slice(start, comment))) return { start, end };
    if (this.#last.start <= comment) this.#last = this.#nextAfter(end);
    return this.#last;
  }

  #nextAfter(line: number): Span {
    const text = this.#text;
    let start = Math.max(line + 1, this.#range.start);
    let end = endOfLine(text, start);
    while (start < this.#range.end && isBlankOrComment(text.slice(start, end))) {
      start = end + 1;
      end = endOfLine(text, start);
    }
    return { start, end };
  }
}

function isOnlyDashes(before: string): boolean {
  return /^[\s-]*$/.test(before);
}

function isBlankOrComment(line: string): boolean {
  return /^\s*(?:#|$)/.test(line);
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\t';
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
