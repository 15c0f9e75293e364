import { array, assert as assertLaw, constantFrom, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LineIndex, positionAt } from './lines.ts';

const text = 'one\r\ntwo 😀 x\n\nlast';

describe('LineIndex', () => {
  test.each([
    [0, 1, 1],
    [3, 1, 4],
    [5, 2, 1],
    [text.indexOf('x'), 2, 8],
    [text.indexOf('last') - 1, 3, 1],
    [text.length, 4, 5],
  ])('offset %i is at %i:%i', (offset, line, column) => {
    expect(new LineIndex(text).positionAt(offset)).toEqual({ line, column });
  });

  test('gives lines without their ends', () => {
    const lines = new LineIndex(text);
    expect([0, 1, 2, 3, 4, 5].map((line) => lines.lineText(line))).toEqual(['', 'one', 'two 😀 x', '', 'last', '']);
    expect(lines.count).toBe(4);
  });

  test('agrees with positionAt everywhere', () => {
    assertLaw(
      property(array(constantFrom('a', '\n', '\r\n', '😀')), (parts) => {
        const joined = parts.join('');
        const lines = new LineIndex(joined);
        for (let offset = 0; offset <= joined.length; offset += 1) {
          expect(lines.positionAt(offset)).toEqual(positionAt(joined, offset));
        }
      }),
    );
  });
});
