import { array, assert, constantFrom, property, uniqueArray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalName, flawsOf, groupByNames } from './flaws.ts';

const NONE = { aliases: [], upstream: [], related: [] };

describe('the flaws of an advisory', () => {
  test.each([
    [
      'a flaw with aliases is one',
      { ...NONE, id: 'GHSA-a', aliases: ['CVE-2024-0001'] },
      [['GHSA-a', 'CVE-2024-0001']],
    ],
    [
      'a record of a distribution is that of its CVE',
      { ...NONE, id: 'DEBIAN-CVE-2024-0001', upstream: ['CVE-2024-0001'] },
      [['DEBIAN-CVE-2024-0001', 'CVE-2024-0001']],
    ],
    [
      'an update mends several',
      { ...NONE, id: 'ALSA-2024:1', related: ['CVE-2024-0001', 'CVE-2024-0002'] },
      [['CVE-2024-0001'], ['CVE-2024-0002']],
    ],
    [
      'an update that mends one has its name too',
      { ...NONE, id: 'ALSA-2024:1', related: ['CVE-2024-0001'] },
      [['ALSA-2024:1', 'CVE-2024-0001']],
    ],
    [
      'a notice with several upstream mends several',
      { ...NONE, id: 'USN-1', upstream: ['CVE-2024-0001', 'CVE-2024-0002', 'UBUNTU-CVE-2024-0001'] },
      [['CVE-2024-0001'], ['CVE-2024-0002']],
    ],
    ['what is only related is another flaw', { ...NONE, id: 'GHSA-a', related: ['CVE-2024-0001'] }, [['GHSA-a']]],
    ['an update that names none is its own', { ...NONE, id: 'ALBA-2024:1' }, [['ALBA-2024:1']]],
  ])('%s', (_, advisory, expected) => {
    expect(flawsOf(advisory)).toEqual(expected);
  });
});

test.each([
  [['GHSA-a', 'PYSEC-1', 'CVE-2024-0002', 'CVE-2024-0001'], 'CVE-2024-0001'],
  [['PYSEC-1', 'GHSA-a'], 'GHSA-a'],
  [['PYSEC-2', 'PYSEC-1'], 'PYSEC-1'],
  [[], ''],
])('%j is told as %s', (names, expected) => {
  expect(canonicalName(names)).toBe(expected);
});

describe('what speaks of one flaw', () => {
  test('is put together, also through a third name', () => {
    const items = [
      { names: ['GHSA-a', 'CVE-1'], item: 1 },
      { names: ['CVE-9'], item: 2 },
      { names: ['PYSEC-1', 'GHSA-b'], item: 3 },
      { names: ['GHSA-b', 'CVE-1'], item: 4 },
    ];
    expect(groupByNames(items)).toEqual([
      { names: ['GHSA-a', 'CVE-1', 'PYSEC-1', 'GHSA-b'], items: [1, 3, 4] },
      { names: ['CVE-9'], items: [2] },
    ]);
  });

  test('is put together exactly when names are shared, in any order', () => {
    const names = uniqueArray(constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1, maxLength: 3 });
    assert(
      property(array(names), (lists) => {
        const groups = groupByNames(lists.map((each, item) => ({ names: each, item })));
        expect(groups.flatMap(({ items }) => items).toSorted((a, b) => a - b)).toEqual([...lists.keys()]);
        const all = groups.flatMap((group) => group.names);
        expect(new Set(all).size).toBe(all.length);
        for (const group of groups) {
          const told = new Set(group.items.flatMap((item) => lists[item] ?? []));
          expect(new Set(group.names)).toEqual(told);
        }
      }),
    );
  });
});
