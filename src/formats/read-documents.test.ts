import { assert as assertLaw, dictionary, jsonValue, nat, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DocumentLimits, type Json, type SourceDocument } from './document.ts';
import { readDocuments } from './read-documents.ts';

function read(text: string, limits?: Partial<DocumentLimits>): SourceDocument[] {
  return [...readDocuments(text, limits)];
}

function values(text: string): (Json | undefined)[] {
  return read(text).map((document) => document.value);
}

function codes(text: string, limits?: Partial<DocumentLimits>): string[] {
  return read(text, limits).flatMap((document) => document.problems.map(({ problem }) => problem.code));
}

/** The text at each problem's offset, up to the end of its line. */
function blamed(text: string): string[] {
  return read(text).flatMap((document) =>
    document.problems.map(({ offset }) => text.slice(offset).split('\n', 1)[0] ?? ''),
  );
}

describe('documents are split where Kubernetes splits them', () => {
  const table: [name: string, text: string, expected: (Json | undefined)[]][] = [
    ['nothing', '', []],
    ['white space and comments', '\n  \n# a comment\n', []],
    ['null', 'null\n---\n~\n---\n', []],
    ['one', 'a: 1\n', [{ a: 1 }]],
    ['no line end at the end', 'a: 1\n---\na: 2', [{ a: 1 }, { a: 2 }]],
    ['a leading separator', '---\na: 1\n', [{ a: 1 }]],
    ['a trailing separator', 'a: 1\n---\n', [{ a: 1 }]],
    ['a trailing separator without line end', 'a: 1\n---', [{ a: 1 }]],
    ['empty documents between', '---\n---\na: 1\n---\n\n---\na: 2\n---\n---\n', [{ a: 1 }, { a: 2 }]],
    ['a comment on the separator', 'a: 1\n--- # next\na: 2\n', [{ a: 1 }, { a: 2 }]],
    ['a comment against the separator', 'a: 1\n---# next\na: 2\n', [{ a: 1 }, { a: 2 }]],
    ['white space after the separator', 'a: 1\n--- \t\u00a0\u0085\na: 2\n', [{ a: 1 }, { a: 2 }]],
    ['CRLF', 'a: 1\r\n---\r\na: 2\r\n', [{ a: 1 }, { a: 2 }]],
    ['comments before the first separator', '# licence\n---\na: 1\n', [{ a: 1 }]],
    [
      'directives',
      '%YAML 1.1\n# why\n---\na: 1\n---\n%TAG !k! tag:yaml.org,2002:\n---\na: !k!str 1\n',
      [{ a: 1 }, { a: '1' }],
    ],
    ['the end mark', 'a: 1\n...\n---\na: 2\n...\n', [{ a: 1 }, { a: 2 }]],
    ['documents in a block scalar', 'a: |\n  b: 1\n  ---\n  c: 1\n---\nd: 1\n', [{ a: 'b: 1\n---\nc: 1\n' }, { d: 1 }]],
    ['a byte order mark', '\uFEFFa: 1\n', [{ a: 1 }]],
    ['YAML 1.1 line ends', '# comment\u2028a: 1\u0085b: 2 # comment\u2029c: 3\n', [{ a: 1, b: 2, c: 3 }]],
  ];
  test.each(table)('%s', (_name, text, expected) => {
    expect(values(text)).toEqual(expected);
    expect(codes(text)).toEqual([]);
  });

  test('counts only documents that hold something', () => {
    expect(read('# c\n---\na: 1\n---\n---\n: {\n---\nb: 1\n').map((document) => document.index)).toEqual([0, 1, 2]);
  });

  test('a document knows its range', () => {
    const text = '# first\na: 1\n---\nb: 2\n--- # c\nc: 3';
    expect(read(text).map(({ range }) => text.slice(range.start, range.end))).toEqual([
      '# first\na: 1\n',
      'b: 2\n',
      'c: 3',
    ]);
  });
});

