import type { Edit } from '../../core/edit.ts';
import { type Problem, problemOf } from '../../core/errors.ts';
import { type FieldPath, formatFieldPath } from '../../core/field-path.ts';
import type { Json, Located, Range, SourceDocument } from '../../formats/document.ts';
import { editErrors } from './errors.ts';
import {
  afterIndicator,
  columnOf,
  dashOf,
  lineEndLength,
  lineEndLengthBefore,
  lineEndOf,
  lineStartOf,
} from './places.ts';
import type { Splice } from './splice.ts';
import { isSameValue, valueAt, wrapped } from './value.ts';
import { type Layout, needsBlock, writeBlock, writeField, writeInline, writeKey } from './write-value.ts';

/** A text, one document of it and how it is laid out: what an edit is planned on. */
export interface Ground {
  readonly text: string;
  readonly document: SourceDocument;
  readonly layout: Layout;
  /** Whether blank lines at the end of a node are part of it, as after `|+`. */
  readonly keepsBlankLines: boolean;
}

/** The splice that makes one edit; `undefined` if there is nothing to do. */
export function planEdit(ground: Ground, edit: Edit): Splice | Problem | undefined {
  switch (edit.op) {
    case 'set':
      return planSet(ground, edit.path, edit.value);
    case 'append':
      return planAppend(ground, edit.path, edit.value);
    case 'remove':
      return planRemove(ground, edit.path);
    default:
      return undefined;
  }
}

function planSet(ground: Ground, path: FieldPath, value: Json): Splice | Problem | undefined {
  if (path.length === 0) return problemOf(editErrors, 'PL_E_EDIT_ROOT', undefined);
  const { document } = ground;
  const depth = existingDepth(document, path);
  const ancestor = path.slice(0, depth);
  const located = document.locate(ancestor);
  if (located === undefined || located.through !== undefined) return elsewhere(ancestor);
  const present = valueAt(document.value ?? null, ancestor);
  if (depth === path.length) return isSameValue(present, value) ? undefined : replaceValue(ground, path, value);
  if (located.kind === 'alias') return elsewhere(ancestor);
  return planCreate(ground, path, depth, value);
}

/** Creates what is missing on the path below its deepest part that exists. */
function planCreate(ground: Ground, path: FieldPath, depth: number, value: Json): Splice | Problem {
  const ancestor = path.slice(0, depth);
  const [step, ...rest] = path.slice(depth);
  const inner = wrapped(rest, value);
  if (step === undefined || inner === undefined) return notThat(path, 'a place that an edit can make');
  return typeof step === 'number'
    ? createItem(ground, ancestor, step, inner)
    : createField(ground, ancestor, step, inner);
}

function createItem(ground: Ground, path: FieldPath, index: number, value: Json): Splice | Problem {
  const present = valueAt(ground.document.value ?? null, path);
  const length = Array.isArray(present) ? present.length : 0;
  return index === length ? planAppend(ground, path, value) : notThat(path, `a list of ${index} items`);
}

function createField(ground: Ground, path: FieldPath, key: string, value: Json): Splice | Problem {
  const present = valueAt(ground.document.value ?? null, path) ?? null;
  if (Array.isArray(present) || (present !== null && typeof present !== 'object')) return notThat(path, 'a mapping');
  const isEmpty = present === null || Object.keys(present).length === 0;
  return isEmpty
    ? replaceValue(ground, path, Object.fromEntries([[key, value]]))
    : insertField(ground, path, key, value);
}

function planAppend(ground: Ground, path: FieldPath, value: Json): Splice | Problem {
  const { document } = ground;
  const located = document.locate(path);
  if (located === undefined) return planSet(ground, path, [value]) ?? notThat(path, 'a list');
  if (located.through !== undefined || located.kind === 'alias') return elsewhere(path);
  const present = valueAt(document.value ?? null, path);
  if (present === null || (Array.isArray(present) && present.length === 0)) return replaceValue(ground, path, [value]);
  return Array.isArray(present) ? insertItem(ground, path, located, value) : notThat(path, 'a list');
}

