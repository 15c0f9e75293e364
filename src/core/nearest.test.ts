import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearest } from './nearest.ts';

const FIELDS = [
  'securityContext',
  'hostNetwork',
  'hostPID',
  'hostIPC',
  'hostname',
  'image',
  'env',
  'envFrom',
  'containers',
];

describe('nearest', () => {
  test.each([
    ['securtyContext', 'securityContext'],
    ['securityContxt', 'securityContext'],
    ['secuirtyContext', 'securityContext'],
    ['SecurityContext', 'securityContext'],
    ['HOSTPID', 'hostPID'],
    ['hostPId', 'hostPID'],
    ['hostnetwork', 'hostNetwork'],
    ['hostNetwrok', 'hostNetwork'],
    ['container', 'containers'],
    ['imgae', 'image'],
    ['evn', 'env'],
    ['envfrom', 'envFrom'],
  ])('takes %s for %s', (word, meant) => {
    expect(nearest(word, FIELDS)).toBe(meant);
  });

  test.each(['replicas', 'x', '', 'command', 'xyz', 'hostAliases'])('finds nothing near %j', (word) => {
    expect(nearest(word, FIELDS)).toBeUndefined();
  });

  test('prefers the same letters in another case to fewer slips', () => {
    expect(nearest('HOSTPID', ['HOSTPIX', 'hostPID'])).toBe('hostPID');
  });

  test('takes the first of equally near candidates', () => {
    expect(nearest('hostPIX', ['hostPID', 'hostPIC'])).toBe('hostPID');
  });

  test('compares a long word for letter case only', () => {
    const long = 'a'.repeat(100_000);
    expect(nearest(long, [long.toUpperCase()])).toBe(long.toUpperCase());
    expect(nearest(`${long}b`, [long])).toBeUndefined();
  });

  test('finds a word among the candidates itself', () => {
    const words = fc.array(fc.string(), { minLength: 1 });
    fc.assert(
      fc.property(words, ([first = '', ...others]) => {
        expect(nearest(first, [first, ...others])).toBe(first);
      }),
    );
  });

  test('forgives one slip in any word of at least three letters', () => {
    const word = fc.stringMatching(/^[a-z]{3,20}$/);
    fc.assert(
      fc.property(word, fc.nat(), (text, at) => {
        const index = at % text.length;
        expect(nearest(text.slice(0, index) + text.slice(index + 1), [text])).toBe(text);
        expect(nearest(`${text.slice(0, index)}-${text.slice(index)}`, [text])).toBe(text);
        expect(nearest(`${text.slice(0, index)}-${text.slice(index + 1)}`, [text])).toBe(text);
      }),
    );
  });
});
