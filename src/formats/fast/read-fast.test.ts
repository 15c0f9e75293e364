import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Arbitrary,
  anything,
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
  stringMatching,
  tuple,
} from 'fast-check';
import { dump } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { fastAnswers } from '../../../test/fuzz/fast-law.ts';
import type { Json } from '../document.ts';
import { readFast } from './read-fast.ts';

/** The answers to one document; the law is tested with each. */
function answer(text: string): Json | undefined {
  const [first] = fastAnswers(text);
  return first?.value;
}

const LIMIT = 500;

describe('reads', () => {
  const table: [name: string, text: string, expected: Json][] = [
    ['scalars', 'a: b\nc: 1\nd: -1.5\ne: true\nf: ~\ng: 0\n', { a: 'b', c: 1, d: -1.5, e: true, f: null, g: 0 }],
    [
      'words that only begin like others',
      'name: type\nnode: tier\nfrom: null\n',
      { name: 'type', node: 'tier', from: null },
    ],
    ['words as keys', 'on: no\n1: 2\n', { true: false, '1': 2 }],
    ['numbers that are text', 'a: 1.2.3\nb: 0x\nc: 1e999\nd: 12:30\n', { a: '1.2.3', b: '0x', c: '1e999', d: '12:30' }],
    ['numbers of other bases', 'a: 0644\nb: 0x1F\nc: 1_000\n', { a: 420, b: 31, c: 1000 }],
    ['no line end at the end', 'a: 1', { a: 1 }],
    ['spaces at the end', 'a: 1  \n  \nb: 2\n   ', { a: 1, b: 2 }],
    ['comments', '# x\na:  # y\n  # z\n  b: 1 # c\n # d\nc: #e\n', { a: { b: 1 }, c: null }],
    ['a number sign that begins no comment', 'a: b#c\nd: http://x:80/#frag\n', { a: 'b#c', d: 'http://x:80/#frag' }],
    ['a comment where a value could be', 'x: #not text\n', { x: null }],
    ['colons in text', 'host: ::1\nurl: http://x:80\n?a: -b\n', { host: '::1', url: 'http://x:80', '?a': '-b' }],
    ['spaces before the colon', 'a : 1\n"b" : 2\n', { a: 1, b: 2 }],
    ['fields without a value', 'a:\nb:\n  c:\nd:\n', { a: null, b: { c: null }, d: null }],
    ['a list below its key', 'a:\n- b\n- c\nd: 1\n', { a: ['b', 'c'], d: 1 }],
    ['an indented list', 'a:\n   - b\n   - c: 1\n     d: 2\n', { a: ['b', { c: 1, d: 2 }] }],
    ['lists in lists', '- - a\n  - - b\n- -   c\n', [['a', ['b']], ['c']]],
    ['items without a value', '-\n- \n- a\n-\n  b: 1\n- # c\n  - d\n', [null, null, 'a', { b: 1 }, ['d']]],
    ['numbers and dashes in lists', '- -1\n- --a\n- -\n', [-1, '--a', [null]]],
    ['a list in a mapping in a list', '- a:\n  - b\n  c: 1\n- d\n', [{ a: ['b'], c: 1 }, 'd']],
    [
      'quotes',
      `a: "b"\n"c": 'd'\n'it''s': x\ne: 'it''s' # f\n"": ''\n`,
      { a: 'b', c: 'd', "it's": 'x', e: "it's", '': '' },
    ],
    ['escapes', 'a: "\\"\\\\\\/\\n\\t\\x41\\u00e9\\0 \\_"\n', { a: '"\\/\n\tA\u00e9\0 \u00a0' }],
    ['quotes over lines', 'a: "b\n  c\n\n  d \\\n   e"\nf: \'g\n\n h\'\n', { a: 'b c\nd e', f: 'g\nh' }],
    ['a tab in quotes', 'a: "b\tc"\n', { a: 'b\tc' }],
    [
      'plain text over lines',
      'a: b\n  c # d\ne: f\n\n   g\n  - h\n\n\n  i\nj:\n  k\n l\n',
      { a: 'b c', e: 'f\ng - h\n\ni', j: 'k l' },
    ],
    ['words over lines', 'a:\n  yes\nb:\n  1\n', { a: true, b: 1 }],
    [
      'flow collections',
      'a: []\nb: {}\nc: [ d, "e", [1, {}] ]\nf: {g: h, "i":1, \'j\': [k]} # l\n',
      { a: [], b: {}, c: ['d', 'e', [1, {}]], f: { g: 'h', i: 1, j: ['k'] } },
    ],
    [
      'flow text with colons',
      'a: [b:c, -d, :e, ?f]\nh: {i: http://x:80/#y}\n',
      { a: ['b:c', '-d', ':e', '?f'], h: { i: 'http://x:80/#y' } },
    ],
    ['a flow collection as the document', '[a, {b: 1}]\n', ['a', { b: 1 }]],
    ['literal text', 'a: |\n  b\n   c\n\n  # d\ne: |- # f\n  g\n\n\nh: 1\n', { a: 'b\n c\n\n# d\n', e: 'g', h: 1 }],
    ['literal text that is kept', 'a: |+\n  b\n\n\nc: |+\n\n', { a: 'b\n\n\n', c: '\n' }],
    ['literal text with an indentation', 'a: |2\n    b\n   c\nd:\n- |1-\n   e\n', { a: '  b\n c\n', d: ['  e'] }],
    ['literal text with blank lines', 'a: |\n\n   \n   b\n \n      \n   c\n', { a: '\n\nb\n\n   \nc\n' }],
    ['empty literal text', 'a: |\nb: |-\n\nc: |+\n  \nd: 1\n', { a: '', b: '', c: '\n', d: 1 }],
    ['literal text at the end', 'a: |', { a: '' }],
    ['literal text at the end of an item', '- |\n a\n- b: |\n   c\n  d: 1\n', ['a\n', { b: 'c\n', d: 1 }]],
    ['folded text', 'a: >\n  b\n  c\n\n  d\n   e\n  f\ng: >-\n  h\n', { a: 'b c\nd\n e\nf\n', g: 'h' }],
    ['tabs in literal text', 'a: |\n  \tb\tc\n', { a: '\tb\tc\n' }],
    ['letters of the world', 'ключ: 値\né: "ü"\n', { ключ: '値', é: 'ü' }],
    ['a comment below literal text', 'a:\n  b: |\n    c\n # d\n  e: 1\n', { a: { b: 'c\n', e: 1 } }],
  ];
  test.each(table)('%s', (_name, text, expected) => {
    expect(answer(text)).toEqual(expected);
  });
});

