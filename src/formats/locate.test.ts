import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert as assertLaw, dictionary, jsonValue, property, string } from 'fast-check';
import { CORE_SCHEMA, dump, loadAll, mergeTag } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import type { FieldPath } from '../core/field-path.ts';
import type { Json, JsonObject, Located, Range, SourceDocument } from './document.ts';
import { readDocuments } from './read-documents.ts';

function readOne(text: string): SourceDocument {
  const [document] = readDocuments(text);
  if (document === undefined) throw new Error('no document');
  return document;
}

function slice(text: string, range: Range | undefined): string | undefined {
  return range === undefined ? undefined : text.slice(range.start, range.end);
}

/** Every path of a value and the value there. */
function* places(value: Json, path: FieldPath = []): Generator<[FieldPath, Json]> {
  yield [path, value];
  if (value === null || typeof value !== 'object') return;
  const entries = Array.isArray(value) ? value.map((item, index) => [index, item] as const) : Object.entries(value);
  for (const [step, item] of entries) yield* places(item, [...path, step]);
}

const text = `# pod
apiVersion: v1
metadata: &meta
  name: "web"   # why
  labels: {app: web, 'tier': [a, b], empty:}
  note: |  # text | more
    one
    two

  none:
spec:
  - !!str 5
  -
  - - x
    - {z: 1}
  - <<: *meta
    name: over
  - *meta
? long
: value
`;

describe('a path leads to its text', () => {
  test.each([
    [['apiVersion'], 'v1', 'scalar', 'plain'],
    [['metadata', 'name'], '"web"', 'scalar', 'double-quoted'],
    [['metadata', 'labels'], "{app: web, 'tier': [a, b], empty:}", 'mapping', 'flow'],
    [['metadata', 'labels', 'tier'], '[a, b]', 'sequence', 'flow'],
    [['metadata', 'labels', 'tier', 1], 'b', 'scalar', 'plain'],
    [['metadata', 'labels', 'empty'], '', 'scalar', 'plain'],
    [['metadata', 'note'], '|  # text | more\n    one\n    two\n\n', 'scalar', 'literal'],
    [['metadata', 'none'], '', 'scalar', 'plain'],
    [['spec', 0], '!!str 5', 'scalar', 'plain'],
    [['spec', 1], '', 'scalar', 'plain'],
    [['spec', 2], '- x\n    - {z: 1}', 'sequence', 'block'],
    [['spec', 2, 1, 'z'], '1', 'scalar', 'plain'],
    [['spec', 3, 'name'], 'over', 'scalar', 'plain'],
    [['spec', 4], '*meta', 'alias', 'plain'],
    [['long'], 'value', 'scalar', 'plain'],
  ] as const)('%j', (path, expected, kind, style) => {
    const located = readOne(text).locate(path);
    expect(slice(text, located?.value)).toBe(expected);
    expect(located).toMatchObject({ kind, style, through: undefined });
  });

  test('to its key', () => {
    const document = readOne(text);
    expect(slice(text, document.locate(['metadata', 'labels', 'tier'])?.key)).toBe("'tier'");
    expect(slice(text, document.locate(['long'])?.key)).toBe('long');
    expect(document.locate(['spec', 0])?.key).toBeUndefined();
    expect(document.locate([])?.key).toBeUndefined();
  });

  test('an unwritten value is where it would be written', () => {
    const at = readOne(text).locate(['metadata', 'none'])?.value.start ?? 0;
    expect(text.slice(0, at).endsWith('  none:')).toBe(true);
  });

  test('through an alias and through a merge it says so', () => {
    const document = readOne(text);
    const merged = document.locate(['spec', 3, 'labels', 'app']);
    expect(slice(text, merged?.value)).toBe('web');
    expect(slice(text, merged?.through)).toBe('<<');
    const aliased = document.locate(['spec', 4, 'name']);
    expect(slice(text, aliased?.value)).toBe('"web"');
    expect(slice(text, aliased?.through)).toBe('*meta');
  });

  test.each([
    [['nothing']],
    [['spec', 9]],
    [['spec', 'name']],
    [['spec', -1]],
    [['apiVersion', 'x']],
    [['metadata', 0]],
  ])('a path that leads nowhere: %j', (path) => {
    expect(readOne(text).locate(path)).toBeUndefined();
  });

  test('of two equal keys the last one counts', () => {
    expect(slice('a: 1\nb: 2\na: 3\n', readOne('a: 1\nb: 2\na: 3\n').locate(['a'])?.value)).toBe('3');
  });

  test.each([
    ['m: {x: 1, <<: *a}', '2'],
    ['m: {<<: *a, x: 1}', '1'],
    ['m: {<<: *a, <<: *b}', '3'],
    ['m: {<<: *b, x: 1, <<: *a}', '2'],
    ['m: {<<: *b, <<: {y: 1}}', '3'],
    ['m: {<<: [*a, *b]}', '2'],
  ])('of fields and merges the last one that has the name counts: %s', (mapping, expected) => {
    const source = `a: &a {x: 2}\nb: &b {x: 3}\n${mapping}\n`;
    expect(slice(source, readOne(source).locate(['m', 'x'])?.value)).toBe(expected);
  });

  test.each([
    ['block', (fields: string[]) => `${fields.join('\n')}\n`],
    ['flow', (fields: string[]) => `{${fields.join(', ')}}\n`],
    ['with an anchor', (fields: string[]) => `&all\n${fields.join('\n')}\n`],
  ])('each of many fields is found: %s', (_, write) => {
    const source = write(Array.from({ length: 100 }, (__, index) => `name${index}: value${index}`));
    const document = readOne(source);
    for (let index = 0; index < 100; index += 1)
      expect(slice(source, document.locate([`name${index}`])?.value)).toBe(`value${index}`);
    expect(document.locate(['name100'])).toBeUndefined();
  });

  test('a document that was released answers again', () => {
    for (const source of [text, '{"a": {"b": [1, "two"]}}']) {
      const document = readOne(source);
      const path = source === text ? ['spec', 2, 1, 'z'] : ['a', 'b', 1];
      const before = document.locate(path);
      document.release();
      expect(document.locate(path)).toEqual(before);
    }
  });
});

