import { expect, test } from 'vitest';
import { StreamReader } from '../byte-reader.ts';
import { ReadBody } from './body.ts';
import { BodyMemory } from './body-memory.ts';

const LENGTH = 3 * 1024 * 1024;
const LARGE = 40 * 1024 * 1024;

async function* pieces(total = LENGTH): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < total + 10; at += 1000) yield Buffer.alloc(1000, at % 251);
}

test('a body is the same read at once and after its beginning', async () => {
  const whole = new ReadBody(new StreamReader(pieces()), LENGTH, new BodyMemory());
  const expected = Buffer.from(await whole.head(LENGTH));
  const reader = new StreamReader(pieces());
  const body = new ReadBody(reader, LENGTH, new BodyMemory());
  expect(await body.head(4)).toEqual(expected.subarray(0, 4));
  const source = await body.open();
  expect(expected.equals(await source.read(0, LENGTH))).toBe(true);
  expect(expected.subarray(0, 1000).equals(await body.head(1000))).toBe(true);
  expect(body.left).toBe(0);
});

test('a body that ends before its length has what is there', async () => {
  const reader = new StreamReader(pieces());
  const body = new ReadBody(reader, 2 * LENGTH, new BodyMemory());
  const { length } = await body.head(2 * LENGTH);
  expect(length).toBe(Math.ceil((LENGTH + 10) / 1000) * 1000);
  expect(await reader.skip(body.left)).toBe(false);
});

test('of a large body that goes by only what is needed has to be there', async () => {
  const reader = new StreamReader(pieces(LARGE));
  const body = new ReadBody(reader, LARGE, new BodyMemory());
  await body.head(4);
  const source = await body.open(async () => [{ offset: 1024 * 1024, size: 38 * 1024 * 1024 }]);
  expect(await source.read(0, 1)).toEqual(Buffer.of(0));
  expect(await source.read(LARGE - 1, 10)).toEqual(Buffer.of((((LARGE / 1000) | 0) * 1000) % 251));
  await expect(source.read(20 * 1024 * 1024, 1)).rejects.toThrow('held in memory');
  expect(body.left).toBe(0);
  body.free();
});

test('bodies share their memory, and one that is very large gives its back', () => {
  const memory = new BodyMemory();
  const small = memory.atLeast(10);
  small[0] = 7;
  expect(memory.atLeast(20)).toBe(small);
  const large = memory.atLeast(LARGE);
  expect([large.length, large[0], small.length]).toEqual([LARGE, 7, 0]);
  memory.shrink();
  expect(large).toHaveLength(0);
  memory.free();
});
