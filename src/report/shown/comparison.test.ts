import { expect, test } from 'vitest';
import { examplesReport } from '../testing/reports.ts';
import { comparisonText } from './comparison.ts';

test.each([
  [undefined, undefined],
  [{ what: 'main', known: 0 }, 'Compared with main.'],
  [{ what: 'main', known: 1 }, '1 finding was there already in main and is not shown.'],
  [{ what: 'report.json', known: 2 }, '2 findings were there already in report.json and are not shown.'],
])('a comparison %j is said as %j', async (against, text) => {
  const report = await examplesReport();
  expect(comparisonText(against === undefined ? report : { ...report, against })).toBe(text);
});
