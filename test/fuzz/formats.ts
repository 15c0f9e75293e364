/**
 * Feeds the document reader mutated manifests: `node test/fuzz/formats.ts [--seconds 10] [--seed 1]`.
 * It fails on anything but coded problems, on an input that takes too long, and on a place that does not lie in the text.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { FieldPath } from '../../src/core/field-path.ts';
import type { Json, SourceDocument } from '../../src/formats/document.ts';
import { readDocuments } from '../../src/formats/read-documents.ts';
import { applyEdits } from '../../src/manifests/edit/apply-edits.ts';

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
});

/** Milliseconds that one input of at most `LONGEST` characters may take. */
const PATIENCE = 1000;
const LONGEST = 20_000;

const CHARACTERS = '\t \n\r:-?"\'|>&*![]{},#~%@`\\.0<é\u0085\u2028\uFEFF\u0000';
const WORDS = [
  '\n  ',
  ': ',
  '- ',
  '|-\n',
  '>2\n',
  '&a ',
  '*a',
  '!!int ',
  '! ',
  '<<: *a\n',
  '---\n',
  '---',
  '...\n',
  '\\u',
  '%YAML 1.1\n',
];
const RARITIES = ['0x', '1e999', '__proto__: ', '\uD800', '{"a":', '[[[[[[[[', '? ', '\r\n', ' #', '😀'];
const TOKENS = [...Array.from(CHARACTERS), ...WORDS, ...RARITIES];

const SEEDS = [
  'a: &a {x: 1}\nb: *a\nc:\n  <<: *a\n',
  '{"a": [1, {"b": "c\\u00e9"}]}\n{"d": null}\n',
  'x: |\n  a\n\n  b\ny: >-\n  c\n  d\n',
];

/** Mulberry32: small, seeded, good enough to choose places. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = generator(Number(options.seed));

function below(limit: number): number {
  return Math.floor(random() * limit);
}

function pick<Item>(items: readonly Item[], otherwise: Item): Item {
  return items[below(items.length)] ?? otherwise;
}

function corpus(): string[] {
  const folder = join(process.env['PLIMSOLL_SHARED'] ?? '../shared', 'data/manifests');
  try {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true });
    const wanted = files.filter((entry) => entry.isFile() && /\.(?:ya?ml|json)$/.test(entry.name));
    return wanted.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  } catch {
    console.log(`no corpus in ${folder}: only the built-in seeds are mutated`);
    return [];
  }
}

function fragment(texts: readonly string[]): string {
  const lines = pick(texts, '').split('\n');
  const start = below(lines.length);
  return `${lines.slice(start, start + 1 + below(40)).join('\n')}\n`.slice(0, LONGEST / 4);
}

function mutate(text: string): string {
  const at = below(text.length + 1);
  switch (below(5)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1 + below(8));
    case 1: {
      const from = below(text.length + 1);
      return text.slice(0, at) + text.slice(from, from + below(60)) + text.slice(at);
    }
    case 2:
      return text.slice(0, at) + pick(TOKENS, '').repeat(1 + below(random() < 0.05 ? 2000 : 3)) + text.slice(at);
    default:
      return text.slice(0, at) + pick(TOKENS, '') + text.slice(at);
  }
}

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

function checkDocument(text: string, document: SourceDocument): void {
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
  if (random() > 0.1) return;
  const path = pick(paths, []);
  const isSet = random() < 0.5;
  applyEdits(text, document, [isSet ? { op: 'set', path: [...path, 'x'], value: { y: [1] } } : { op: 'remove', path }]);
}

function checkPlace(document: SourceDocument, path: FieldPath): void {
  const located = document.locate(path);
  if (located === undefined) throw new Error(`no place for ${JSON.stringify(path)}`);
  const { start, end } = located.value;
  const isWithin = start >= document.range.start && end >= start && end <= document.range.end;
  if (!isWithin) throw new Error(`a bad place for ${JSON.stringify(path)}: ${start}-${end}`);
}

/** How many documents the text holds. */
function check(text: string): number {
  let count = 0;
  for (const document of readDocuments(text)) {
    checkDocument(text, document);
    count += 1;
  }
  return count;
}

function run(): void {
  const texts = [...corpus(), ...SEEDS];
  const seconds = Number(options.seconds);
  const end = performance.now() + seconds * 1000;
  let inputs = 0;
  let documents = 0;
  let slowest = 0;
  while (performance.now() < end) {
    let text = random() < 0.3 ? pick(SEEDS, '') : fragment(texts);
    for (let left = 1 + below(6); left > 0; left -= 1) text = mutate(text);
    text = text.slice(0, LONGEST);
    const start = performance.now();
    try {
      documents += check(text);
    } catch (error) {
      console.error(`seed ${options.seed}, input ${inputs}: ${JSON.stringify(text)}`);
      throw error;
    }
    const took = performance.now() - start;
    slowest = Math.max(slowest, took);
    if (took > PATIENCE)
      throw new Error(`seed ${options.seed}, input ${inputs} took ${took.toFixed(0)} ms: ${JSON.stringify(text)}`);
    inputs += 1;
  }
  console.log(
    `seed ${options.seed}: ${inputs} inputs, ${documents} documents, ${(inputs / seconds).toFixed(0)} inputs/s, slowest ${slowest.toFixed(0)} ms`,
  );
}

run();
