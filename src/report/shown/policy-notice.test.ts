import { describe, expect, test } from 'vitest';
import type { ExceptionReport, IgnoreReport } from '../../core/report.ts';
import { EXCEPTION, IGNORE, toldOf } from '../testing/policy.ts';
import { ignoresAcrossUnits, noticesToLookAt, type PolicyNotice, policyNotices, sentenceOf } from './policy-notice.ts';

describe('how much a notice matters', () => {
  test.each<[Partial<ExceptionReport>, PolicyNotice['level']]>([
    [{}, 'none'],
    [{ daysLeft: 15 }, 'none'],
    [{ daysLeft: 14 }, 'note'],
    [{ state: 'unused', findings: 0 }, 'note'],
    [{ state: 'expired', daysLeft: -1 }, 'warning'],
  ])('of the exception %j: %s', (over, level) => {
    expect(policyNotices(toldOf({ exceptions: [{ ...EXCEPTION, ...over }] }))).toMatchObject([
      { about: 'exception', level, place: { file: 'plimsoll.yaml', line: 7 } },
    ]);
  });

  test('of an exception that matches nothing is told where everything was judged', () => {
    const told = toldOf({ exceptions: [{ ...EXCEPTION, state: 'unused', findings: 0 }] });
    const incomplete = [{ code: 'PL_E_X', what: 'A chart was not rendered.', supply: 'Render it.' }];
    expect(policyNotices(told)).toHaveLength(1);
    expect(policyNotices({ ...told, incomplete })).toEqual([]);
  });

  test.each<[Partial<IgnoreReport>, PolicyNotice['level']]>([
    [{}, 'none'],
    [{ state: 'unused', findings: 0 }, 'note'],
    [{ state: 'refused' }, 'warning'],
    [{ state: 'invalid', rule: '' }, 'warning'],
  ])('of the comment %j: %s', (over, level) => {
    expect(policyNotices(toldOf({ ignores: [{ ...IGNORE, ...over }] }))).toMatchObject([{ about: 'ignore', level }]);
  });

  test('what is as it should be is nothing to look at', () => {
    const told = toldOf({ exceptions: [EXCEPTION], ignores: [IGNORE], notes: ['Labels are not known.'] });
    expect(noticesToLookAt(told)).toEqual([
      { about: 'policy', level: 'note', place: undefined, findings: 0, what: 'Labels are not known.' },
    ]);
  });
});

test('a notice is a sentence with a capital and one end, without credentials and line ends', () => {
  const owner = 'a\nb';
  const reason = 'postgres://cart:s3cr3tPassw0rd@orders-db/cart';
  const notices = policyNotices(
    toldOf({
      exceptions: [{ ...EXCEPTION, owner }],
      ignores: [{ ...IGNORE, reason }],
      notes: ['No.'],
    }),
  );
  expect(notices.map(sentenceOf)).toEqual([
    'The exception of a b for image/fixed-tag accepts 2 findings until 2027-03-01.',
    'The comment for image/fixed-tag ignores 1 finding: postgres://cart:****@orders-db/cart.',
    'No.',
  ]);
});

test('an annotation of a base is one, with the findings of every overlay', () => {
  expect(ignoresAcrossUnits([IGNORE, { ...IGNORE, findings: 2 }, { ...IGNORE, line: 4 }])).toEqual([
    { ...IGNORE, findings: 3 },
    { ...IGNORE, line: 4 },
  ]);
});
