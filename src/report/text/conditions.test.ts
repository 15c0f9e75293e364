import { expect, test } from 'vitest';
import { conditionLines } from './conditions.ts';
import { paintWith } from './paint.ts';

test('each condition is a line, with what stands against it', () => {
  const conditions = [
    { name: 'image-scan-passes', state: 'unasked', findings: 0, accepted: 0 },
    { name: 'restricted-standard-holds', state: 'met', findings: 0, accepted: 2 },
    { name: 'egress-is-limited', state: 'unmet', findings: 1, accepted: 1 },
    { name: 'no-credential-in-environment', state: 'met', findings: 0, accepted: 0 },
  ] as const;
  expect(conditionLines({ conditions }, paintWith(false))).toEqual([
    'May it ship?',
    '  not asked  the scan of its images passes            no image is run, or the policy asks nothing of images',
    '  yes        the Restricted standard holds            2 accepted',
    '  no         network policies limit egress            1 finding, 1 accepted',
    '  yes        credentials stay out of the environment',
  ]);
});

test('nothing is said where no deployment was judged', () => {
  expect(conditionLines({}, paintWith(false))).toEqual([]);
});
