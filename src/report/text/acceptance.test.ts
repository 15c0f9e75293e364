import { describe, expect, test } from 'vitest';
import type { ExceptionReport, IgnoreReport } from '../../core/report.ts';
import { EXCEPTION, IGNORE, toldOf } from '../testing/policy.ts';
import { acceptanceLines } from './acceptance.ts';
import { paintWith } from './paint.ts';

function lines(given: Parameters<typeof toldOf>[0]): readonly string[] {
  return acceptanceLines(toldOf(given), paintWith(false));
}

test('says nothing where there is nothing', () => {
  expect(lines({})).toEqual([]);
});

describe('an exception', () => {
  test.each<[Partial<ExceptionReport>, string]>([
    [{}, 'accepts 2 findings until 2027-03-01'],
    [{ daysLeft: 14, findings: 1 }, 'accepts 1 finding until 2027-03-01, which is in 14 days'],
    [{ daysLeft: 1 }, 'accepts 2 findings until 2027-03-01, which is in 1 day'],
    [{ daysLeft: 0 }, 'accepts 2 findings until 2027-03-01, which is today'],
    [{ daysLeft: -3, state: 'expired' }, 'expired on 2027-03-01, 3 days ago: 2 findings not accepted'],
    [{ daysLeft: -1, state: 'expired', findings: 0 }, 'expired on 2027-03-01, 1 day ago, and matches no finding'],
    [{ state: 'unused', findings: 0 }, 'matches no finding (until 2027-03-01)'],
  ])('%j %s', (over, words) => {
    expect(lines({ exceptions: [{ ...EXCEPTION, ...over }] })).toEqual([
      'Exceptions',
      `  plimsoll.yaml:7: the exception of team for image/fixed-tag ${words}`,
      '',
    ]);
  });

  test('that needs nobody is counted where there are many, and those that do are shown', () => {
    const many = Array.from({ length: 6 }, () => EXCEPTION);
    expect(lines({ exceptions: [...many, { ...EXCEPTION, state: 'unused', findings: 0 }] })).toEqual([
      'Exceptions',
      '  plimsoll.yaml:7: the exception of team for image/fixed-tag matches no finding (until 2027-03-01)',
      '  6 exceptions accept 12 findings',
      '',
    ]);
  });
});

describe('a comment', () => {
  test.each<[Partial<IgnoreReport>, string]>([
    [{}, 'k8s/web.yaml:3: the comment for image/fixed-tag ignores 1 finding: ours'],
    [
      { state: 'refused', findings: 2, why: 'the policy denies image/fixed-tag.' },
      'k8s/web.yaml:3: the comment for image/fixed-tag does not apply to 2 findings: the policy denies image/fixed-tag.',
    ],
    [
      { state: 'unused', findings: 0, source: 'annotation', why: 'image/fixed-tag finds nothing there.' },
      'k8s/web.yaml:3: the annotation for image/fixed-tag matches no finding: image/fixed-tag finds nothing there.',
    ],
    [
      { state: 'invalid', rule: '', why: 'it names no rule.' },
      'k8s/web.yaml:3: the comment does not apply: it names no rule.',
    ],
    [{ reason: 'a\u001b[2Jb' }, 'k8s/web.yaml:3: the comment for image/fixed-tag ignores 1 finding: a\\u{1b}[2Jb'],
  ])('%j is told', (over, line) => {
    expect(lines({ ignores: [{ ...IGNORE, ...over }] })).toEqual(['Ignored', `  ${line}`, '']);
  });
});

test('what the policy could not tell is said', () => {
  expect(lines({ notes: ['Labels are not known.'] })).toEqual(['Policy', '  Labels are not known.', '']);
});