/** The text of a place, read on its own, is its value. */
function expectSameValue(source: string, document: SourceDocument, path: FieldPath, value: Json): void {
  const located = document.locate(path);
  if (located === undefined) throw new Error(`no place for ${JSON.stringify(path)}`);
  const alone = slice(source, located.value);
  const [read] = readDocuments(path.length === 0 ? `${alone}\n` : belowKey(source, located));
  const again = path.length === 0 ? read?.value : (read?.value as JsonObject | undefined)?.['k'];
  expect({ path, alone, value: again ?? null }).toEqual({ path, alone, value });
}

/** A mapping of `k` to the text of a place, at the columns that it had: block scalars count from the key or dash before them. */
function belowKey(source: string, { key, value, style }: Located): string {
  const isBlockScalar = style === 'literal' || style === 'folded';
  const outer = isBlockScalar ? columnOf(source, key?.start ?? source.lastIndexOf('-', value.start - 1)) : 0;
  return `${' '.repeat(outer)}k:\n${' '.repeat(columnOf(source, value.start))}${slice(source, value)}\n`;
}

function columnOf(source: string, offset: number): number {
  return offset - (source.lastIndexOf('\n', offset - 1) + 1);
}

/** Asks for every place of a document whose text needs no anchor of another. */
function expectAllPlaces(source: string, document: SourceDocument): number {
  let count = 0;
  if (document.value === undefined) return count;
  for (const [path, item] of places(document.value)) {
    if (slice(source, document.locate(path)?.value)?.includes('*') === true) continue;
    expectSameValue(source, document, path, item);
    count += 1;
  }
  return count;
}

test.each([
  ['read fast', 'a:\n- b: "c"\n  d: |\n    e\n'],
  ['read fast, without a line end at its end', 'a:\n- b: "c"\n  d: e'],
  ['read by events', 'a: &a\n- b: "c"\n  d: e\n'],
])('a document that was %s has the same places after it was released', (_name, source) => {
  const document = readOne(source);
  const paths = [['a'], ['a', 0], ['a', 0, 'b'], ['a', 0, 'd'], ['a', 1], ['b']];
  const before = paths.map((path) => [document.locate(path), document.children(path)]);
  document.release();
  expect(paths.map((path) => [document.locate(path), document.children(path)])).toEqual(before);
  expect(slice(source, document.locate(['a', 0, 'b'])?.value)).toBe('"c"');
});

describe('every path of any document leads to text that reads as its value', () => {
  const values = dictionary(string({ unit: 'grapheme', maxLength: 12 }), jsonValue({ maxDepth: 4 }), { maxKeys: 4 });

  test('JSON', () => {
    assertLaw(
      property(values, (value) => {
        const source = JSON.stringify(value, undefined, 1);
        const document = readOne(source);
        for (const [path, item] of places(document.value ?? null)) {
          const range = document.locate(path)?.value;
          expect(JSON.parse(slice(source, range) ?? '', (_key, each: unknown) => (each === 0 ? 0 : each))).toEqual(
            item,
          );
        }
      }),
      { numRuns: 200 },
    );
  });

  test('YAML as js-yaml writes it', () => {
    let count = 0;
    assertLaw(
      property(values, (value) => {
        const source = dump(value);
        count += expectAllPlaces(source, readOne(source));
      }),
      { numRuns: 200 },
    );
    expect(count).toBeGreaterThan(500);
  });
});

const shared = process.env['PLIMSOLL_SHARED'] ?? '../shared';
const corpus = join(shared, 'data/manifests');

function* corpusTexts(): Generator<string> {
  for (const entry of readdirSync(corpus, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && /\.ya?ml$/.test(entry.name)) yield readFileSync(join(entry.parentPath, entry.name), 'utf8');
  }
}

describe.skipIf(!existsSync(corpus))(
  `the corpus of manifests${existsSync(corpus) ? '' : ` (skipped: no ${corpus})`}`,
  () => {
    test('reads as js-yaml reads it, but for the words and numbers that only Kubernetes knows', () => {
      const schema = CORE_SCHEMA.withTags(mergeTag);
      let compared = 0;
      for (const source of corpusTexts()) {
        let theirs: unknown[];
        try {
          theirs = loadAll(source, { schema }).filter((value) => value !== null && value !== undefined);
        } catch {
          continue;
        }
        const ours = [...readDocuments(source)].map(({ value }) => value);
        expect(JSON.stringify(ours, plain)).toBe(JSON.stringify(theirs, plain));
        compared += 1;
      }
      expect(compared).toBeGreaterThan(500);
    });

    test('every path leads to text that reads as its value', () => {
      let count = 0;
      const files = [...corpusTexts()].filter((source, index) => index % 15 === 0 && source.length < 50_000);
      for (const source of files) {
        for (const document of readDocuments(source)) count += expectAllPlaces(source, document);
      }
      expect(count).toBeGreaterThan(2000);
    });
  },
);

/** Hides what the two schemas see differently: octal numbers and YAML 1.1's words. */
function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'boolean') return 'a word';
  if (typeof value === 'string' && /^(?:y|n|yes|no|on|off)$/i.test(value)) return 'a word';
  return typeof value === 'number' && Number.isInteger(value) ? 'a number' : value;
}
