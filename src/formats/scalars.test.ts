import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from './document.ts';
import { readDocuments } from './read-documents.ts';
import { isSurelyTextAt, resolvePlain } from './scalars.ts';

/** What stands after `v: `, and what Kubernetes makes of it. */
const SCALARS: [text: string, value: Json][] = [
  // Words
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word): [string, Json] => [
    word,
    true,
  ]),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word): [string, Json] => [
    word,
    false,
  ]),
  ...['', '~', 'null', 'Null', 'NULL'].map((word): [string, Json] => [word, null]),
  ...['yEs', 'tRUE', 'oN', 'nULL', 'none', 'None', 'yes!', '~~', 'True1', 'nan', 'inf', 'NaN'].map(
    (word): [string, Json] => [word, word],
  ),
  ['"yes"', 'yes'],
  ["'null'", 'null'],
  ['"0644"', '0644'],
  ['=', '='],
  ['<<', '<<'],
  // Integers
  ['0', 0],
  ['-0', 0],
  ['+0', 0],
  ['1', 1],
  ['+1', 1],
  ['-1', -1],
  ['8080', 8080],
  ['999999999999999', 999999999999999],
  ['9007199254740993', 9007199254740992],
  ['9223372036854775807', 2 ** 63],
  ['-9223372036854775808', -(2 ** 63)],
  ['-9223372036854775809', -(2 ** 63)],
  ['18446744073709551615', 2 ** 64],
  ['18446744073709551616', 2 ** 64],
  ['+18446744073709551615', 2 ** 64],
  ['99999999999999999999', 1e20],
  ['0644', 420],
  ['-0644', -420],
  ['0o644', 420],
  ['0O17', 15],
  ['0o9', '0o9'],
  ['08', 8],
  ['08.5', 8.5],
  ['00', 0],
  ['0777_7', 4095],
  ['1_000', 1000],
  ['1__0', 10],
  ['1_', 1],
  ['_1', '_1'],
  ['+_1', 1],
  ['0x1F', 31],
  ['0X1f', 31],
  ['-0x1F', -31],
  ['0x_1F', 31],
  ['0x', '0x'],
  ['0xFFFFFFFFFFFFFFFF', 2 ** 64],
  ['0xFFFFFFFFFFFFFFFFF', '0xFFFFFFFFFFFFFFFFF'],
  ['0b11', 3],
  ['0B11', 3],
  ['-0b11', -3],
  ['0b-11', -3],
  ['0b+11', 3],
  ['0B-11', '0B-11'],
  ['0b12', '0b12'],
  ['+', '+'],
  ['1-', '1-'],
  // Floats
  ['0.0', 0],
  ['1.5', 1.5],
  ['-1.5', -1.5],
  ['1.', 1],
  ['5.', 5],
  ['.5', 0.5],
  ['+.5', 0.5],
  ['-.5', -0.5],
  ['.5_0', 0.5],
  ['.5_', '.5_'],
  ['._5', '._5'],
  ['.5e3', 500],
  ['.5e', '.5e'],
  ['.', '.'],
  ['..', '..'],
  ['.e3', '.e3'],
  ['.0x1', '.0x1'],
  ['1_0.5', 10.5],
  ['1e3', 1000],
  ['1E3', 1000],
  ['1e+3', 1000],
  ['1e-3', 0.001],
  ['1_0e1_0', 10e10],
  ['1e400', '1e400'],
  ['-1e400', '-1e400'],
  ['1e-400', 0],
  ['1e', '1e'],
  ['e3', 'e3'],
  ['1.2.3', '1.2.3'],
  ['1,000', '1,000'],
  ['0x1p3', '0x1p3'],
  // Neither
  ['12:30:45', '12:30:45'],
  ['2024-01-01', '2024-01-01'],
  ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z'],
  ['100m', '100m'],
  ['128Mi', '128Mi'],
  ['10.0.0.0/8', '10.0.0.0/8'],
  ['-x', '-x'],
  ['\u00e9', '\u00e9'],
  // Tags
  ['! 12', '12'],
  ['!!str 123', '123'],
  ['!!str', ''],
  ['!!int "12"', 12],
  ['!!int 0x10', 16],
  ['!!float 12', 12],
  ['!!float "1e3"', 1000],
  ['!!bool "yes"', true],
  ['!!null ""', null],
  ['!!null null', null],
  ['!!binary aGVsbG8=', 'hello'],
  ['!!binary "aGVs\\nbG8="', 'hello'],
  ['!!timestamp 2024-01-01', '2024-01-01'],
  ['!foo bar', 'bar'],
  ['!foo 12', '12'],
  ['!<tag:yaml.org,2002:int> "7"', 7],
  ['!!merge x', 'x'],
  // Styles
  ['"a\\tb\\x41\\u00e9"', 'a\tbA\u00e9'],
  ["'it''s'", "it's"],
  ['|\n  a\n   b\n', 'a\n b\n'],
  ['|-\n  a\n', 'a'],
  ['>\n  a\n  b\n\n  c\n', 'a b\nc\n'],
  ['|2\n   a\n', ' a\n'],
  ['a\n  b', 'a b'],
  ['# comment', null],
  ['a#b', 'a#b'],
];

