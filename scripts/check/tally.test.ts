import { expect, test } from 'vitest';
import { addTallies, tallyTests } from './tally.ts';

test.each([
  ['all pass', 0, { numPassedTests: 12, numFailedTests: 0 }, { passed: 12, failed: 0 }],
  ['some fail', 1, { numPassedTests: 10, numFailedTests: 2 }, { passed: 10, failed: 2 }],
  ['a file could not be loaded', 1, { numPassedTests: 10, numFailedTests: 0 }, { passed: 10, failed: 1 }],
  ['nothing ran', 0, { numPassedTests: 0, numFailedTests: 0 }, { passed: 0, failed: 1 }],
  ['there is no report', 0, undefined, { passed: 0, failed: 1 }],
  ['the report is of another shape', 0, { tests: [] }, { passed: 0, failed: 1 }],
])('tests are counted when %s', (_name, status, report, expected) => {
  expect(tallyTests(status, report)).toEqual(expected);
});

test('tallies add up', () => {
  expect(
    addTallies([
      { passed: 1, failed: 0 },
      { passed: 0, failed: 1 },
      { passed: 40, failed: 2 },
    ]),
  ).toEqual({ passed: 41, failed: 3 });
});
