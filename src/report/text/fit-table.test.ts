import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Column, fits, fitTable } from './fit-table.ts';

interface Row {
  readonly name: string;
  readonly version: string;
  readonly state: string;
}

const COLUMNS: readonly Column<Row>[] = [
  { head: 'NAME', cell: ({ name }) => name, least: 6 },
  { head: 'VERSION', cell: ({ version }) => version, least: 8, keeps: 'both' },
  { head: 'STATE', cell: ({ state }) => state },
];
const ROWS = [
  { name: 'libtomcat9-java', version: '9.0.16-3ubuntu0.18.04.1', state: 'denied' },
  { name: 'xz', version: '1', state: '' },
];

describe('a table', () => {
  test('is as wide as what is in it where there is room', () => {
    expect(fitTable(COLUMNS, ROWS, 100)).toEqual([
      'NAME             VERSION                  STATE',
      'libtomcat9-java  9.0.16-3ubuntu0.18.04.1  denied',
      'xz               1',
    ]);
  });

  test('is cut where there is none, the widest first', () => {
    expect(fitTable(COLUMNS, ROWS, 36)).toEqual([
      'NAME           VERSION        STATE',
      'libtomcat9-j…  9.0.16…8.04.1  denied',
      'xz             1',
    ]);
  });

  test('keeps the end of a cell that asks for it', () => {
    expect(fitTable([{ head: 'IMAGE', cell: String, least: 5, keeps: 'end' }], ['registry/cart:v1'], 8)).toEqual([
      'IMAGE',
      '…cart:v1',
    ]);
  });

  test('is as narrow as it can be where that is not enough', () => {
    expect(fits(COLUMNS, ROWS, 10)).toBe(false);
    expect(fitTable(COLUMNS, ROWS, 10)[1]).toBe('libto…  9.0…04.1  denied');
  });

  test('is never wider than what it fits', () => {
    const row = fc.record({ name: fc.string(), version: fc.string(), state: fc.string({ maxLength: 6 }) });
    fc.assert(
      fc.property(fc.array(row), fc.integer({ min: 30, max: 90 }), (rows, width) => {
        expect(fits(COLUMNS, rows, width)).toBe(true);
        expect(fitTable(COLUMNS, rows, width)).toHaveLength(rows.length + 1);
      }),
    );
  });
});
