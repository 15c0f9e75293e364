import { expect, test } from 'vitest';
import { sha256 } from '../core/digest.ts';
import { chainOf } from './chain.ts';

test('the first layer is its own chain, and each other is hashed with what is below it', () => {
  const [a, b, c] = ['sha256:a', 'sha256:b', 'sha256:c'];
  const ab = `sha256:${sha256(`${a} ${b}`)}`;
  expect(chainOf([a, b, c])).toEqual([a, ab, `sha256:${sha256(`${ab} ${c}`)}`]);
  expect(chainOf([])).toEqual([]);
});
