import { expect, test } from 'vitest';
import { amountOf } from './quantity.ts';

test.each([
  [2, 2],
  ['2', 2],
  ['500m', 0.5],
  ['0', 0],
  ['1Gi', 1024 ** 3],
  ['1G', 1e9],
  ['1.5k', 1500],
  ['.5', 0.5],
  ['1e3', 1000],
  ['1E3', 1000],
  ['1E', 1e18],
  ['100n', 1e-7],
  [' 64Mi ', 64 * 1024 ** 2],
])('%j is %d', (quantity, amount) => {
  expect(amountOf(quantity)).toBeCloseTo(amount, 12);
});
