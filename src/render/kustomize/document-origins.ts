import type { FieldPath } from '../../core/field-path.ts';
import { MERGE_KEYS } from '../../core/identity.ts';
import { isMapping, isObject } from '../../core/record.ts';
import type { RenderedOrigin, Rendering } from '../../core/source.ts';
import type { SourceDocument } from '../../formats/document.ts';
import { positionAt } from '../../formats/lines.ts';
import { readDocuments } from '../../formats/read-documents.ts';
import { valueIn } from '../../manifests/untyped.ts';
import type { Kustomization } from './kustomization.ts';
import type { Patch } from './patches.ts';
import type { WrittenDocument, WrittenFile } from './written-file.ts';

/** A rendered document and what it was made of. */
export interface RenderedDocument {
  readonly text: string;
  /** The file that the resource was written in, or the kustomization that generates it. */
  readonly own: WrittenFile;
  readonly patches: readonly Patch[];
  readonly kustomizations: readonly Kustomization[];
}

/** Where a candidate has a field, or the nearest parent of it. */
interface Match {
  readonly candidate: WrittenDocument;
  readonly path: FieldPath;
  /** Whether it is the field itself, with the value that was rendered. */
  readonly isExact: boolean;
}

/** Where the fields of one rendered document were written. */
export class DocumentOrigins implements Rendering {
  readonly by = 'kustomize';
  readonly #made: RenderedDocument;
  #value: unknown;
  #candidates: readonly WrittenDocument[] | undefined;

  constructor(made: RenderedDocument) {
    this.#made = made;
  }

