import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TarEntry } from '../formats/tar/entry.ts';
import { packLayer, unpackLayer } from './pack-layer.ts';
import type { ReadLayer } from './read-layer.ts';

const number = fc.integer({ min: -(2 ** 40), max: Number.MAX_SAFE_INTEGER });
const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const entry: fc.Arbitrary<TarEntry> = fc.record({
  name: text,
  type: fc.constantFrom('file', 'directory', 'symbolic-link', 'hard-link', 'fifo', 'other'),
  linkName: text,
  mode: fc.nat(0o7777),
  userId: number,
  groupId: number,
  size: number,
  modified: number,
  body: fc.record({ offset: number, length: number }),
  isSparse: fc.boolean(),
});
const problem = { code: 'PL_E_X', message: 'x', remedy: 'y', exit: 3 } as const;
const digest = fc.option(fc.constant('sha256:00'), { nil: undefined });
const layer: fc.Arbitrary<ReadLayer<unknown>> = fc.record({
  entries: fc.array(entry),
  visited: fc.array(fc.record({ entry: fc.nat(), item: fc.dictionary(text, text, { noNullPrototype: true }) })),
  digest,
  diffId: digest,
  size: fc.nat(),
  problems: fc.constantFrom([], [problem]),
});

test('what was packed is unpacked as it was, wherever its bytes stand', () => {
  fc.assert(
    fc.property(layer, fc.nat(9), (read, shift) => {
      const packed = packLayer(read);
      const moved = new Uint8Array(packed.length + shift);
      moved.set(packed, shift);
      expect(unpackLayer(moved.subarray(shift))).toEqual(read);
    }),
  );
});

test.each([
  ['nothing', new Uint8Array()],
  ['other bytes', new Uint8Array(100).fill(7)],
  [
    'the first half',
    packLayer({ entries: [], visited: [], digest: undefined, diffId: undefined, size: 1, problems: [] }).slice(0, 20),
  ],
])('%s is no packed layer', (_, bytes) => {
  expect(unpackLayer(bytes)).toBeUndefined();
});
