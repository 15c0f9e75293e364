import { array, assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { versionOrders } from '../versions/compare.ts';
import { differPlainly } from './plain-difference.ts';
import { withoutEpochs } from './version-line.ts';

describe('two versions differ plainly', () => {
  test.each([
    ['1.2.3', '1.2.4'],
    ['1.2.3', '2'],
    ['0.9', '3.9'],
    ['1.2', '1.23'],
    ['1.10rc1', '1.1'],
    ['10-1', '1-1'],
  ])('%s, %s', (a, b) => {
    expect([differPlainly(a, b), differPlainly(b, a)]).toEqual([true, true]);
  });

  test.each([
    ['1.2', '1.2'],
    ['1.2', '1.2.0'],
    ['1', '01'],
    ['1.0', '1.00'],
    ['1.01', '1.1'],
    ['1.0.03', '1.0.3'],
    ['1:2', '2'],
    ['1:2', '3:2'],
    ['v1', '2'],
    ['1.0+b1', '1.0+b2'],
    ['1.0-1', '1.0.post1'],
    ['', ''],
    ['', '1'],
  ])('not so: %s, %s', (a, b) => {
    expect([differPlainly(a, b), differPlainly(b, a)]).toEqual([false, false]);
  });

  test.each(Object.entries(versionOrders))('never where they are the same to %s', (_, order) => {
    const part = string({
      unit: constantFrom('0', '1', '2', '10', '.', '.0', '.1', ':', '-', '+', 'a', 'v'),
      maxLength: 6,
    });
    for (const each of [order, withoutEpochs(order)])
      assert(
        property(array(part, { minLength: 2, maxLength: 12 }), (texts) => {
          const read = texts.flatMap((text) => {
            const version = each.parse(text);
            return version === undefined ? [] : [{ text, version }];
          });
          const pairs = read.flatMap((a) => read.map((b) => [a, b] as const));
          const same = pairs.filter(([a, b]) => each.compare(a.version, b.version) === 0);
          expect(same.filter(([a, b]) => differPlainly(a.text, b.text))).toEqual([]);
        }),
        { numRuns: 300 },
      );
  });
});