describe('leaves to the parser of all YAML', () => {
  const faults = [
    'a: b: c\n',
    'a: - b\n',
    'a: -\n',
    'a: "b" c\n',
    'a: "b": c\n',
    'a: "b\n',
    'a: "b\nc"\n',
    "a: 'b\n",
    'a: "\\q"\n',
    'a: "\\ud83d"\n',
    'a: "\\U00110000"\n',
    'a: "\\u00g0"\n',
    'a: "b"#c\n',
    'a: [b]#c\n',
    'a: [b\n',
    'a: [b]]\n',
    'a: [b c: d, e\n',
    'a: {b\n',
    'a: {b: c: d}\n',
    'a: {b: 1, b: 2}\n',
    'a: b\n c: d\n',
    'a:\n  b: 1\n c: 1\n',
    'a:\n  b: 1\n   c: 1\n',
    'a:\n  - b\n - c\n',
    'a:\n    - b\n  - c\n',
    '- a\nb: 1\n',
    '- a: 1\n   b: 2\n',
    '- a: 1\n b: 2\n',
    'a: b # c\n  d\n',
    'a: b\n  # c\n  d\n',
    'a\nb: 1\n',
    'a: 1\nb\n',
    'a: 1\nb\nc: 1\n',
    'a: 1\n- b\n',
    'a: |x\n  b\n',
    'a: |#\n  b\n',
    'a: |0\n  b\n',
    'a: |--\n  b\n',
    'a: |\n   \n  b\n',
    'a: |\n    b\n   c\n',
    'a: 1\na: 2\n',
    '"a": 1\na: 2\n',
    'a: @b\n',
    'a: `b\n',
    'a: %b\n',
    'a: ,b\n',
    'a: ]\n',
    '~: 1\n',
    ': 1\n',
    '18446744073709551615: 1\n',
    '<<: 1\n',
    'a: .inf\n',
    'a: .nan\n',
    'a: *b\n',
    'a: \u0001\n',
    '# \u0085a: 1\n b: 1\n',
    'a:\n\tb: 1\n',
    '\ta: 1\n',
    'a: 1\n\t\nb: 1\n\t# c\n c\n',
    'a: 1\n...\nb: 1\n',
    'a: \ud83d\n',
  ];
  test.each(faults)('what is a fault: %j', (text) => {
    expect(answer(text)).toBeUndefined();
  });

  test.each([
    'text\n',
    '"text"\n',
    '|\n text\n',
    '',
    '# nothing\n',
    'a: &b c\n',
    'a: !!str 1\n',
    'a: !b c\n',
    '? a\n: b\n',
    'a: {b: c}\n<<: {d: e}\n',
    'a:\tb\n',
    'a: b\tc\n',
    'a: b\r\n',
    '%YAML 1.1\n---\na: 1\n',
    '--- # a\n',
    '---a: 1\n',
    ' --- a: 1\n',
    '  a: 1\n',
    'a: 1\n...\n',
    '__proto__: 1\n',
    'constructor: 1\n',
    'a: {toString: 1}\n',
    '[a, b]: c\n',
    'a: [b: c]\n',
    'a: {b}\n',
    'a: {b: }\n',
    'a: [b, ]\n',
    'a: [b,\n  c]\n',
    'a: {b: "c\n  d"}\n',
    'a: 😀\n',
    'a: b\u2028\n',
    '\ufeffa: 1\n',
    'a: |+\n  b\n  ',
    `${'- '.repeat(150)}a\n`,
    `a: ${'['.repeat(150)}${']'.repeat(150)}\n`,
  ])('what is outside of the subset: %j', (text) => {
    expect(answer(text)).toBeUndefined();
  });

  test('what nests as deep as the limit', () => {
    const text = 'a:\n  b:\n    c: 1\n';
    expect(readFast(text, { start: 0, end: text.length }, LIMIT)).toEqual({ a: { b: { c: 1 } } });
    expect(readFast(text, { start: 0, end: text.length }, 4)).toBeUndefined();
  });

  test('a range that ends within a line', () => {
    expect(readFast('a: bc\n', { start: 0, end: 4 }, LIMIT)).toBeUndefined();
  });
});