/** Keys, and what Kubernetes makes of them. */
const KEYS: [text: string, key: string][] = [
  ['n', 'false'],
  ['yes', 'true'],
  ['1', '1'],
  ['0644', '420'],
  ['0x1F', '31'],
  ['9007199254740993', '9007199254740993'],
  ['1.5', '1.5'],
  ['1.0', '1'],
  ['0.1', '0.1'],
  ['1e5', '100000'],
  ['1e6', '1e+06'],
  ['1234567.5', '1.2345675e+06'],
  ['0.00001', '1e-05'],
  ['-0.0', '-0'],
  ['1e39', '.inf'],
  ['.inf', '.inf'],
  ['-.INF', '-.inf'],
  ['.NaN', '.nan'],
  ['2024-01-01', '2024-01-01'],
  ['""', ''],
  ['"1"', '1'],
  ['!!str 1', '1'],
  ['!!int "017"', '15'],
  ['a b', 'a b'],
];

/** What Kubernetes refuses as a value. */
const REFUSED = [
  '.inf',
  '-.inf',
  '.NaN',
  '!!int x',
  '!!int 1.5',
  '!!float x',
  '!!float 18446744073709551615',
  '!!bool 1',
  '!!null x',
  '!!timestamp x',
  '!!binary "?"',
  '@a',
  '`a',
  '%a',
  '&',
  '*a',
];

function readOne(text: string): Json | undefined {
  return [...readDocuments(text)][0]?.value;
}

describe('a scalar is what Kubernetes makes of it', () => {
  test.each(SCALARS)('%j', (text, value) => {
    const read = readOne(`v: ${text}\n`) as JsonObject;
    expect(read['v']).toBe(value);
  });

  test.each(KEYS)('the key %j', (text, key) => {
    expect(readOne(`a: 1\n${text}: 2\n`)).toEqual({ a: 1, [key]: 2 });
  });

  test.each(REFUSED)('%j is refused', (text) => {
    expect(readOne(`v: ${text}\n`)).toBeUndefined();
  });

  test('a long run of digits is read in linear time', () => {
    const digits = '9'.repeat(1_000_000);
    expect(readOne(`v: ${digits}\n`)).toEqual({ v: digits });
    expect(readOne(`v: 0x${digits}\n`)).toEqual({ v: `0x${digits}` });
  });
});

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;

