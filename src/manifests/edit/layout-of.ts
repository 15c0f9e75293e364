import type { FieldPath } from '../../core/field-path.ts';
import type { Json, Located, SourceDocument } from '../../formats/document.ts';
import { columnOf } from './places.ts';
import type { Layout } from './write-value.ts';

/** How many nodes are looked at for the layout of a document. */
const NODES_LOOKED_AT = 500;
const WIDEST_STEP = 8;
const USUAL_STEP = 2;

/** How a document is laid out: by its first nested mapping and its first list. */
export function layoutOf(text: string, document: SourceDocument): Layout {
  const nested = [...nestedBlocks(document)];
  const indentOf = (kind: Located['kind'], least: number): number | undefined => {
    const found = nested.find((located) => located.kind === kind && indentation(text, located) >= least);
    return found === undefined ? undefined : indentation(text, found);
  };
  const step = indentOf('mapping', 1) ?? USUAL_STEP;
  const hasCarriageReturns = text.slice(document.range.start, document.range.end).includes('\r\n');
  return {
    syntax: document.syntax,
    lineEnd: hasCarriageReturns ? '\r\n' : '\n',
    step,
    listIndent: indentOf('sequence', 0) ?? step,
  };
}

/** How far a block stands in from its key; -1 if that tells nothing. */
function indentation(text: string, { key, value }: Located): number {
  const indent = key === undefined ? -1 : columnOf(text, value.start) - columnOf(text, key.start);
  return indent > WIDEST_STEP ? -1 : indent;
}

function* nestedBlocks(document: SourceDocument): Generator<Located> {
  const nodes = nodesOf(document.value ?? null);
  for (let looked = 0; looked < NODES_LOOKED_AT; looked += 1) {
    const next = nodes.next();
    if (next.done === true) return;
    const located = document.locate(next.value);
    if (located?.style === 'block' && located.key !== undefined && located.through === undefined) yield located;
  }
}

/** The paths of all mappings and lists of a value, nearest to the root first. */
function* nodesOf(root: Json): Generator<FieldPath, void, undefined> {
  const queue: [FieldPath, Json][] = [[[], root]];
  for (const [path, value] of queue) {
    if (value === null || typeof value !== 'object') continue;
    yield path;
    const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
    for (const [step, item] of entries)
      if (item !== null && typeof item === 'object') queue.push([[...path, step], item]);
  }
}