function planRemove(ground: Ground, path: FieldPath): Splice | Problem | undefined {
  const { document } = ground;
  const located = document.locate(path);
  if (located === undefined) return undefined;
  if (located.through !== undefined) return elsewhere(path);
  const parent = path.slice(0, -1);
  const siblings = document.children(parent);
  if (path.length === 0) return problemOf(editErrors, 'PL_E_EDIT_ROOT', undefined);
  if (siblings.length <= 1) return replaceValue(ground, parent, located.key === undefined ? [] : {});
  const index = siblings.findIndex(
    ({ value, key }) => value.start === located.value.start && key?.start === located.key?.start,
  );
  const isFlow = document.locate(parent)?.style === 'flow';
  return isFlow ? removeFromFlow(siblings, index) : removeFromBlock(ground, siblings, index);
}

/** How many steps of a path lead to something that is there. */
function existingDepth(document: SourceDocument, path: FieldPath): number {
  let depth = path.length;
  while (depth > 0 && document.locate(path.slice(0, depth)) === undefined) depth -= 1;
  return depth;
}

function elsewhere(path: FieldPath): Problem {
  return problemOf(editErrors, 'PL_E_EDIT_ALIAS', { path: nameOf(path) });
}

function notThat(path: FieldPath, wanted: string): Problem {
  return problemOf(editErrors, 'PL_E_EDIT_PATH', { path: nameOf(path), wanted });
}

function nameOf(path: FieldPath): string {
  return path.length === 0 ? 'The document' : formatFieldPath(path);
}

// Replacing a value

function replaceValue(ground: Ground, path: FieldPath, value: Json): Splice | Problem {
  const { document, layout } = ground;
  const located = document.locate(path);
  if (located === undefined) return notThat(path, 'in the document');
  const isInFlow = path.length > 0 && document.locate(path.slice(0, -1))?.style === 'flow';
  if (isInFlow || layout.syntax === 'json') return replaceInFlow(ground, located, writeInline(value, layout));
  if (path.length === 0) return replaceRoot(ground, located, value);
  if (needsBlock(value)) return replaceByBlock(ground, located, value);
  return replaceByInline(ground, located, writeInline(value, layout));
}

function replaceRoot(ground: Ground, located: Located, value: Json): Splice | Problem {
  if (!needsBlock(value)) return problemOf(editErrors, 'PL_E_EDIT_ROOT', undefined);
  return {
    start: located.value.start,
    end: contentEnd(ground, located.value),
    text: writeBlock(value, 0, ground.layout),
  };
}

function replaceInFlow({ text }: Ground, { key, value }: Located, written: string): Splice {
  if (value.start < value.end) return { start: value.start, end: value.end, text: written };
  const hasColon = key === undefined || text.slice(key.end, value.start).includes(':');
  return { start: value.start, end: value.end, text: `${hasColon ? '' : ':'} ${written}` };
}

function replaceByInline(ground: Ground, located: Located, written: string): Splice {
  const { text } = ground;
  const { value } = located;
  const end = contentEnd(ground, located.value);
  const indicatorEnd = afterIndicator(text, located);
  if (value.start === value.end) return { start: indicatorEnd, end: indicatorEnd, text: ` ${written}` };
  const between = text.slice(indicatorEnd, value.start);
  if (!between.includes('\n')) return { start: value.start, end, text: written };
  // The comment on the line of the key stays where it is.
  const comment = between.slice(0, between.indexOf('\n')).trimEnd();
  return { start: indicatorEnd, end, text: ` ${written}${comment}` };
}

function replaceByBlock(ground: Ground, located: Located, value: Json[] | { [key: string]: Json }): Splice {
  const { text, layout } = ground;
  const end = contentEnd(ground, located.value);
  const start = located.value.start;
  const indicatorEnd = afterIndicator(text, located);
  if (located.key === undefined) {
    const column = columnOf(text, indicatorEnd - 1) + 2;
    return { start: indicatorEnd, end, text: ` ${writeBlock(value, column, layout)}` };
  }
  const indent = columnOf(text, located.key.start) + (Array.isArray(value) ? layout.listIndent : layout.step);
  const margin = ' '.repeat(indent);
  const isOnOwnLine = text.slice(indicatorEnd, start).includes('\n');
  if (isOnOwnLine)
    return { start: lineStartOf(text, start), end, text: `${margin}${writeBlock(value, indent, layout)}` };
  const lineEnd = lineEndOf(text, end);
  const comment = text.slice(end, lineEnd).trimEnd();
  return {
    start: indicatorEnd,
    end: lineEnd,
    text: `${comment}${layout.lineEnd}${margin}${writeBlock(value, indent, layout)}`,
  };
}

