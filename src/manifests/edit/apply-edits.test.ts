import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Arbitrary,
  array,
  assert as assertLaw,
  boolean,
  constantFrom,
  dictionary,
  jsonValue,
  nat,
  oneof,
  property,
  record,
  string,
} from 'fast-check';
import { dump } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import type { Edit } from '../../core/edit.ts';
import type { FieldPath } from '../../core/field-path.ts';
import type { Json, SourceDocument } from '../../formats/document.ts';
import { readDocuments } from '../../formats/read-documents.ts';
import { applyEdits, type EditResult } from './apply-edits.ts';
import { spliceText } from './splice.ts';
import { editedValue } from './value.ts';

function readOne(text: string): SourceDocument {
  const [document] = readDocuments(text);
  if (document === undefined) throw new Error('no document');
  return document;
}

function edit(text: string, ...edits: Edit[]): string {
  const result = applyEdits(text, readOne(text), edits);
  return 'code' in result ? `${result.code}: ${result.message}` : result.text;
}

function set(path: FieldPath, value: Json): Edit {
  return { op: 'set', path, value };
}

function remove(...path: (string | number)[]): Edit {
  return { op: 'remove', path };
}

function append(path: FieldPath, value: Json): Edit {
  return { op: 'append', path, value };
}

const pod = `# the web pod
apiVersion: v1
kind: Pod   # a pod
spec:
  containers:
  - name: web   # first
    image: "nginx:1"
    # about the context
    securityContext: # keep
      privileged: true

  # second
  - name: log
    securityContext:
    args: ["-v", '-q'] # flags
  nodeSelector: {disk: ssd}
`;

