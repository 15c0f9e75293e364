import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CvssScore } from '../cvss.ts';
import { DamagedShard } from './damaged-shard.ts';
import { judgementIn, type ScoredName, scoresLine } from './scores-line.ts';

const version = fc.constantFrom<CvssScore['version'][]>('2.0', '3.0', '3.1', '4.0');
const score = fc.record({ version, score: fc.integer({ min: 0, max: 100 }).map((tenths) => tenths / 10) });
/** Names as they are, and such as imitate what stands around one. */
const rest = fc.oneof(
  fc.stringMatching(/^-\d{4,7}$/),
  fc.string(),
  fc
    .array(fc.constantFrom('"', ',', ':', '{', '}', '\\', '1', '3.1 7.5'), { maxLength: 8 })
    .map((parts) => parts.join('')),
);
const names = fc.uniqueArray(fc.record({ rest, score }), { selector: (each) => each.rest });

describe('the scores of a group', () => {
  test('are found by their names, and no other name is', () => {
    fc.assert(
      fc.property(names, rest, (scores: readonly ScoredName[], other) => {
        const line = scoresLine(scores);
        expect(Object.keys(JSON.parse(line)).toSorted()).toEqual(scores.map((each) => each.rest).toSorted());
        for (const each of scores)
          expect(judgementIn(line, each.rest)).toMatchObject({
            by: `CVSS ${each.score.version}`,
            score: each.score.score,
          });
        expect(judgementIn(line, other)?.score).toBe(scores.find((each) => each.rest === other)?.score.score);
      }),
    );
  });

  test('stand in a line of JSON, sorted', () => {
    const scores: readonly ScoredName[] = [
      { rest: '-0002', score: { version: '3.1', score: 7.5 } },
      { rest: '-0001', score: { version: '4.0', score: 10 } },
    ];
    expect(scoresLine(scores)).toBe('{"-0001":"4.0 10","-0002":"3.1 7.5"}');
    expect(scoresLine([])).toBe('{}');
  });

  test.each(['{"1":"high"}', '{"1":"3.1 11"}', '{"1":"9.9 7.5"}', '{"1":"3.1 7.5', '{"1":""}'])(
    'that are damaged are no scores: %s',
    (line) => {
      expect(() => judgementIn(line, '1')).toThrow(DamagedShard);
    },
  );

  test('behind a limit are left out, as no group has so many', () => {
    const high: CvssScore = { version: '3.1', score: 7.5 };
    const scores = ['a', 'b', 'c'].map((begin) => ({ rest: begin.padEnd(9 * 1024 * 1024), score: high }));
    const line = scoresLine(scores);
    expect(scores.map((each) => judgementIn(line, each.rest)?.score)).toEqual([7.5, 7.5, undefined]);
  });
});
