import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatFieldPath } from '../../core/field-path.ts';
import { LineIndex } from '../../formats/lines.ts';
import { readDocuments } from '../../formats/read-documents.ts';
import { commentsIn } from './comments.ts';
import type { WrittenIgnore } from './written-ignore.ts';

function read(text: string): readonly WrittenIgnore[] {
  const source = { path: 'm.yaml', text };
  const lines = new LineIndex(text);
  return [...readDocuments(text)].flatMap((document, index) => [
    ...commentsIn({ source, document, lines, isFirst: index === 0 }),
  ]);
}

/** What each comment is for; the whole document is `.`. */
function placesIn(text: string): readonly string[] {
  return read(text).flatMap(({ paths }) => paths.map((path) => formatFieldPath(path) || '.'));
}

const MARK = '# plimsoll-ignore a/b: c';

describe('a comment is for', () => {
  test.each<[string, string, readonly string[]]>([
    ['the field on its line', `a: 1\nb: 2 ${MARK}\n`, ['b']],
    ['the field on the next line', `a: 1\n${MARK}\nb: 2\n`, ['b']],
    ['what stands below blank lines and other comments', `a: 1\n${MARK}\n\n# why\n  \nb: 2\n`, ['b']],
    ['a field with all that is in it', `a: 1\nb: ${MARK}\n  c: 1\n`, ['b']],
    ['a list item, on the line of its first field', `a:\n  - b: 1 ${MARK}\n    c: 2\n`, ['a[0]']],
    ['a list item, from above', `a:\n  - b: 1\n  ${MARK}\n  - c: 2\n`, ['a[1]']],
    ['a list item in the column of its key', `a:\n- b: 1\n${MARK}\n- c: 2\n`, ['a[1]']],
    ['a list item below its dash', `a:\n  - ${MARK}\n    b: 1\n`, ['a[0]']],
    ['a field inside a list item', `a:\n  - b: 1\n    c: 2 ${MARK}\n`, ['a[0].c']],
    ['the item that is a scalar', `a:\n  - x\n  - y ${MARK}\n`, ['a[1]']],
    ['the document, at its head', `${MARK}\na: 1\nb: 2\n`, ['.']],
    ['the document, on the line of its first field', `a: 1 ${MARK}\nb: 2\n`, ['.']],
    ['the document, above its separator', `${MARK}\n# a licence\n---\na: 1\n`, ['.']],
    ['the document, beside its separator', `a: 1\n--- ${MARK}\na: 1\n`, ['.']],
    ['the second document, at its head', `a: 1\n---\n${MARK}\nb: 2\n`, ['.']],
    ['nothing, above a separator that follows content', `a: 1\n${MARK}\n---\nb: 2\n`, []],
    ['nothing, at the end', `a: 1\n${MARK}\n`, []],
    ['nothing, where the line begins nothing', `a: [\n  1,\n] ${MARK}\n`, []],
    ['each of the fields on its line', `a: {\n  b: 1, c: 2 } ${MARK}\n`, ['a.b', 'a.c']],
    ['a field with a quoted key', `a: 1\n"b\\u0063": 2 ${MARK}\n'd''e': 3 ${MARK}\n`, ['bc', '["d\'e"]']],
    [
      'a field with an anchor, an alias, a tag',
      `z: 1\na: &x 1 ${MARK}\nb: *x ${MARK}\nc: !!str 1 ${MARK}\n`,
      ['a', 'b', 'c'],
    ],
    ['no field that a merge brings', `a: &x { c: 1 }\nb:\n  d: 1\n  <<: *x ${MARK}\n`, ['b["<<"]']],
    ['a field whose block of text it introduces', `z: 1\na: | ${MARK}\n  text\nb: 1\n`, ['a']],
    ['the field after a block of text', `z: 1\na: |\n  text\n${MARK}\nb: 1\n`, ['b']],
    ['a field, with line ends of Windows', `a: 1\r\n${MARK}\r\nb: 2\r\n`, ['b']],
    ['a field behind another comment', `a: 1\nb: 2 # see ${MARK}\n`, ['b']],
    ['a field of a file without a last line end', `a: 1\nb: 2 ${MARK}`, ['b']],
  ])('%s', (_, text, places) => {
    expect(placesIn(text)).toEqual(places);
  });
});

