import { expect, test } from 'vitest';
import { readHeader } from './header.ts';

/** A header whose user is written in a way. */
function headerWith(userId: string, magic = 'ustar\0', prefix = ''): Buffer {
  const block = Buffer.alloc(512);
  const put = (at: number, text: string): void => void block.write(text, at, 'latin1');
  put(0, 'name');
  put(108, userId);
  put(124, '00000000017\0');
  put(148, ' '.repeat(8));
  put(156, '0');
  put(257, magic);
  put(345, prefix);
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
  return block;
}

test.each([
  ['0001750\0', 0o1750],
  ['00001750', 0o1750],
  ['1750    ', 0o1750],
  ['1750 \0\0\0', 0o1750],
  ['   1750\0', 0o1750],
  ['1750 \0 7', 0o1750],
  ['\0\0\0\0\0\0\0\0', 0],
  ['        ', 0],
  ['\0 1750\0\0', 0],
  ['17 50\0\0\0', 0],
  ['1790\0\0\0\0', 0],
  ['-1\0\0\0\0\0\0', 0],
  ['\x80\0\0\0\0\x01\0\0', 0x1_0000],
])('the number %j is %d', (written, userId) => {
  expect(readHeader(headerWith(written))).toMatchObject({ name: 'name', userId, size: 15, linkName: '' });
});

test.each([
  ['ustar\0', 'before/name'],
  ['ustar ', 'name'],
  ['', 'name'],
])('what says %j of its form is called %s', (magic, name) => {
  expect(readHeader(headerWith('0', magic, 'before'))?.name).toBe(name);
});
