import { expect, test } from 'vitest';
import { cvssScore } from './cvss.ts';

/** Examples of the specifications. */
test.each([
  ['AV:N/AC:L/Au:N/C:N/I:N/A:C', '2.0', 7.8],
  ['(AV:N/AC:L/Au:N/C:C/I:C/A:C)', '2.0', 10],
  ['CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', '3.0', 6.1],
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', '3.1', 9.8],
  ['CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:N/I:N/A:N', '3.1', 0],
  ['CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', '4.0', 7.3],
])('%s of version %s is %d', (vector, version, score) => {
  expect(cvssScore(vector)).toEqual({ version, score });
});

test.each([
  'garbage',
  '',
  'CVSS:3.1/AV:N',
  'CVSS:3.1/AV:Z/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N',
  'CVSS:3.1/AV:N/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N',
  'CVSS:4.0/AV:N/AC:L',
  'CVSS:9.9/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N',
])('%j has no score', (vector) => {
  expect(cvssScore(vector)).toBeUndefined();
});