describe('no comment is', () => {
  test.each([
    ['a line of a block of text', `a: |\n  ${MARK}\nb: 1\n`],
    ['a line of a folded block', `a: >-\n  x\n  ${MARK}\nb: 1\n`],
    ['a line of a block with an indicator', `a: |2\n   x\n  ${MARK}\nb: 1\n`],
    ['a line of a block in a list', `a:\n  - |\n    ${MARK}\n  - 1\n`],
    ['a part of a text in double quotes', `a: "x ${MARK}"\nb: 1\n`],
    ['a part of a text in single quotes', `a: 'x ${MARK}'\nb: 1\n`],
    ['a line of a quoted text', `a: "x\n  ${MARK}\n  y"\nb: 1\n`],
    ['a part of a quoted key', `"x ${MARK}": 1\n`],
    ['a text in a flow', `a: [ "x ${MARK}" ]\n`],
    ['a text with an anchor', `a: &b "x ${MARK}"\n`],
    ['what follows a # without a space before it', 'a: x# plimsoll-ignore a/b: c\n'],
    ['a mention', `a: 1 # use plimsoll-ignore a/b: c\n`],
    ['a text of JSON', JSON.stringify({ a: MARK, b: `\n${MARK}\n` }, undefined, 2)],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual([]);
  });

  test('text, however it is written', () => {
    const line = fc.constantFrom('x', MARK, `  ${MARK}`, 'y: z', '', '- a');
    const style = fc.constantFrom('|', '>', '|-', '>+');
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), style, (lines, indicator) => {
        const text = `a: ${indicator}\n  first\n${lines.map((each) => `  ${each}`).join('\n')}\nb: 1\n`;
        expect(read(text)).toEqual([]);
        expect(read(`x:\n  - a: ${JSON.stringify(lines.join('\n'))}\n`)).toEqual([]);
      }),
    );
  });
});

describe('a comment says', () => {
  test.each<[string, Partial<WrittenIgnore>]>([
    [' a/b: why', { rules: ['a/b'], reason: 'why' }],
    [' a/b, c/d:why: because ', { rules: ['a/b', 'c/d'], reason: 'why: because' }],
    [' a/b', { rules: ['a/b'], fault: 'has no reason: it is written as `# plimsoll-ignore <rule>: <reason>`' }],
    [' a/b: ', { rules: ['a/b'], fault: 'has no reason: it is written as `# plimsoll-ignore <rule>: <reason>`' }],
    ['', { rules: [], fault: 'names no rule: it is written as `# plimsoll-ignore <rule>: <reason>`' }],
    [': why', { rules: [], fault: 'is written as `# plimsoll-ignore <rule>: <reason>`' }],
    ['-next-line a/b: c', { rules: [], fault: 'is written as `# plimsoll-ignore <rule>: <reason>`' }],
    [`\ta/b:\t${'x'.repeat(600)}`, { rules: ['a/b'], reason: `${'x'.repeat(500)}…` }],
  ])('%j', (rest, said) => {
    expect(read(`z: 1\na: 1 # plimsoll-ignore${rest}\n`)).toMatchObject([{ line: 2, ...said }]);
  });
});

test('a file of many documents is looked through once', () => {
  const started = performance.now();
  const text = `${'a: 1\n---\n'.repeat(20_000)}b: "${'x'.repeat(1_000_000)}" ${MARK}\n`;
  expect(read(text)).toHaveLength(1);
  expect(performance.now() - started).toBeLessThan(4000);
});

test('a document full of comments is read in no time', () => {
  const started = performance.now();
  const text = `a: 1\n${`${MARK}\n`.repeat(50_000)}b: 2\n`;
  expect(read(text)).toHaveLength(1000);
  expect(performance.now() - started).toBeLessThan(2000);
});
