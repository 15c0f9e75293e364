import { array, assert as assertLaw, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { NameSet } from './name-set.ts';

test('every name is found, also in what was written and read', () => {
  assertLaw(
    property(array(string()), (names) => {
      const written = NameSet.of(names).encode();
      const read = NameSet.decode(written);
      expect(names.filter((name) => read?.has(name) !== true)).toEqual([]);
      expect(read?.encode()).toBe(written);
    }),
  );
});

test('other names are not found', () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `net/http.(*Server).method${index}`);
  const set = NameSet.decode(NameSet.of(names).encode());
  expect(names.filter((name) => set?.has(`${name}x`) === true)).toEqual([]);
});

test.each([
  ['is cut off', Buffer.from([0x80, 0x80])],
  ['tells of more than a checksum', Buffer.from([0xff, 0xff, 0xff, 0xff, 0x7f])],
])('what %s is none', (_, bytes) => {
  expect(NameSet.decode(bytes.toString('base64'))).toBeUndefined();
});

test('a name takes about three bytes', () => {
  const names = Array.from({ length: 50_000 }, (_, index) => `name ${index}`);
  expect(Buffer.from(NameSet.of(names).encode(), 'base64').length / names.length).toBeLessThan(3);
});