  originOf(_offset: number, path: FieldPath = []): RenderedOrigin {
    const candidates = this.#candidatesOnce();
    const matches = candidates.map((candidate) => match(candidate, this.#value, path));
    const exact = matches.find(({ isExact }) => isExact);
    const transformed = exact === undefined ? this.#imageOrigin(path) : undefined;
    if (transformed !== undefined) return transformed;
    const found = exact ?? matches.reduce(deeper, undefined);
    return found === undefined ? { file: this.#made.own.source.path, line: 1, column: 1 } : positionOf(found);
  }

  /** The document that the resource was written as, then the patches that change it. */
  #candidatesOnce(): readonly WrittenDocument[] {
    if (this.#candidates !== undefined) return this.#candidates;
    const { text, own, patches } = this.#made;
    const [rendered] = readDocuments(text);
    this.#value = rendered?.value;
    const kind = valueIn(this.#value, ['kind']);
    const name = valueIn(this.#value, ['metadata', 'name']);
    const written = documentOf(own, kind, name);
    const originalName = valueIn(written?.document.value, ['metadata', 'name']) ?? name;
    const laid = patches.filter(
      (patch) =>
        (patch.kind === undefined || patch.kind === kind) && (patch.name === undefined || patch.name === originalName),
    );
    this.#candidates = [...(written === undefined ? [] : [written]), ...laid];
    return this.#candidates;
  }

  /** An image that `images:` of a kustomization rewrote. */
  #imageOrigin(path: FieldPath): RenderedOrigin | undefined {
    const image = path.at(-1) === 'image' ? valueIn(this.#value, path) : undefined;
    if (typeof image !== 'string') return undefined;
    for (const { source, document } of this.#made.kustomizations) {
      const images = valueIn(document.value, ['images']);
      for (const [index, item] of (Array.isArray(images) ? images : []).entries()) {
        const located = isRewriteOf(item, image) ? document.locate(['images', index]) : undefined;
        if (located !== undefined) return { file: source.path, ...positionAt(source.text, located.value.start) };
      }
    }
    return undefined;
  }
}

/** Whether an entry of `images:` gives an image: by its new name, or its old one, before a tag or digest. */
function isRewriteOf(item: unknown, image: string): boolean {
  if (!isMapping(item)) return false;
  const name = item['newName'] ?? item['name'];
  return typeof name === 'string' && (image === name || image.startsWith(`${name}:`) || image.startsWith(`${name}@`));
}

/** The document of a file that became a resource: of its kind, and of its name but for a prefix and suffix. */
function documentOf(file: WrittenFile, kind: unknown, name: unknown): WrittenDocument | undefined {
  const documents = file.documents.filter(({ value }) => valueIn(value, ['kind']) === kind);
  const found =
    documents.find((document) => nameOf(document) === name) ??
    documents.find((document) => isPartOf(nameOf(document), name)) ??
    documents.at(0);
  return found === undefined ? undefined : { file, document: found, linesBefore: 0 };
}

function nameOf({ value }: SourceDocument): unknown {
  return valueIn(value, ['metadata', 'name']);
}

function isPartOf(part: unknown, whole: unknown): boolean {
  return typeof part === 'string' && typeof whole === 'string' && whole.includes(part);
}

/** Of two that have parents of a field alone the one with the nearest, the first of those that are equally near. */
function deeper(best: Match | undefined, next: Match): Match {
  return best === undefined || next.path.length > best.path.length ? next : best;
}

/** How far a candidate has a field of the rendered resource. Items of lists are told by their names, not by their places. */
function match(candidate: WrittenDocument, rendered: unknown, path: FieldPath): Match {
  const { value } = candidate.document;
  if (Array.isArray(value)) return matchOperations(candidate, value, rendered, path);
  return walk(candidate, { rendered, written: value, path, prefix: [] });
}

interface Walk {
  readonly rendered: unknown;
  readonly written: unknown;
  readonly path: FieldPath;
  /** Where `written` stands in its document. */
  readonly prefix: FieldPath;
}

function walk(candidate: WrittenDocument, { rendered, written, path, prefix }: Walk): Match {
  const found = [...prefix];
  let shown = rendered;
  let own = written;
  for (const step of path) {
    const child = childOf(shown, step);
    const ownStep = typeof step === 'number' ? indexOf(own, child, step) : step;
    const next = ownStep === undefined ? undefined : childOf(own, ownStep);
    if (ownStep === undefined || next === undefined) return { candidate, path: found, isExact: false };
    found.push(ownStep);
    shown = child;
    own = next;
  }
  return { candidate, path: found, isExact: shown !== undefined && isSame(own, shown) };
}

/** Operations of RFC 6902: the value of one that writes the field or a parent of it. */
function matchOperations(
  candidate: WrittenDocument,
  operations: readonly unknown[],
  rendered: unknown,
  path: FieldPath,
): Match {
  for (const [index, operation] of operations.entries()) {
    if (!isMapping(operation) || typeof operation['path'] !== 'string' || operation['value'] === undefined) continue;
    const steps = pointerSteps(operation['path']);
    const isParent = steps.every((step, at) => step === '-' || String(path[at]) === step);
    if (steps.length > path.length || !isParent) continue;
    const at = path.slice(0, steps.length);
    const inner = { rendered: valueIn(rendered, at), written: operation['value'], path: path.slice(steps.length) };
    const found = walk(candidate, { ...inner, prefix: [index, 'value'] });
    if (found.isExact) return found;
  }
  return { candidate, path: [], isExact: false };
}

/** The steps of a JSON Pointer (RFC 6901). */
function pointerSteps(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Where a list has the item that has the name of another one; unnamed items by their value or place. */
function indexOf(list: unknown, item: unknown, index: number): number | undefined {
  if (!Array.isArray(list)) return undefined;
  const key = MERGE_KEYS.find((name) => childOf(item, name) !== undefined);
  if (key !== undefined) {
    const found = list.findIndex((each) => childOf(each, key) === childOf(item, key));
    return found < 0 ? undefined : found;
  }
  const same = list.findIndex((each) => isSame(each, item));
  return same >= 0 ? same : index < list.length ? index : undefined;
}

function childOf(value: unknown, step: string | number): unknown {
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (isObject(a) && isObject(b));
}

function positionOf({ candidate, path }: Match): RenderedOrigin {
  const { file, document, linesBefore } = candidate;
  const located = document.locate(path);
  const offset = (located?.key ?? located?.value ?? document.range).start;
  const { line, column } = file.positionAt(offset);
  return { file: file.source.path, line: line + linesBefore, column };
}
