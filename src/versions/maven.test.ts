import { expect, test } from 'vitest';
import { compareVersions } from './compare.ts';
import { testOrder } from './testing/ordered.ts';

// From the POM reference, "Version Order Specification"; tests of ComparableVersion.
testOrder('maven', {
  ascending: [
    '1-alpha-1 1a1 1.0-alpha-1',
    '1-alpha2',
    '1-beta-1 1b1',
    '1-milestone-3 1m3 1MileStone3',
    '1-rc-1 1-cr-1',
    '1-SNAPSHOT',
    '1 1.0 1-0 1.0.0 1-ga 1final 1.release 01',
    '1-sp',
    '1-abc',
    '1-foo',
    '1-1 1-01',
    '1-2',
    '1.0.1',
    '1.1 1.01',
    '1.2-beta-3',
    '1.2',
    '2.5',
    '2.5.6.SEC01',
    '10',
    '99999999999999999999',
  ],
  invalid: ['', '1 2', '[1.0]', '1:2', '1/2', '1é', '1,2', '*'],
  requirements: [
    ['1.5', '[1.0,2.0)', 'yes'],
    ['2.0', '[1.0,2.0)', 'no'],
    ['2.0-beta', '[1.0,2.0)', 'yes'],
    ['1.0', '(,1.0]', 'yes'],
    ['1.0', '(1.0,)', 'no'],
    ['1.0', '[1.0]', 'yes'],
    ['1.1', '[1.0]', 'no'],
    ['3', '(,1],[2,)', 'yes'],
    ['1.5', '(,1],[2,)', 'no'],
    ['1.0', '>= 1, < 2', 'yes'],
    ['1.0', '1', 'yes'],
    ['1.0', '(1.0)', 'unknown'],
    ['1.0', '[1.0', 'unknown'],
    ['1.0', '[1,2],', 'unknown'],
    ['1.0', '[1 2]', 'unknown'],
  ],
});

// Maven contradicts itself where a zero stands in front of a qualifier with a dot; we follow it, and say no more than it does.
test('maven: goes in the circle in which Maven goes', () => {
  expect(compareVersions('maven', '1.0.rc-1', '1')).toBe('less');
  expect(compareVersions('maven', '1', '1-sp')).toBe('less');
  expect(compareVersions('maven', '1-sp', '1.0.rc-1')).toBe('less');
});