describe('what Kubernetes refuses on a separator is told, and read all the same', () => {
  test.each([
    ['a: 1\n---  {a: 2}\n---\na: 3\n', [{ a: 1 }, { a: 2 }, { a: 3 }]],
    ['--- |\n  text\n', ['text\n']],
    ['a: 1\n--- &x\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['---a: 1\n', [{ '---a': 1 }]],
  ])('%j', (text, expected) => {
    expect(values(text)).toEqual(expected);
    expect(codes(text)).toEqual(['PL_E_YAML_SEPARATOR']);
    expect(blamed(text)[0]).toMatch(/^---/);
  });
});

describe('a broken document never hides its neighbours', () => {
  test.each([
    ['a: [1\n', 'PL_E_YAML_SYNTAX'],
    ['a: "x\n', 'PL_E_YAML_SYNTAX'],
    ['a: b: c\n', 'PL_E_YAML_SYNTAX'],
    ['\ta: 1\n\tb: 1\n', 'PL_E_YAML_TAB'],
    ['a:\n  b: 1\n\tc: 2\n', 'PL_E_YAML_TAB'],
    ['a:\n\tb: 1\n', 'PL_E_YAML_TAB'],
    ['a: *missing\n', 'PL_E_YAML_ALIAS'],
    ['a: &a {b: *a}\n', 'PL_E_YAML_ALIAS_CYCLE'],
    ['a: &a\n  <<: *a\n', 'PL_E_YAML_ALIAS_CYCLE'],
    ['a: .inf\n', 'PL_E_YAML_NUMBER'],
    ['a: .NaN\n', 'PL_E_YAML_NUMBER'],
    ['a: !!int x\n', 'PL_E_YAML_TAG'],
    ['a: !!binary "?"\n', 'PL_E_YAML_TAG'],
    ['~: 1\n', 'PL_E_YAML_KEY'],
    [': 1\n', 'PL_E_YAML_KEY'],
    ['18446744073709551615: 1\n', 'PL_E_YAML_KEY'],
    ['{a: b}: 1\n', 'PL_E_YAML_KEY'],
    ['? [a]\n: 1\n', 'PL_E_YAML_KEY'],
    ['a: &a [b]\n*a : 1\n', 'PL_E_YAML_KEY'],
    ['<<: 1\n', 'PL_E_YAML_MERGE'],
    ['a: &a {b: 1}\n&a <<: *a\n', 'PL_E_YAML_MERGE'],
    ['<<: [{a: 1}, 2]\n', 'PL_E_YAML_MERGE'],
    ['a: "\\U00110000"\n', 'PL_E_YAML_SYNTAX'],
    ['a: \u0001\n', 'PL_E_YAML_SYNTAX'],
  ])('%j', (broken, code) => {
    const text = `before: 1\n---\n${broken}---\nafter: 1\n`;
    expect(values(text)).toEqual([{ before: 1 }, undefined, { after: 1 }]);
    expect(codes(text)).toEqual([code]);
  });

  test('a problem says where', () => {
    expect(blamed('x: 1\n---\nk:\n  v: !!int x\n')).toEqual(['!!int x']);
    expect(blamed('x: 1\n---\nk: *nowhere\n')).toEqual(['*nowhere']);
    expect(blamed('x: 1\n---\nk:\n\tv: 1\n')).toEqual(['\tv: 1']);
  });

  test('text after the end of a document is told: Kubernetes does not read it', () => {
    expect(values('a: 1\n...\nb: 2\n')).toEqual([{ a: 1 }]);
    expect(codes('a: 1\n...\nb: 2\n')).toEqual(['PL_E_YAML_AFTER_END']);
    expect(codes('a: 1\r---\rb: 2\n')).toEqual(['PL_E_YAML_AFTER_END']);
  });
});

describe('aliases and merges', () => {
  test.each([
    ['an alias', 'a: &x {b: 1}\nc: *x\n', { a: { b: 1 }, c: { b: 1 } }],
    ['the last anchor of a name', 'a: &x 1\nb: &x 2\nc: *x\n', { a: 1, b: 2, c: 2 }],
    ['a merge before a field', 'a: &x {b: 1, c: 1}\nd:\n  <<: *x\n  b: 2\n', { a: { b: 1, c: 1 }, d: { b: 2, c: 1 } }],
    [
      'a merge after a field wins, as in goyaml.v2',
      'a: &x {b: 1}\nd:\n  b: 2\n  <<: *x\n',
      { a: { b: 1 }, d: { b: 1 } },
    ],
    ['of a list of merges the first wins', 'd:\n  <<: [{a: 1}, {a: 2, b: 2}]\n', { d: { a: 1, b: 2 } }],
    ['a quoted "<<" is a key', '"<<": {a: 1}\n', { '<<': { a: 1 } }],
    ['a tagged "<<" merges', '!!merge <<: {a: 1}\n! "<<": {b: 1}\n', { a: 1, b: 1 }],
    ['an alias as a key', 'a: &x 0644\n*x : 1\n', { a: 420, '420': 1 }],
  ])('%s', (_name, text, expected) => {
    expect(values(text)).toEqual([expected]);
    expect(codes(text)).toEqual([]);
  });
});

describe('flow collections may be outdented, as people and Kubernetes do', () => {
  test.each([
    ['a:\n  command: [\n    "x"\n  ]\n', { a: { command: ['x'] } }],
    ['a: {\n"b": 1,\n"c": [\n2\n]\n}\nd: 1\n', { a: { b: 1, c: [2] }, d: 1 }],
    ['a: "x\n\ny"\nb: 1\n', { a: 'x\ny', b: 1 }],
    ['a: [\n\tb,\n\tc\n]\n', { a: ['b', 'c'] }],
  ])('%j', (text, expected) => {
    const [document] = read(text);
    expect(document?.value).toEqual(expected);
    expect(document?.problems).toEqual([]);
  });

  test('positions are those of the file', () => {
    const text = 'a: {\n"b": 1,\n"c": [\n2\n]\n}\nd: 5\n';
    const [document] = read(text);
    for (const [path, expected] of [
      [['a', 'c'], '[\n2\n]'],
      [['a', 'c', 0], '2'],
      [['d'], '5'],
    ] as const) {
      const range = document?.locate(path)?.value;
      expect(text.slice(range?.start, range?.end)).toBe(expected);
    }
    expect(blamed('a: [\nb\n]\nc: !!int x\n')).toEqual(['!!int x']);
    expect(blamed('a: [\nb\n]\nc: [}\n')).toEqual(['}']);
  });

  test('a tab in the midst of the line is told as a tab', () => {
    expect(codes('x:\nm: {a: 1,\t b: 2}\n')).toEqual(['PL_E_YAML_TAB']);
  });
});

describe('duplicate keys', () => {
  test('the last value wins and each duplicate is told with its place', () => {
    const text = 'a: 1\nb: 2\na: 3\n"a": 4\n';
    expect(values(text)).toEqual([{ a: 4, b: 2 }]);
    expect(codes(text)).toEqual(['PL_E_DUPLICATE_KEY', 'PL_E_DUPLICATE_KEY']);
    expect(blamed(text)).toEqual(['a: 3', 'a": 4']);
  });

  test('keys that are the same only after Kubernetes reads them', () => {
    expect(codes('yes: 1\n"true": 2\n')).toEqual(['PL_E_DUPLICATE_KEY']);
  });

  test('no key of an object is taken for a duplicate', () => {
    expect(codes('constructor: 1\ntoString: 1\n__proto__: 1\nhasOwnProperty: 1\n')).toEqual([]);
  });

  test('the list of them is bounded', () => {
    const text = 'a: 1\n'.repeat(1000);
    expect(codes(text, { maxProblems: 3 })).toEqual([
      'PL_E_DUPLICATE_KEY',
      'PL_E_DUPLICATE_KEY',
      'PL_E_DUPLICATE_KEY',
      'PL_E_DUPLICATE_KEYS',
    ]);
  });
});

test('__proto__ is a key like any other', () => {
  for (const text of [
    '__proto__: {polluted: 1}\n',
    '{"__proto__": {"polluted": 1}}',
    'a: &a {__proto__: 1}\n<<: *a\n',
  ]) {
    const [document] = read(text);
    expect(Object.hasOwn(document?.value as object, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(document?.locate(['__proto__'])).toBeDefined();
  }
  expect(codes('__proto__: 1\n__proto__: 2\n')).toEqual(['PL_E_DUPLICATE_KEY']);
});

describe('bombs meet a limit that is named', () => {
  const bomb = `a0: &a0 [x, x]\n${Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]\n`).join('')}`;
  const merges = `a0: &a0 {k: v}\n${Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} {<<: [*a${n}, *a${n}]}\n`).join('')}`;
  test.each([
    ['aliases of aliases', bomb, 'PL_E_YAML_ALIAS_LIMIT', 'maxAliasNodes'],
    ['merges of merges', merges, 'PL_E_YAML_ALIAS_LIMIT', 'maxAliasNodes'],
    [
      'a long text many times',
      `a: &a ${'x'.repeat(100_000)}\nb: [${'*a ,'.repeat(5000)}]\n`,
      'PL_E_YAML_ALIAS_LIMIT',
      'maxAliasNodes',
    ],
    ['flow lists', '['.repeat(100_000), 'PL_E_DOCUMENT_DEPTH', 'maxDepth'],
    ['flow mappings', `a: ${'{a: '.repeat(100_000)}`, 'PL_E_DOCUMENT_DEPTH', 'maxDepth'],
    ['block lists', '- '.repeat(100_000), 'PL_E_DOCUMENT_DEPTH', 'maxDepth'],
    [
      'block mappings',
      Array.from({ length: 2000 }, (_, n) => `${' '.repeat(n)}a:\n`).join(''),
      'PL_E_DOCUMENT_DEPTH',
      'maxDepth',
    ],
    ['JSON', `{"a":${'['.repeat(100_000)}`, 'PL_E_DOCUMENT_DEPTH', 'maxDepth'],
  ])('%s', (_name, text, code, limit) => {
    const [document] = read(text);
    expect(document?.value).toBeUndefined();
    expect(document?.problems[0]?.problem).toMatchObject({ code });
    expect(document?.problems[0]?.problem.message).toContain(limit);
  });

  test('a document that is too long is not parsed, its neighbours are', () => {
    const documents = read(`a: 1\n---\nb: ${'x'.repeat(100)}\n---\nc: 1\n`, { maxDocumentLength: 50 });
    expect(documents.map(({ value }) => value)).toEqual([{ a: 1 }, undefined, { c: 1 }]);
    expect(documents[1]?.problems[0]?.problem.message).toContain('maxDocumentLength');
  });

  test('the default depth is read', () => {
    expect(codes(`a: ${'['.repeat(490)}${']'.repeat(490)}\n`)).toEqual([]);
  });
});

describe('JSON', () => {
  test.each([
    ['{"a":1}', [{ a: 1 }]],
    [' \r\n\t{"a":1}{"b":2}\n{"c":3}', [{ a: 1 }, { b: 2 }, { c: 3 }]],
    ['{"a":"\\/\\u0041\\ud83d\\ude00\\n"}', [{ a: '/A😀\n' }]],
    ['{"a":"\\ud83d"}', [{ a: '\uFFFD' }]],
    [
      '{"a":[-0,1e3,0.5,12345678901234567890,true,false,null,[],{}]}',
      [{ a: [0, 1000, 0.5, 12345678901234567000, true, false, null, [], {}] }],
    ],
    ['{"<<":{"a":1},"1":2,"":3}', [{ '<<': { a: 1 }, '1': 2, '': 3 }]],
    ['{"a":"yes","b":"0644","y":1}', [{ a: 'yes', b: '0644', y: 1 }]],
    ['{"a":1}\n---\n{"b":2}\n---\nc: 3\n', [{ a: 1 }, { b: 2 }, { c: 3 }]],
    ['{a: 1, b: [x]}\n---\nc: 3\n', [{ a: 1, b: ['x'] }, { c: 3 }]],
    ['{"a": 1, # why\n}\n', [{ a: 1 }]],
    ['{"a":1} # why\n', [{ a: 1 }]],
    ['{}', [{}]],
  ] as [string, Json[]][])('%j', (text, expected) => {
    expect(values(text)).toEqual(expected);
    expect(codes(text)).toEqual([]);
  });

  test.each([
    ['{"a":', 'the text ends where a value is expected'],
    ['{"a":"x', 'the text ends inside a string'],
    ['{"a":"x\n', 'a string does not end on its line'],
    ['{"a":[1 {}]}', '"," or "]" is expected'],
    ['{"a":"\\q"}', 'a string holds an unknown escape'],
    ['{"a":"\u0001"}', 'a string holds a control character'],
    ['{"a":+}}', 'a value is expected'],
    ['{{', 'a key in double quotes is expected'],
  ])('%j is refused', (text, reason) => {
    const [document] = read(text);
    expect(document?.value).toBeUndefined();
    expect(document?.problems[0]?.problem.code).toBe('PL_E_JSON_SYNTAX');
    expect(document?.problems[0]?.problem.message).toContain(reason);
    expect(values(`${text}\n---\nnext: 1\n`).at(-1)).toEqual({ next: 1 });
  });

  test('many broken objects are read in linear time', () => {
    const documents = read('{"a":}\n'.repeat(50_000));
    expect(documents).toHaveLength(50_000);
    expect(documents.every(({ value, problems }) => value === undefined && problems.length === 1)).toBe(true);
  });

  test('a broken object in a stream does not hide the next line', () => {
    expect(values('{"a":1}\n{"b":}\n{"c":3}\n{"d":4}\n')).toEqual([{ a: 1 }, undefined, { c: 3 }, { d: 4 }]);
  });

  test('duplicates are told', () => {
    expect(values('{"a":1,"a":2}')).toEqual([{ a: 2 }]);
    expect(codes('{"a":1,"a":2}')).toEqual(['PL_E_DUPLICATE_KEY']);
  });

  test('reads back what JSON.stringify writes, as JSON and as a YAML document', () => {
    assertLaw(
      property(dictionary(string({ unit: 'grapheme' }), jsonValue()), nat(4), (value, space) => {
        const text = JSON.stringify(value, undefined, space);
        const normal = JSON.parse(text, (_key, item: unknown) => (item === 0 ? 0 : item)) as Json;
        expect(values(text)).toEqual([normal]);
        expect(values(`---\n${text}\n`)).toEqual([normal]);
      }),
      { numRuns: 300 },
    );
  });
});
