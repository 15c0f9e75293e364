import { describe, expect, test } from 'vitest';
import type { ByteSource } from '../core/ports.ts';
import { SeekingReader } from './byte-reader.ts';
import { readInto, sliceOf } from './byte-source.ts';

/** A source that fills memory, as files do. */
function filling(bytes: Uint8Array): ByteSource {
  const part = (offset: number, length: number): Uint8Array => bytes.subarray(offset, offset + length);
  return {
    size: bytes.length,
    read: async (offset, length) => part(offset, length),
    readInto: async (memory, offset) => {
      const found = part(offset, memory.byteLength);
      const filled = new Uint8Array(memory, 0, found.length);
      filled.set(found);
      return filled;
    },
    close: async () => {},
  };
}

describe('memory that is lent', () => {
  const bytes = Uint8Array.from({ length: 20 }, (_, index) => index);

  test.each([
    ['in the middle', 0, 4, [5, 6, 7, 8]],
    ['at the end', 6, 4, [11, 12]],
    ['behind the end', 9, 4, []],
  ])('is filled with nothing but the part of a source: %s', async (_, offset, length, expected) => {
    const slice = sliceOf(filling(bytes), 5, 8);
    const memory = new ArrayBuffer(length);
    const filled = await readInto(slice, memory, offset);
    expect([...filled]).toEqual(expected);
    expect(filled.buffer).toBe(memory);
  });

  test('is that of the source where a reader stands before it', async () => {
    const { source } = new SeekingReader(filling(bytes));
    const memory = new ArrayBuffer(3);
    expect([...(await readInto(source, memory, 7))]).toEqual([7, 8, 9]);
    expect(await source.readInto?.(memory, 1)).toEqual(new Uint8Array([1, 2, 3]));
  });
});
