import { array, assert, asyncProperty, nat, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StreamReader } from './byte-reader.ts';
import { BinaryFault } from './byte-view.ts';
import { type Part, PassingSource } from './passing-source.ts';
import { attemptLater } from './source-view.ts';

const BLOCK = 16;
const OPEN = 4 * BLOCK;
const SIZE = 20 * BLOCK + 5;
const WHOLE = Buffer.from(Array.from({ length: SIZE }, (_, index) => index % 251));

async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
}

interface Given {
  readonly bytes?: Buffer;
  readonly known?: number;
  readonly packed?: number;
  readonly unneeded?: readonly Part[];
}

async function passing({ bytes = WHOLE, known = 0, packed = 1e6, unneeded = [] }: Given = {}): Promise<PassingSource> {
  const memory = Buffer.alloc(OPEN);
  const reader = new StreamReader(pieces(bytes));
  await reader.fill(memory.subarray(0, known));
  const source = new PassingSource({ reader, memory, known, size: SIZE }, { block: BLOCK, packed });
  await source.forget(async () => unneeded);
  return source;
}

/** What is read, and whether a place that went by may be a fault. */
async function differing(source: PassingSource, asked: readonly Asked[], mayFail = false): Promise<readonly Asked[]> {
  const wrong: Asked[] = [];
  for (const each of asked) {
    const { offset, length } = each;
    const read = await attemptLater(async () => source.read(offset, length));
    const isRight = read instanceof BinaryFault ? mayFail : WHOLE.subarray(offset, offset + length).equals(read);
    if (!isRight) wrong.push(each);
  }
  return wrong;
}

interface Asked {
  readonly offset: number;
  readonly length: number;
}

const reads = array(record({ offset: nat(SIZE + 10), length: nat(3 * BLOCK) }), { minLength: 1 });

describe('a source that goes by', () => {
  test('has the same bytes at every place, whatever was read before', async () => {
    const law = asyncProperty(reads, nat(OPEN), async (asked, known) => {
      expect(await differing(await passing({ known }), asked)).toEqual([]);
    });
    await expect(assert(law)).resolves.toBeUndefined();
  });

  test('has the same bytes for all who ask at once', async () => {
    const source = await passing();
    const offsets = [0, SIZE - 10, 40, 3 * BLOCK, 10 * BLOCK];
    const read = await Promise.all(offsets.map(async (offset) => source.read(offset, 10)));
    expect(read).toEqual(offsets.map((offset) => WHOLE.subarray(offset, offset + 10)));
  });

  test('has the right bytes or a fault where it may hold little', async () => {
    const unneeded = [{ offset: 2 * BLOCK, size: 5 * BLOCK }];
    const law = asyncProperty(reads, nat(OPEN), nat(100), async (asked, known, packed) => {
      expect(await differing(await passing({ known, packed, unneeded }), asked, true)).toEqual([]);
    });
    await expect(assert(law)).resolves.toBeUndefined();
  });

  test('holds its beginning, its end and what is packed, and forgets what is older', async () => {
    const source = await passing({ packed: 0 });
    await source.read(SIZE - 1, 1);
    expect(await source.read(0, BLOCK)).toEqual(WHOLE.subarray(0, BLOCK));
    expect(await source.read(SIZE - BLOCK, BLOCK)).toEqual(WHOLE.subarray(-BLOCK));
    await expect(source.read(5 * BLOCK + 3, 1)).rejects.toThrow(
      `at byte ${5 * BLOCK + 3}: it is too far from the end of so large a file to be held in memory`,
    );
  });

  test('passes over what is not needed, unless just that is asked for', async () => {
    const unneeded = [{ offset: BLOCK, size: 10 * BLOCK }];
    const over = await passing({ unneeded });
    expect(await over.read(12 * BLOCK, 3)).toEqual(WHOLE.subarray(12 * BLOCK, 12 * BLOCK + 3));
    await expect(over.read(2 * BLOCK, 1)).rejects.toThrow(BinaryFault);
    const through = await passing({ unneeded });
    for (let at = 0; at < SIZE; at += 10) expect(await through.read(at, 10)).toEqual(WHOLE.subarray(at, at + 10));
  });

  test('ends where the stream does', async () => {
    const source = await passing({ bytes: WHOLE.subarray(0, 100) });
    expect(await source.read(90, 50)).toEqual(WHOLE.subarray(90, 100));
    expect(await source.read(SIZE - 1, 1)).toHaveLength(0);
    const over = await passing({ bytes: WHOLE.subarray(0, 100), unneeded: [{ offset: BLOCK, size: SIZE }] });
    expect(await over.read(SIZE - 1, 1)).toHaveLength(0);
  });
});
