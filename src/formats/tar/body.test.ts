import { expect, test } from 'vitest';
import { StreamReader } from '../byte-reader.ts';
import { ReadBody } from './body.ts';

const LENGTH = 3 * 1024 * 1024;

async function* pieces(): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < LENGTH + 10; at += 1000) yield Buffer.alloc(1000, at % 251);
}

test('a body is the same read at once and after its beginning, and is given back when the archive goes on', async () => {
  const whole = new ReadBody(new StreamReader(pieces()), LENGTH);
  const expected = Buffer.from(await whole.head(LENGTH));
  const reader = new StreamReader(pieces());
  const body = new ReadBody(reader, LENGTH);
  expect(await body.head(4)).toEqual(expected.subarray(0, 4));
  const source = await body.open();
  const bytes = await source.read(0, LENGTH);
  expect(expected.equals(bytes)).toBe(true);
  expect(await body.leave()).toBe(true);
  expect(bytes).toHaveLength(0);
  expect(reader.offset).toBe(LENGTH);
});

test('a body that ends before its length has what is there', async () => {
  const body = new ReadBody(new StreamReader(pieces()), 2 * LENGTH);
  const { length } = await body.head(2 * LENGTH);
  expect(length).toBe(Math.ceil((LENGTH + 10) / 1000) * 1000);
  expect(await body.leave()).toBe(false);
});