describe('set', () => {
  test.each([
    ['a scalar', 'a: 1 # why\nb: 2\n', set(['a'], 'x'), 'a: x # why\nb: 2\n'],
    ['text that would be something else is quoted', 'a: 1\n', set(['a'], 'yes'), 'a: "yes"\n'],
    ['a scalar that is not written', 'a:   # why\nb: 2\n', set(['a'], 1), 'a: 1   # why\nb: 2\n'],
    ['a tagged and anchored scalar', 'a: &x !!str 1 # c\n', set(['a'], 2), 'a: 2 # c\n'],
    ['a block scalar by a scalar', 'a: |  # c\n  x\n  y\n\nb: 2\n', set(['a'], 'z'), 'a: z\n\nb: 2\n'],
    ['a mapping by a scalar', 'a: # c\n  x: 1\nb: 2\n', set(['a'], 5), 'a: 5 # c\nb: 2\n'],
    [
      'a scalar by a mapping',
      'a: 1 # c\nb: 2\n',
      set(['a'], { x: 1, z: [2] }),
      'a: # c\n  x: 1\n  z:\n    - 2\nb: 2\n',
    ],
    ['a mapping by a mapping', 'a:\n    x: 1\nb: 2\n', set(['a'], { z: 1 }), 'a:\n    z: 1\nb: 2\n'],
    ['a list by a mapping', 'a:\n- 1\n- 2\nb: 2\n', set(['a'], { z: 1 }), 'a:\n  z: 1\nb: 2\n'],
    ['an item', '- a\n- b # c\n', set([1], 'x'), '- a\n- x # c\n'],
    ['an item that is not written', '- a\n-\n', set([1], 'x'), '- a\n- x\n'],
    ['an item by a mapping', '- a\n- b\n', set([1], { x: 1, y: 2 }), '- a\n- x: 1\n  "y": 2\n'],
    ['in flow', 'a: {b: [1, 2], c: }\n', set(['a', 'b', 1], { x: 'z' }), 'a: {b: [1, {x: z}], c: }\n'],
    ['what is not written in flow', 'a: {b: , c}\n', set(['a', 'c'], 1), 'a: {b: , c: 1}\n'],
    ['an alias by a value', 'a: &x 1\nb: *x\n', set(['b'], 2), 'a: &x 1\nb: 2\n'],
    ['what is there already', 'a: "1" # c\n', set(['a'], '1'), 'a: "1" # c\n'],
    [
      'a new field',
      'a: 1\nb:\n  c: 2 # c\n\nd: 3\n',
      set(['b', 'x'], true),
      'a: 1\nb:\n  c: 2 # c\n  x: true\n\nd: 3\n',
    ],
    ['a new field at the end without a line end', 'a:\n  b: 1', set(['a', 'c'], 2), 'a:\n  b: 1\n  c: 2'],
    [
      'a new field after a block scalar',
      'a:\n  b: |\n    x\n\nc: 1\n',
      set(['a', 'd'], 2),
      'a:\n  b: |\n    x\n  d: 2\n\nc: 1\n',
    ],
    [
      'a new field after a block scalar that keeps blank lines',
      'a:\n  b: |+\n    x\n\nc: 1\n',
      set(['a', 'd'], 2),
      'a:\n  b: |+\n    x\n\n  d: 2\nc: 1\n',
    ],
    ['missing parents', 'a: 1\n', set(['b', 'c', 0, 'd'], 'x'), 'a: 1\nb:\n  c:\n    - d: x\n'],
    [
      'below a field that is not written',
      'a:\n  b: # c\n  d: 1\n',
      set(['a', 'b', 'c'], 1),
      'a:\n  b: # c\n    c: 1\n  d: 1\n',
    ],
    ['below null', 'a:\n  b: null # c\n', set(['a', 'b', 'c'], 1), 'a:\n  b: # c\n    c: 1\n'],
    ['below {}', 'a:\n  b: {} # c\n', set(['a', 'b', 'c'], 1), 'a:\n  b: # c\n    c: 1\n'],
    ['below {} in flow', 'a: {b: {}}\n', set(['a', 'b', 'c'], 1), 'a: {b: {c: 1}}\n'],
    ['a new field in flow', 'a: {b: 1} # c\n', set(['a', 'c'], 'x y'), 'a: {b: 1, c: "x y"} # c\n'],
    ['a new field in flow on lines', 'a: {\n  b: 1\n}\n', set(['a', 'c'], 2), 'a: {\n  b: 1,\n  c: 2\n}\n'],
    ['the root of nothing but {}', '{}\n', set(['a'], 1), '{"a": 1}\n'],
    ['CRLF', 'a: 1\r\nb:\r\n  c: 1\r\n', set(['b', 'd'], { e: 1 }), 'a: 1\r\nb:\r\n  c: 1\r\n  d:\r\n    e: 1\r\n'],
    [
      'lists stand where the others do',
      'x:\n- 1\na: 1\n',
      set(['b'], [1, { c: 2 }]),
      'x:\n- 1\na: 1\nb:\n- 1\n- c: 2\n',
    ],
    [
      'steps are as wide as the others',
      'x:\n    y: 1\n',
      set(['b'], { c: { d: 1 } }),
      'x:\n    y: 1\nb:\n    c:\n        d: 1\n',
    ],
    [
      'JSON',
      '{\n  "a": {\n    "b": 1\n  }\n}\n',
      set(['a', 'c'], ['x']),
      '{\n  "a": {\n    "b": 1,\n    "c": ["x"]\n  }\n}\n',
    ],
    ['JSON below {}', '{"a": {}}', set(['a', 'c', 'd'], 1), '{"a": {"c": {"d": 1}}}'],
    ['an outdented list', 'a: [\n  b\n]\nc: 1\n', set(['a', 0], 'x'), 'a: [\n  x\n]\nc: 1\n'],
  ])('%s', (_name, text, change, expected) => {
    expect(edit(text, change)).toBe(expected);
  });

  test('several edits of a pod leave everything else as it was', () => {
    expect(
      edit(
        pod,
        set(['spec', 'containers', 0, 'securityContext', 'privileged'], false),
        set(['spec', 'containers', 0, 'securityContext', 'capabilities', 'drop'], ['ALL']),
        set(['spec', 'containers', 1, 'securityContext', 'runAsNonRoot'], true),
        set(['spec', 'containers', 1, 'securityContext', 'seccompProfile', 'type'], 'RuntimeDefault'),
        append(['spec', 'containers', 1, 'args'], '--x'),
        remove('spec', 'nodeSelector'),
        set(['spec', 'automountServiceAccountToken'], false),
      ),
    ).toBe(`# the web pod
apiVersion: v1
kind: Pod   # a pod
spec:
  containers:
  - name: web   # first
    image: "nginx:1"
    # about the context
    securityContext: # keep
      privileged: false
      capabilities:
        drop:
        - ALL

  # second
  - name: log
    securityContext:
      runAsNonRoot: true
      seccompProfile:
        type: RuntimeDefault
    args: ["-v", '-q', "--x"] # flags
  automountServiceAccountToken: false
`);
  });

  test('only the document that is meant', () => {
    const text = 'a: 1\n---\na: 1\n---\na: 1\n';
    const [, second] = readDocuments(text);
    const result = applyEdits(text, second as SourceDocument, [set(['b'], 2)]) as EditResult;
    expect(result.text).toBe('a: 1\n---\na: 1\nb: 2\n---\na: 1\n');
    expect(result.splices).toEqual([{ start: 13, end: 13, text: '\nb: 2' }]);
  });
});