// Putting something into a collection

function insertField(ground: Ground, path: FieldPath, key: string, value: Json): Splice | Problem {
  const { document, layout, text } = ground;
  const mapping = document.locate(path);
  const siblings = document.children(path);
  const last = siblings.at(-1);
  const first = siblings[0]?.key;
  if (mapping === undefined || last === undefined || first === undefined) return notThat(path, 'a mapping with fields');
  if (mapping.style === 'flow')
    return insertIntoFlow(ground, last, `${writeKey(key, layout)}: ${writeInline(value, layout)}`);
  const indent = columnOf(text, first.start);
  return insertLine(ground, mapping, indent, writeField(key, value, indent, layout));
}

function insertItem(ground: Ground, path: FieldPath, list: Located, value: Json): Splice | Problem {
  const { document, layout, text } = ground;
  const siblings = document.children(path);
  const last = siblings.at(-1);
  const first = siblings[0];
  if (last === undefined || first === undefined) return notThat(path, 'a list with items');
  if (list.style === 'flow') return insertIntoFlow(ground, last, writeInline(value, layout));
  const indent = columnOf(text, dashOf(text, first));
  return insertLine(ground, list, indent, writeBlock([value], indent, layout));
}

function insertLine(ground: Ground, { value }: Located, indent: number, written: string): Splice {
  const { text, layout, keepsBlankLines } = ground;
  const line = `${' '.repeat(indent)}${written}`;
  if (keepsBlankLines && text[value.end - 1] === '\n') {
    return { start: value.end, end: value.end, text: `${line}${layout.lineEnd}` };
  }
  const at = lineEndOf(text, contentEnd(ground, value));
  return { start: at, end: at, text: `${layout.lineEnd}${line}` };
}

function insertIntoFlow({ text, layout }: Ground, last: Located, written: string): Splice {
  const at = last.value.end;
  const start = last.key?.start ?? last.value.start;
  const lineStart = lineStartOf(text, start);
  const isOnOwnLine = lineStart > 0 && text.slice(lineStart, start).trim() === '';
  const separator = isOnOwnLine ? `,${layout.lineEnd}${text.slice(lineStart, start)}` : ', ';
  return { start: at, end: at, text: `${separator}${written}` };
}

// Taking something out of a collection

function removeFromFlow(siblings: readonly Located[], index: number): Splice {
  const before = siblings[index - 1];
  const here = siblings[index];
  const after = siblings[index + 1];
  if (before !== undefined) return { start: before.value.end, end: here?.value.end ?? before.value.end, text: '' };
  return { start: startOf(here), end: startOf(after), text: '' };
}

function removeFromBlock(ground: Ground, siblings: readonly Located[], index: number): Splice {
  const { text } = ground;
  const here = siblings[index];
  const after = siblings[index + 1];
  const start = here === undefined ? 0 : entryStart(text, here);
  const lineStart = lineStartOf(text, start);
  const isFirstOnLine = text.slice(lineStart, start).trim() === '';
  if (!isFirstOnLine && after !== undefined) return { start, end: entryStart(text, after), text: '' };
  const end = lineEndOf(text, here === undefined ? start : contentEnd(ground, here.value));
  if (end < text.length) return { start: lineStart, end: end + lineEndLength(text, end), text: '' };
  // The last line of a file that ends without a line end.
  return { start: Math.max(0, lineStart - lineEndLengthBefore(text, lineStart)), end, text: '' };
}

function entryStart(text: string, located: Located): number {
  return located.key?.start ?? dashOf(text, located);
}

function startOf(located: Located | undefined): number {
  return located?.key?.start ?? located?.value.start ?? 0;
}

/** Where what is written of a node ends: without the line end and blank lines after a block. */
function contentEnd({ text, keepsBlankLines }: Ground, value: Range): number {
  if (keepsBlankLines)
    return text[value.end - 1] === '\n' ? value.end - lineEndLengthBefore(text, value.end) : value.end;
  const written = text.slice(value.start, value.end).trimEnd();
  return value.start + written.length;
}
