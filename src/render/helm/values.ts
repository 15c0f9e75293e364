import type { FieldPath } from '../../core/field-path.ts';
import { isMapping, isObject } from '../../core/record.ts';
import type { Source, ValueOrigin } from '../../core/source.ts';
import type { SourceDocument } from '../../formats/document.ts';
import { LineIndex } from '../../formats/lines.ts';
import { readDocuments } from '../../formats/read-documents.ts';
import type { ValuePath } from './actions.ts';

/** Values of a chart: who sets one, and where, if that is in a file. */
export interface Values {
  /** The value at a path, when it is set. */
  valueAt(path: ValuePath): unknown;
  /** Where the value at a path, and at steps further in, is set. */
  originOf(path: FieldPath): ValueOrigin | undefined;
}

/** A file of values. Those of a chart that another one brings stand below its name in the files of the parent. */
export class ValuesFile implements Values {
  readonly #source: Source;
  readonly #prefix: ValuePath;
  #document: SourceDocument | null | undefined;
  #lines: LineIndex | undefined;

  constructor(source: Source, prefix: ValuePath = []) {
    this.#source = source;
    this.#prefix = prefix;
  }

  valueAt(path: ValuePath): unknown {
    let value: unknown = this.#read()?.value;
    for (const step of [...this.#prefix, ...path]) value = isMapping(value) ? value[step] : undefined;
    return value;
  }

  originOf(path: FieldPath): ValueOrigin | undefined {
    const located = this.#read()?.locate([...this.#prefix, ...path]);
    if (located === undefined) return undefined;
    this.#lines ??= new LineIndex(this.#source.text);
    const { line, column } = this.#lines.positionAt((located.key ?? located.value).start);
    const name = [...this.#prefix, ...path].map((step, index) =>
      typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`,
    );
    return { path: name.join(''), file: this.#source.path, line, column };
  }

  #read(): SourceDocument | null {
    this.#document ??= [...readDocuments(this.#source.text)][0] ?? null;
    return this.#document;
  }
}

/** What stands before the value on a line; the rest is trimmed, since a pattern that looks for its end takes the square of its length. */
const BEFORE_VALUE = /^\s*(?:- )*(?:"?([\w./-]+)"?:)?/;

/** The line of a rendered text, as an entry of a mapping or an item of a list. */
interface Entry {
  readonly key: string;
  readonly value: string;
  readonly text: string;
}

/** A rendered line, and the values that the line of the template reads that gave it. */
export interface ShownLine {
  readonly text: string;
  readonly reads: readonly ValuePath[];
  /** Whether the line of the template has words of its own: then it shows what it reads, however it is written. */
  readonly hasWords: boolean;
}

/**
 * The value that a rendered line shows: the last one whose text stands in it, which is the tag of an image; else the only one that
 * is read. The last file that sets it counts.
 */
export function valueOf({ text, reads, hasWords }: ShownLine, files: readonly Values[]): ValueOrigin | undefined {
  const [before = '', key = ''] = BEFORE_VALUE.exec(text) ?? [];
  const entry = { key, value: unquoted(text.slice(before.length).trim()), text };
  const set = reads.flatMap((path) => {
    const file = files.find((each) => each.valueAt(path) !== undefined);
    return file === undefined ? [] : [{ file, path, value: file.valueAt(path) }];
  });
  for (const each of set.toReversed()) {
    const shown = shownIn(each.value, entry);
    if (shown !== undefined) return each.file.originOf([...each.path, ...shown]);
  }
  const [only, ...others] = set;
  return only === undefined || others.length > 0 || !hasWords ? undefined : only.file.originOf(only.path);
}

function unquoted(text: string): string {
  return /^(["'])(.*)\1$/.exec(text)?.[2] ?? text;
}

/** The most values that are looked through for one line. */
const MAX_LOOKED = 2000;

/** The steps from a value to the part of it that an entry shows; none where it shows no part. */
function shownIn(value: unknown, entry: Entry): FieldPath | undefined {
  if (!isObject(value)) return isShown(value, entry) ? [] : undefined;
  const queue: { readonly path: FieldPath; readonly value: object }[] = [{ path: [], value }];
  for (let at = 0; at < queue.length && at < MAX_LOOKED; at += 1) {
    const { path, value: parent } = queue[at] ?? { path: [], value: {} };
    for (const [step, child] of stepsOf(parent)) {
      const place = [...path, step];
      if (isEntry(step, child, entry)) return place;
      if (isObject(child)) queue.push({ path: place, value: child });
    }
  }
  return undefined;
}

function stepsOf(value: object): readonly (readonly [string | number, unknown])[] {
  return Array.isArray(value) ? value.map((item: unknown, index) => [index, item] as const) : Object.entries(value);
}

function isEntry(step: string | number, child: unknown, { key, value }: Entry): boolean {
  if (typeof step === 'number') return key === '' && !isObject(child) && String(child) === value;
  if (step !== key) return false;
  return isObject(child) ? value === '' || value === '{}' || value === '[]' : String(child) === value;
}

function isShown(value: unknown, { text }: Entry): boolean {
  const shown = String(value);
  return shown !== '' && value !== null && text.includes(shown);
}
