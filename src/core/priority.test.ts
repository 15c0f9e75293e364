import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparePriority, priorityOf, priorityText, type Urgency } from './priority.ts';
import { percentText } from './rating-text.ts';
import { severities } from './severity.ts';

const NOTHING: Urgency = {
  severity: 'info',
  ratedBy: '',
  score: undefined,
  exploited: undefined,
  epss: undefined,
  fixed: undefined,
  reachability: 'unknown',
};

function likely(probability: number): Urgency['epss'] {
  return { probability, percentile: 0.5 };
}

const urgencies: fc.Arbitrary<Urgency> = fc.record({
  severity: fc.constantFrom(...severities),
  ratedBy: fc.constantFrom('', 'Debian', 'CVSS 3.1'),
  score: fc.option(fc.double({ min: 0, max: 10, noNaN: true }), { nil: undefined }),
  exploited: fc.option(fc.constant('2021-12-10'), { nil: undefined }),
  epss: fc.option(fc.double({ min: 0, max: 1, noNaN: true }).map(likely), { nil: undefined }),
  fixed: fc.option(fc.constant('2'), { nil: undefined }),
  reachability: fc.constantFrom('linked', 'not-linked', 'unknown'),
});

describe('the priority of a flaw', () => {
  test.each<[string, Partial<Urgency>, Partial<Urgency>]>([
    [
      'exploited, and little else',
      { exploited: '2021-12-10' },
      { severity: 'critical', epss: likely(0.9), fixed: '2' },
    ],
    ['high and likely', { severity: 'high', epss: likely(0.6) }, { severity: 'critical' }],
    ['critical', { severity: 'critical' }, { severity: 'high', fixed: '2' }],
    ['mendable', { severity: 'high', fixed: '2' }, { severity: 'high' }],
    ['unrated', { severity: 'unknown' }, { severity: 'low' }],
    ['what may be reached', { severity: 'medium' }, { severity: 'high', reachability: 'not-linked', epss: likely(0) }],
  ])('is higher for what is %s', (name, first, second) => {
    const [a, b] = [priorityOf({ ...NOTHING, ...first }), priorityOf({ ...NOTHING, ...second })];
    expect([name, a.rank >= b.rank]).toEqual([name, true]);
  });

  test('is the sum of its factors, from 0 to 100', () => {
    fc.assert(
      fc.property(urgencies, (urgency) => {
        const { rank, because } = priorityOf(urgency);
        expect(rank).toBe(because.reduce((sum, { points }) => sum + points, 0));
        expect(rank).toBeGreaterThanOrEqual(0);
        expect(rank).toBeLessThanOrEqual(100);
      }),
    );
  });

  test('never sinks with what makes a flaw worse', () => {
    fc.assert(
      fc.property(urgencies, (urgency) => {
        const { rank } = priorityOf(urgency);
        for (const worse of [{ exploited: '2021-12-10' }, { severity: 'critical' as const }, { epss: likely(1) }])
          expect(priorityOf({ ...urgency, ...worse }).rank).toBeGreaterThanOrEqual(rank);
      }),
    );
  });

  test('explains itself', () => {
    const priority = priorityOf({
      ...NOTHING,
      severity: 'critical',
      ratedBy: 'CVSS 3.1',
      score: 10,
      exploited: '2021-12-10',
      epss: likely(0.94358),
      fixed: '2.15.0',
    });
    expect(priorityText(priority)).toBe(
      '100 of 100: known to be exploited since 2021-12-10 (50), critical by CVSS 3.1 (10) (30), likely to be exploited (EPSS 94 %) (15), fixed in 2.15.0 (5).',
    );
    expect(priorityText(priorityOf(NOTHING))).toBe('0 of 100: nothing makes it urgent.');
  });

  test.each([
    [0, '< 0.1 %'],
    [0.00042, '< 0.1 %'],
    [0.004, '0.4 %'],
    [0.94358, '94 %'],
    [1, '100 %'],
  ])('shows the probability %d as %s', (probability, text) => {
    expect(percentText(probability)).toBe(text);
  });

  test('orders flaws the same whatever order they come in', () => {
    const ranked = fc.record({
      urgency: urgencies,
      package: fc.string({ maxLength: 2 }),
      id: fc.string({ maxLength: 2 }),
    });
    fc.assert(
      fc.property(fc.array(ranked, { maxLength: 8 }), (found) => {
        const rows = found.map(({ urgency, ...named }) => ({
          severity: urgency.severity,
          vulnerability: { ...urgency, ...named, version: '1', priority: priorityOf(urgency) },
        }));
        const keys = (sorted: typeof rows): readonly string[] =>
          sorted.map(({ vulnerability: { package: name, id, priority } }) => `${priority.rank} ${name} ${id}`);
        expect(keys(rows.toReversed().toSorted(comparePriority))).toEqual(keys(rows.toSorted(comparePriority)));
      }),
    );
  });
});
