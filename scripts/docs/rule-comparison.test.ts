import { expect, test } from 'vitest';
import { rules } from '../../src/rules/all.ts';
import { comparedRows } from './comparison/rows.ts';
import { ruleComparison } from './rule-comparison.ts';

const ROWS = comparedRows.flatMap(([, rows]) => rows);
const NAMED = new Set(ROWS.flatMap((row) => row.rules));

test('names rules that exist, and every rule', () => {
  const ids = new Set(rules.map(({ id }) => id));
  expect([...NAMED].filter((id) => !ids.has(id))).toEqual([]);
  expect([...ids].filter((id) => !NAMED.has(id))).toEqual([]);
});

test('has a rule in each row, or says what has to come first', () => {
  expect(ROWS.filter((row) => row.rules.length > 0 === (row.later !== undefined)).map((row) => row.row)).toEqual([]);
});

test('has as many cells in each line', () => {
  const lines = ruleComparison()
    .split('\n')
    .filter((line) => line.startsWith('|'));
  expect(new Set(lines.map((line) => line.split(' | ').length))).toEqual(new Set([10]));
});