describe('append', () => {
  test.each([
    ['to a list', 'a:\n- 1 # c\nb: 2\n', append(['a'], 2), 'a:\n- 1 # c\n- 2\nb: 2\n'],
    [
      'a mapping',
      'a:\n  - x: 1\n    y: 2\n',
      append(['a'], { x: 3, z: [1] }),
      'a:\n  - x: 1\n    y: 2\n  - x: 3\n    z:\n      - 1\n',
    ],
    ['to a list in a list', '- - a\n- b\n', append([0], 'c'), '- - a\n  - c\n- b\n'],
    ['to a flow list', 'a: [1] # c\n', append(['a'], 2), 'a: [1, 2] # c\n'],
    ['to an empty list', 'a: [] # c\n', append(['a'], 2), 'a: # c\n  - 2\n'],
    ['to an empty list in flow', 'a: {b: []}\n', append(['a', 'b'], 2), 'a: {b: [2]}\n'],
    ['to null', 'a:\n  b:\n', append(['a', 'b'], 2), 'a:\n  b:\n    - 2\n'],
    ['to what is not there', 'a:\n  b: 1\n', append(['a', 'c'], 2), 'a:\n  b: 1\n  c:\n    - 2\n'],
    ['to JSON', '{"a": [\n  1\n]}', append(['a'], 2), '{"a": [\n  1,\n  2\n]}'],
  ])('%s', (_name, text, change, expected) => {
    expect(edit(text, change)).toBe(expected);
  });
});

describe('remove', () => {
  test.each([
    ['a field', 'a: 1\n# b\nb: # c\n  x: 1\n\nc: 3\n', remove('b'), 'a: 1\n# b\n\nc: 3\n'],
    ['the last field', 'a: 1\nb: 2\n', remove('b'), 'a: 1\n'],
    ['the last field without a line end', 'a: 1\r\nb: 2', remove('b'), 'a: 1'],
    ['the first field of an item', '- a: 1\n  b: 2\n', remove(0, 'a'), '- b: 2\n'],
    ['the only field', 'a:\n  b: 1 # c\nc: 2\n', remove('a', 'b'), 'a: {} # c\nc: 2\n'],
    ['an item', 'a:\n- 1\n- 2\n- 3\n', remove('a', 1), 'a:\n- 1\n- 3\n'],
    ['the first item of a list in a list', '- - a\n  - b\n', remove(0, 0), '- - b\n'],
    ['the only item', 'a:\n  - 1\n', remove('a', 0), 'a: []\n'],
    ['in flow', 'a: {b: 1, c: 2, d: [1]}\n', remove('a', 'c'), 'a: {b: 1, d: [1]}\n'],
    ['the first in flow', 'a: [1, 2, 3]\n', remove('a', 0), 'a: [2, 3]\n'],
    ['the only one in flow', 'a: [ 1 ]\n', remove('a', 0), 'a: []\n'],
    ['in JSON', '{\n  "a": 1,\n  "b": 2\n}', remove('b'), '{\n  "a": 1\n}'],
    ['what is not there', 'a: 1\n', remove('b', 'c'), 'a: 1\n'],
  ])('%s', (_name, text, change, expected) => {
    expect(edit(text, change)).toBe(expected);
  });
});

describe('refuses', () => {
  const anchored = 'a: &a {x: {y: 1}}\nb: *a\nc:\n  <<: *a\n  z: 1\n';
  test.each([
    ['through an alias', anchored, set(['b', 'x'], 1), 'PL_E_EDIT_ALIAS'],
    ['a new field through an alias', anchored, set(['b', 'new'], 1), 'PL_E_EDIT_ALIAS'],
    ['through a merge', anchored, set(['c', 'x', 'y'], 1), 'PL_E_EDIT_ALIAS'],
    ['what a merge brings', anchored, remove('c', 'x'), 'PL_E_EDIT_ALIAS'],
    ['to append to an alias', 'a: &a [1]\nb: *a\n', append(['b'], 1), 'PL_E_EDIT_ALIAS'],
    ['to change what an alias refers to', anchored, set(['a', 'x', 'y'], 2), 'PL_E_EDIT_UNSAFE'],
    ['to remove an anchor that is used', anchored, remove('a'), 'PL_E_EDIT_UNSAFE'],
    ['to remove what stands twice', 'a: 1\nb: 1\na: 2\n', remove('a'), 'PL_E_EDIT_UNSAFE'],
    ['a field of a scalar', 'a: 1\n', set(['a', 'b'], 1), 'PL_E_EDIT_PATH'],
    ['a field of a list', 'a: [1]\n', set(['a', 'b'], 1), 'PL_E_EDIT_PATH'],
    ['an item far behind the end', 'a: [1]\n', set(['a', 5], 1), 'PL_E_EDIT_PATH'],
    ['to append to a mapping', 'a: {b: 1}\n', append(['a'], 1), 'PL_E_EDIT_PATH'],
    ['the whole document', 'a: 1\n', set([], {}), 'PL_E_EDIT_ROOT'],
    ['to empty the document', 'a: 1\n', remove('a'), 'PL_E_EDIT_ROOT'],
    ['a document that was not read', 'a: [\n', set(['a'], 1), 'PL_E_EDIT_UNREAD'],
  ])('%s', (_name, text, change, code) => {
    expect(edit(text, change)).toContain(code);
  });
});

