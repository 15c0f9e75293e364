import { array, assert, constantFrom, dictionary, option, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LabelIndex, SelectorIndex } from './selector-index.ts';
import { selects } from './selectors.ts';

const key = constantFrom('app', 'tier', 'zone');
const value = constantFrom('a', 'b', 'c');
const labels = dictionary(key, value, { maxKeys: 3 });
const requirement = record({
  key,
  operator: constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist', 'Nonsense'),
  values: array(value, { maxLength: 2 }),
});
const selector = record({
  matchLabels: option(labels, { nil: {} }),
  matchExpressions: option(array(requirement, { maxLength: 2 }), { nil: [] }),
});

describe('an index of selectors', () => {
  test('finds what looking at each one finds, in the order in which they were added', () => {
    assert(
      property(array(selector, { maxLength: 12 }), array(labels, { minLength: 1, maxLength: 6 }), (selectors, sets) => {
        const index = new SelectorIndex<number>();
        for (const [number, each] of selectors.entries()) index.add(each, number);
        for (const set of sets) {
          expect(index.selecting(set)).toEqual(
            [...selectors.keys()].filter((number) => selects(selectors[number] ?? {}, set)),
          );
        }
      }),
    );
  });

  test('finds what was added after it was asked', () => {
    const index = new SelectorIndex<string>();
    index.add({}, 'first');
    expect(index.selecting({})).toEqual(['first']);
    index.add({}, 'second');
    expect(index.selecting({})).toEqual(['first', 'second']);
  });
});

describe('an index of labels', () => {
  test('tells what looking at each set tells', () => {
    assert(
      property(array(labels, { maxLength: 12 }), selector, (sets, each) => {
        const index = new LabelIndex();
        for (const set of sets) index.add(set);
        expect(index.hasSelectedBy(each)).toBe(sets.some((set) => selects(each, set)));
      }),
    );
  });
});
