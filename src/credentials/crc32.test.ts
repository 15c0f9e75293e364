import { crc32 as zlibCrc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32 } from './crc32.ts';

test('is 0xcbf43926 for the check value of the catalogue of CRC algorithms', () => {
  expect(crc32('123456789')).toBe(0xcbf43926);
});

test('equals that of zlib for every text of ASCII', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[ -~]*$/), (text) => {
      expect(crc32(text)).toBe(zlibCrc32(text));
    }),
  );
});
