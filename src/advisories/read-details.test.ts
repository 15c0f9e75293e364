import { array, assert, jsonValue, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDetails } from './read-details.ts';

const URL = 'https://example.com/a';

describe('the details of a record', () => {
  test.each<[string, unknown, string]>([
    ['its summary', { summary: 'A flaw', details: 'Long text' }, 'A flaw'],
    ['the beginning of its text where it has none', { details: 'A flaw\n\nin   the parser' }, 'A flaw in the parser'],
    ['the beginning of its text where the summary is blank', { summary: ' \n', details: 'A flaw' }, 'A flaw'],
    ['a long summary cut', { summary: 'a'.repeat(301) }, `${'a'.repeat(300)}…`],
    ['a long text cut', { details: 'b '.repeat(500) }, `${'b '.repeat(100).trim()}…`],
    ['no half of a character', { summary: `${'a'.repeat(299)}😀` }, `${'a'.repeat(299)}\ufffd…`],
    ['nothing of what is damaged', { summary: 1, details: [] }, ''],
    ['nothing of what is no record', 'text', ''],
  ])('have %s', (_, record, summary) => {
    expect(readDetails(record).summary).toBe(summary);
  });

  test.each<[string, unknown, readonly string[]]>([
    [
      'the most useful references first',
      [
        { type: 'WEB', url: `${URL}1` },
        { type: 'FIX', url: `${URL}2` },
        { type: 'ADVISORY', url: `${URL}3` },
      ],
      [`ADVISORY ${URL}3`, `FIX ${URL}2`, `WEB ${URL}1`],
    ],
    [
      'five of them',
      Array.from({ length: 9 }, (_, index) => ({ type: 'WEB', url: `${URL}${index}` })),
      [0, 1, 2, 3, 4].map((index) => `WEB ${URL}${index}`),
    ],
    [
      'each once',
      [
        { type: 'WEB', url: URL },
        { type: 'FIX', url: URL },
      ],
      [`WEB ${URL}`],
    ],
    ['none to the package itself', [{ type: 'PACKAGE', url: URL }], []],
    ['a type that nobody knows as WEB', [{ type: 'X', url: URL }, { url: `${URL}2` }], [`WEB ${URL}`, `WEB ${URL}2`]],
    [
      'none that is no address',
      [
        { url: 'javascript:alert(1)' },
        { url: 'https://a b' },
        { url: `${URL}"` },
        { url: `${URL}/${'x'.repeat(500)}` },
        1,
        null,
      ],
      [],
    ],
    ['none of what is no list', { type: 'WEB', url: URL }, []],
  ])('have %s', (_, references, expected) => {
    expect(readDetails({ references }).references.map(({ type, url }) => `${type} ${url}`)).toEqual(expected);
  });

  test('are small, whatever a record says', () => {
    assert(
      property(jsonValue(), array(jsonValue()), string({ maxLength: 2000 }), (any, list, text) => {
        for (const record of [any, { summary: any, details: text, references: list }]) {
          const { summary, references } = readDetails(record);
          expect(summary.length).toBeLessThanOrEqual(301);
          expect(summary).not.toContain('\n');
          expect(references.length).toBeLessThanOrEqual(5);
        }
      }),
    );
  });
});
