import { expect, test } from 'vitest';
import { changed, findingOf } from '../testing/findings.ts';
import { reportOn, SHOP } from '../testing/reports.ts';
import { acceptanceOf } from './acceptance.ts';

test.each([
  [
    { source: 'policy', owner: 'web team', reason: 'soon', expires: '2027-01-01' },
    { inSource: false, why: 'Accepted by web team until 2027-01-01: soon' },
  ],
  [
    { source: 'comment', reason: 'soon' },
    { inSource: true, why: 'Accepted in a comment: soon' },
  ],
  [
    { source: 'annotation', reason: 'a\nb' },
    { inSource: true, why: 'Accepted in an annotation: a b' },
  ],
] as const)('an acceptance says who, until when and why: %j', async (exception, said) => {
  const finding = findingOf(await reportOn([SHOP]), 'workload/run-as-non-root');
  expect(acceptanceOf(finding)).toBeUndefined();
  expect(acceptanceOf(changed(finding, { exception }))).toEqual(said);
});
