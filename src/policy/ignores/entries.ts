import type { FieldPath } from '../../core/field-path.ts';
import type { Span } from '../../core/source.ts';
import type { Located, SourceDocument } from '../../formats/document.ts';

/**
 * The places of the fields and list items that begin on a line, without those inside them: of `- name: web` that is the list item. The
 * whole document begins on the line of its first field. None where the line only goes on with something.
 */
export function entriesBeginningAt(document: SourceDocument, text: string, line: Span): readonly FieldPath[] {
  const root = document.locate([]);
  if (root === undefined) return [];
  const path: (string | number)[] = [];
  let around = root;
  if (isWithin(line, startOf(root))) return [path];
  for (;;) {
    const children = document.children(path);
    const beginning = children.flatMap((child, index) => {
      const step = isWithin(line, startOf(child)) ? stepTo(text, child, index, around) : undefined;
      return step === undefined ? [] : [[...path, step]];
    });
    if (beginning.length > 0) return beginning;
    const index = children.findIndex((child) => startOf(child) < line.start && line.start < child.value.end);
    const next = children[index];
    const step = next === undefined ? undefined : stepTo(text, next, index, around);
    if (next === undefined || step === undefined) return [];
    path.push(step);
    around = next;
  }
}

/** Whether an offset lies in the text of a key or value, where a `#` begins no comment. */
export function isInText(document: SourceDocument, text: string, offset: number): boolean {
  let around = document.locate([]);
  const path: (string | number)[] = [];
  while (around !== undefined && isWithin(around.value, offset)) {
    if (around.kind === 'scalar') return !isInHeader(around, text, offset);
    const children: readonly Located[] = document.children(path);
    if (children.some(({ key }) => key !== undefined && isWithin(key, offset))) return true;
    const index = children.findIndex(({ value }) => isWithin(value, offset));
    const next = children[index];
    const step: string | number | undefined = next === undefined ? undefined : stepTo(text, next, index, around);
    if (next !== undefined && step === undefined) return true;
    if (step === undefined) return false;
    path.push(step);
    around = next;
  }
  return false;
}

/** Behind the `|` or `>` of a block there may be a comment. */
function isInHeader({ style, value }: Located, text: string, offset: number): boolean {
  return (style === 'literal' || style === 'folded') && !text.slice(value.start, offset).includes('\n');
}

/** The step of a path that leads to an entry; undefined where its key is not written out. */
function stepTo(text: string, { key }: Located, index: number, around: Located): string | number | undefined {
  if (around.kind === 'sequence') return index;
  return key === undefined ? undefined : nameOf(text.slice(key.start, key.end));
}

function nameOf(key: string): string | undefined {
  if (key.startsWith("'")) return key.slice(1, -1).replaceAll("''", "'");
  if (!key.startsWith('"')) return /^[&*!?]/.test(key) ? undefined : key;
  try {
    const name: unknown = JSON.parse(key);
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}

function startOf({ key, value }: Located): number {
  return key?.start ?? value.start;
}

function isWithin({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset < end;
}