/** The objects that kubectl makes of a file. Nothing is sent anywhere. */
function kubectl(text: string): { readonly items: JsonObject[]; readonly error: string } {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
  const file = join(folder, 'f.yaml');
  writeFileSync(file, text);
  const run = spawnSync('kubectl', ['annotate', '--local', '-f', file, 'x=y', '-o', 'json'], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  // The objects come one after the other, as a stream of JSON.
  return { items: [...readDocuments(run.stdout)].map(({ value }) => value as JsonObject), error: run.stderr };
}

function configMap(name: string): string {
  return `kind: ConfigMap\napiVersion: v1\nmetadata: {name: ${name}}\n`;
}

function names(items: readonly (Json | undefined)[]): unknown[] {
  return items.map((item) => ((item as JsonObject)['metadata'] as JsonObject)['name']);
}

function indent(text: string): string {
  return text.replaceAll('\n', '\n  ');
}

/**
 * Known differences, all in what is no Kubernetes object or fails closed: js-yaml ends a plain scalar in a flow collection at `:,`
 * where goyaml.v2 takes the colon for a part of it; it refuses a tab between the tokens of an outdented flow collection; it refuses
 * garbage after the root node, which goyaml.v2 ignores; it takes `\/` and surrogate escapes in double quotes, adjacent values (`{a: b, c:{}}`) and a
 * tab before a nested key, which goyaml.v2 refuses. U+2028 and U+2029 end a line for both, but are kept by goyaml.v2 and read here as `\n`.
 */
describe.skipIf(!hasKubectl)(`kubectl agrees${hasKubectl ? '' : ' (skipped: no kubectl on this machine)'}`, () => {
  const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n';

  test('on every scalar and key', () => {
    const fields = SCALARS.map(([text], index) => `  f${index}:\n    v: ${indent(indent(text))}\n`).join('');
    const keys = KEYS.map(([text], index) => `  k${index}:\n    ${text}: 2\n`).join('');
    const { items, error } = kubectl(`${head}data:\n${fields}${keys}`);
    expect(error).toBe('');
    const data = items[0]?.['data'] as Record<string, JsonObject>;
    for (const [index, [text, value]] of SCALARS.entries())
      expect([text, data[`f${index}`]?.['v']]).toEqual([text, value]);
    for (const [index, [text, key]] of KEYS.entries()) expect([text, data[`k${index}`]]).toEqual([text, { [key]: 2 }]);
  });

  test('on where documents end', () => {
    const text = `# first\n---\n${configMap('a')}--- # b\n${configMap('b')}---\n\n---\nnull\n---#c\r\n${configMap('c')}...\n---  \n${configMap('d')}---`;
    const { items, error } = kubectl(text);
    expect(error).toBe('');
    expect(names(items)).toEqual(['a', 'b', 'c', 'd']);
    expect(names([...readDocuments(text)].map(({ value }) => value))).toEqual(['a', 'b', 'c', 'd']);
  });

  test('on what it refuses', () => {
    for (const text of ['.inf', '!!int x', '*a']) {
      expect(kubectl(`${head}data:\n  v: ${text}\n`).error).not.toBe('');
    }
    expect(kubectl(`${head}--- {a: b}\n`).error).toContain('separator');
  });
});

test('what is surely text is text', () => {
  const letters = Array.from('yYeEsStrRuUnNoOfFaAlL~.-+01xb_');
  const pairs = letters.flatMap((first) => letters.map((second) => first + second));
  const triples = pairs.flatMap((pair) => letters.map((third) => pair + third));
  const words = SCALARS.map(([text]) => text).filter((text) => text !== '' && !/^["']/.test(text));
  const texts = [...letters, ...pairs, ...triples, ...words];
  const sure = texts.filter((text) => isSurelyTextAt(`- ${text}`, 2, text.length + 2));
  expect(sure.length).toBeGreaterThan(1000);
  expect(sure.filter((text) => resolvePlain(text).type !== 'str')).toEqual([]);
  const common = ['name', 'type', 'from', 'kind', 'to', 'value'];
  expect(common.filter((text) => !isSurelyTextAt(text, 0, text.length))).toEqual([]);
});
