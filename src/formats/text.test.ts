import { describe, expect, test } from 'vitest';
import { decodeText } from './text.ts';

function bytes(...values: number[]): Uint8Array {
  return Uint8Array.from(values);
}

const utf8 = new TextEncoder();

describe('decodeText', () => {
  test.each([
    ['nothing', bytes(), ''],
    ['UTF-8', utf8.encode('a: é😀\r\nb: 1\r\n'), 'a: é😀\r\nb: 1\r\n'],
    ['a byte order mark is not part of the text', utf8.encode('\uFEFFa: 1'), 'a: 1'],
  ])('%s', (_name, input, expected) => {
    expect(decodeText(input)).toBe(expected);
  });

  test.each([
    ['UTF-16', bytes(0xff, 0xfe, 0x61, 0x00)],
    ['UTF-16', bytes(0xfe, 0xff, 0x00, 0x61)],
    ['UTF-16', bytes(0x61, 0x00, 0x3a, 0x00)],
    ['UTF-16', bytes(0x00, 0x61, 0x00, 0x3a)],
    ['UTF-32', bytes(0xff, 0xfe, 0x00, 0x00, 0x61, 0, 0, 0)],
    ['UTF-32', bytes(0x00, 0x00, 0xfe, 0xff)],
    ['UTF-32', bytes(0x61, 0x00, 0x00, 0x00)],
    ['UTF-32', bytes(0x00, 0x00, 0x00, 0x61)],
  ])('refuses %s by its name', (name, input) => {
    expect(decodeText(input)).toMatchObject({ code: 'PL_E_TEXT_ENCODING', message: expect.stringContaining(name) });
  });

  test.each([
    ['NUL', utf8.encode('abcdef\0')],
    ['not valid UTF-8', bytes(0x61, 0xc3, 0x28)],
    ['not valid UTF-8', bytes(0x61, 0x62, 0xe2, 0x82)],
    ['not valid UTF-8', bytes(0xed, 0xa0, 0x80)],
  ])('refuses binary: %s', (why, input) => {
    expect(decodeText(input)).toMatchObject({ code: 'PL_E_TEXT_BINARY', message: expect.stringContaining(why) });
  });
});