test('reads a range and nothing around it', () => {
  const text = 'a: "\n---\nb: |\n  c\n---\n- "d\n';
  const start = text.indexOf('b:');
  expect(readFast(text, { start, end: text.indexOf('---', start) }, LIMIT)).toEqual({ b: 'c\n' });
});

test('an answer is found in linear time', () => {
  const many = 100_000;
  const texts = [
    '\n'.repeat(many),
    ' \n'.repeat(many),
    '# a\n'.repeat(many),
    'b: c\n \n'.repeat(1),
    "a: '\n".repeat(many),
    'a: b\n  c\n'.repeat(1) + '  d\n'.repeat(many),
    `a: |\n${'  \n'.repeat(many)}`,
    `a: ${'- '.repeat(many)}`,
  ];
  for (const text of texts) {
    const start = performance.now();
    readFast(text, { start: 0, end: text.length }, LIMIT);
    expect(performance.now() - start).toBeLessThan(1000);
  }
});

/** How many of the documents that a generator writes were taken. */
function taken(texts: Arbitrary<string>, numRuns: number): number {
  let count = 0;
  assertLaw(
    property(texts, (text) => {
      count += fastAnswers(text).filter(({ value }) => value !== undefined).length;
    }),
    { numRuns },
  );
  return count;
}

describe('agrees with the parser of all YAML', () => {
  const word = oneof(
    constantFrom(
      'true',
      'no',
      'null',
      '~',
      '',
      '0644',
      '1e3',
      '-',
      '- a',
      'a: b',
      '#',
      'a #b',
      '<<',
      '__proto__',
      "it's",
      '"',
      '\\',
      '\n',
      ' a',
      'a ',
      'a\n\n b\n',
      '1_0',
      '::1',
      '?',
      '[',
      '{}',
      '*',
      '&a',
      '!',
      '%',
      '@',
      '`',
      '|',
      '>',
      ',',
      'é',
      '...',
      '---',
    ),
    stringMatching(/^[-a-z0-9.:# "'\n]{0,12}$/),
    string({ unit: 'grapheme-ascii', maxLength: 12 }),
    string({ unit: 'grapheme', maxLength: 3 }),
  );
  const leaf = oneof(word, jsonValue({ maxDepth: 0 }));
  const values: Arbitrary<unknown> = dictionary(
    word,
    oneof(leaf, anything({ key: word, values: [leaf], withNullPrototype: false, withBigInt: false, maxDepth: 4 })),
    { maxKeys: 5 },
  );
  const styles = record({
    indent: nat(5).map((less) => 1 + less),
    seqNoIndent: boolean(),
    flowLevel: constantFrom(-1, -1, 1, 2),
    lineWidth: constantFrom(10, 80, -1),
    quoteStyle: constantFrom('single' as const, 'double' as const),
  });

  test('on what js-yaml writes', () => {
    const texts = tuple(values, styles).map(([value, style]) => dump(JSON.parse(JSON.stringify(value)), style));
    expect(taken(texts, 2000)).toBeGreaterThan(300);
  });

  test('on what JSON.stringify writes', () => {
    const texts = tuple(values, nat(4)).map(([value, space]) => JSON.stringify(value, undefined, space));
    expect(taken(texts, 500)).toBeGreaterThan(20);
  });

  test('on lines that are put together at random', () => {
    const line = stringMatching(
      /^ {0,4}(?:- ){0,2}(?:[ab]|"a"|'b'|1)?(?::|: )?(?:c|[|>][-+1-3]?|"d|e"|\[f\]|\{g: h\}|#i| #j|-|~)?\n$/,
    );
    const known = constantFrom('a:\n', '- a\n', '  b: |\n', '   c\n', '\n', '  - d: e\n', '    f: g\n');
    expect(taken(string({ unit: oneof(line, known), maxLength: 6 }), 20_000)).toBeGreaterThan(500);
  });
});

const corpus = join(process.env['PLIMSOLL_SHARED'] ?? '../shared', 'data/manifests');

test.skipIf(!existsSync(corpus))(
  `takes most of the corpus of manifests, and agrees on it${existsSync(corpus) ? '' : ` (skipped: no ${corpus})`}`,
  () => {
    const files = readdirSync(corpus, { recursive: true, withFileTypes: true });
    const texts = files
      .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    const answers = texts.flatMap((text) => fastAnswers(text));
    const total = answers.reduce((sum, { length }) => sum + length, 0);
    const fast = answers.reduce((sum, { value, length }) => sum + (value === undefined ? 0 : length), 0);
    expect(fast / total).toBeGreaterThan(0.98);
  },
);
