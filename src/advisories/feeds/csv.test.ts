import { array, assert, boolean, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { csvRecords } from './csv.ts';

function read(text: string): readonly unknown[] {
  return [...csvRecords(text)].map((each) => ('why' in each ? `${each.line}: ${each.why}` : each.fields));
}

function quoted(value: string): string {
  return `"${value.replaceAll('"', '""')}"`;
}

test.each<[string, string, readonly unknown[]]>([
  [
    'lines that end with CRLF',
    'aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n',
    [
      ['aaa', 'bbb', 'ccc'],
      ['zzz', 'yyy', 'xxx'],
    ],
  ],
  [
    'a last line without an end',
    'aaa,bbb\nzzz,yyy',
    [
      ['aaa', 'bbb'],
      ['zzz', 'yyy'],
    ],
  ],
  [
    'quotes',
    '"aaa","b\r\nbb","c,c"\r\nz,"y ""y""",x',
    [
      ['aaa', 'b\r\nbb', 'c,c'],
      ['z', 'y "y"', 'x'],
    ],
  ],
  ['blanks, which belong to a value', ' a , b', [[' a ', ' b']]],
  ['empty values', ',"",\n\n', [['', '', ''], ['']]],
  ['a byte order mark', '\uFEFFa,b', [['a', 'b']]],
  ['nothing', '', []],
  ['a quote in a value', 'a\nb,c"d"\n', [['a'], '2: a quote stands in a value that does not begin with one']],
  ['a quote that stays open', 'a\n"b\nc', [['a'], '2: a value that begins with a quote does not end with one']],
  ['text behind a quote', '"a\nb"c', ['1: something stands behind the quote that ends a value']],
  ['a carriage return behind a quote', '"a"\rb', ['1: something stands behind the quote that ends a value']],
])('reads %s', (_, text, records) => {
  expect(read(text)).toEqual(records);
});

test('says where a record begins', () => {
  expect([...csvRecords('"a\nb",c\nd')].map(({ line }) => line)).toEqual([1, 3]);
});

test('reads what is written', () => {
  assert(
    property(
      array(array(string({ unit: 'binary' }), { minLength: 1 }), { minLength: 1 }),
      boolean(),
      (records, isCrlf) => {
        const text = records.map((fields) => fields.map(quoted).join(',')).join(isCrlf ? '\r\n' : '\n');
        expect(read(text)).toEqual(records);
      },
    ),
  );
});

test('whatever it is, it ends', () => {
  for (const each of ['"', '""', ',', '\n', '"a', 'a"', '\r', '",'])
    expect(read(each.repeat(300_000)).length).toBeGreaterThan(0);
});
