import type { FieldPath } from '../../src/core/field-path.ts';
import type { Json, SourceDocument } from '../../src/formats/document.ts';
import { readDocuments } from '../../src/formats/read-documents.ts';
import { applyEdits } from '../../src/manifests/edit/apply-edits.ts';
import { fastAnswers } from './fast-law.ts';
import type { Mutator } from './mutator.ts';
import type { FuzzTarget } from './target.ts';

const SEEDS = [
  'a: &a {x: 1}\nb: *a\nc:\n  <<: *a\n',
  '{"a": [1, {"b": "c\\u00e9"}]}\n{"d": null}\n',
  'x: |\n  a\n\n  b\ny: >-\n  c\n  d\n',
  "a:\n- b: c\n  d: \"e\\n\\u00e9\"\n- - f\n  - 'g''h'\n# i\nj:\nk: l m\n\n  n # o\np: {q: [r, \"s\"], 't': -1}\n",
  'a: "b\n  c\\\n   d"\ne: |2-\n   f\ng: 0x1f\nh: ~\ni: yes\nj: |+\n\n k\n\n',
];

/** The reader of documents: nothing but coded problems, places that lie in the text, and a fast path that agrees. */
export const formats: FuzzTarget = {
  seeds: SEEDS,
  async check(text, mutator) {
    fastAnswers(text);
    for (const document of readDocuments(text)) checkDocument(text, document, mutator);
  },
};

function pathsOf(value: Json): FieldPath[] {
  const found: FieldPath[] = [];
  const visit = (at: Json, path: FieldPath): void => {
    if (found.length >= 50) return;
    found.push(path);
    if (at === null || typeof at !== 'object') return;
    const entries = Array.isArray(at) ? at.entries() : Object.entries(at);
    for (const [step, item] of entries) visit(item, [...path, step]);
  };
  visit(value, []);
  return found;
}

function checkDocument(text: string, document: SourceDocument, mutator: Mutator): void {
  for (const { problem, offset } of document.problems) {
    const isGood = problem.code.startsWith('PL_E_') && offset >= 0 && offset <= text.length;
    if (!isGood) throw new Error(`a bad problem: ${problem.code} at ${offset}`);
  }
  if (document.value === undefined) {
    if (document.problems.length === 0) throw new Error('a document without a value and without a problem');
    return;
  }
  const paths = pathsOf(document.value);
  for (const path of paths) checkPlace(document, path);
  if (mutator.random() > 0.1) return;
  const path = mutator.pick<FieldPath>(paths, []);
  const isSet = mutator.random() < 0.5;
  applyEdits(text, document, [isSet ? { op: 'set', path: [...path, 'x'], value: { y: [1] } } : { op: 'remove', path }]);
}

function checkPlace(document: SourceDocument, path: FieldPath): void {
  const located = document.locate(path);
  if (located === undefined) throw new Error(`no place for ${JSON.stringify(path)}`);
  const { start, end } = located.value;
  const isWithin = start >= document.range.start && end >= start && end <= document.range.end;
  if (!isWithin) throw new Error(`a bad place for ${JSON.stringify(path)}: ${start}-${end}`);
}