/** Every path of a value. */
function* paths(value: Json, path: FieldPath = []): Generator<FieldPath> {
  if (path.length > 0) yield path;
  if (value === null || typeof value !== 'object') return;
  const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [step, item] of entries) yield* paths(item, [...path, step]);
}

interface Scene {
  readonly value: Json;
  readonly indent: number;
  readonly flowLevel: number;
  readonly seqNoIndent: boolean;
  readonly comments: boolean;
  readonly crlf: boolean;
  readonly asJson: boolean;
}

function sceneText(scene: Scene): string {
  const { value, indent, flowLevel, seqNoIndent } = scene;
  if (scene.asJson) return JSON.stringify(value, undefined, indent - 1);
  const plain = dump(value, { indent, flowLevel, seqNoIndent, lineWidth: 40 });
  const text = scene.comments ? `# head\n${plain}# tail\n---\n# next\nnext: 1\n` : plain;
  return scene.crlf ? text.replaceAll('\n', '\r\n') : text;
}

const key = oneof(string({ maxLength: 6 }), constantFrom('name', 'image', 'yes', '1', 'a b', '__proto__'));
const values: Arbitrary<Json> = dictionary(key, jsonValue({ maxDepth: 4 }) as Arbitrary<Json>, {
  minKeys: 2,
  maxKeys: 5,
});
const scenes = record({
  value: values,
  indent: constantFrom(2, 3, 4),
  flowLevel: constantFrom(-1, -1, 1, 2),
  seqNoIndent: boolean(),
  comments: boolean(),
  crlf: boolean(),
  asJson: boolean(),
});
const changes = record({
  op: constantFrom<Edit['op'][]>('set', 'remove', 'append'),
  place: nat(),
  below: array(key, { maxLength: 2 }),
  value: oneof(jsonValue({ maxDepth: 2 }), string()).map((value) => JSON.parse(JSON.stringify(value)) as Json),
});

function choose(
  value: Json,
  { op, place, below, value: written }: { op: Edit['op']; place: number; below: string[]; value: Json },
): Edit {
  const all = [...paths(value)];
  const at = all[place % Math.max(all.length, 1)] ?? [];
  const path = op === 'remove' ? at : [...at, ...below];
  return op === 'remove' ? { op, path } : { op, path, value: written };
}

/** The edit changes the value as it says, its splices are the whole difference, and other documents stay. */
function expectFaithful(text: string, document: SourceDocument, change: Edit): 'done' | 'refused' {
  const result = applyEdits(text, document, [change]);
  if ('code' in result) {
    if (result.code === 'PL_E_EDIT_UNSAFE') throw new Error(`${result.message} ${JSON.stringify({ change, text })}`);
    return 'refused';
  }
  expect(spliceText(text, result.splices)).toBe(result.text);
  const before = [...readDocuments(text)].map(({ value }) => value);
  const after = [...readDocuments(result.text)].map(({ value }) => value);
  expect(after).toEqual(before.with(document.index, editedValue(document.value ?? null, change)));
  expect(result.text.includes('\r\n')).toBe(text.includes('\r\n'));
  return 'done';
}

describe('an edit does what it says and nothing else', () => {
  test('in any document', () => {
    let done = 0;
    assertLaw(
      property(scenes, changes, (scene, change) => {
        const text = sceneText(scene);
        const document = readOne(text);
        if (expectFaithful(text, document, choose(document.value ?? null, change)) === 'done') done += 1;
      }),
      { numRuns: 1000 },
    );
    expect(done).toBeGreaterThan(400);
  });

  const shared = process.env['PLIMSOLL_SHARED'] ?? '../shared';
  const corpus = join(shared, 'data/manifests');
  test.skipIf(!existsSync(corpus))(
    `in the corpus of manifests${existsSync(corpus) ? '' : ` (skipped: no ${corpus})`}`,
    () => {
      const texts = readdirSync(corpus, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
        .filter((text) => text.length < 10_000);
      let done = 0;
      assertLaw(
        property(nat(), changes, (file, change) => {
          const text = texts[file % texts.length] ?? '';
          const [document] = readDocuments(text);
          if (document?.value === undefined || text.includes('*')) return;
          if (expectFaithful(text, document, choose(document.value, change)) === 'done') done += 1;
        }),
        { numRuns: 400 },
      );
      expect(done).toBeGreaterThan(100);
    },
  );
});
