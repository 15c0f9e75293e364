import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ByteSource } from '../../core/ports.ts';
import { memorySource } from '../../formats/byte-source.ts';
import { DamagedShard } from '../database/damaged-shard.ts';
import { type CveScore, writeEpss } from './epss-file.ts';
import { EpssScores } from './epss-scores.ts';

const unit = fc.integer({ min: 0, max: 100_000 }).map((parts) => parts / 100_000);
const scores: fc.Arbitrary<readonly CveScore[]> = fc.uniqueArray(
  fc.record({
    year: fc.integer({ min: 1999, max: 2030 }),
    number: fc.oneof(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 2 ** 32 - 1 })),
    probability: unit,
    percentile: unit,
  }),
  { selector: ({ year, number }) => `${year}-${number}`, maxLength: 200 },
);

function cveOf({ year, number }: CveScore): string {
  return `CVE-${year}-${String(number).padStart(4, '0')}`;
}

/** As many CVEs as EPSS has. */
function many(): readonly CveScore[] {
  return Array.from({ length: 300_000 }, (_, at) => ({
    year: 1999 + (at % 28),
    number: 1 + Math.floor(at / 28) * 5 + (at % 3),
    probability: ((at * 7919) % 100_000) / 100_000,
    percentile: ((at * 104_729) % 100_000) / 100_000,
  }));
}

/** A source that counts the bytes that are read of it. */
function counted(bytes: Uint8Array): { readonly source: ByteSource; readonly read: () => number } {
  let read = 0;
  const source = memorySource(bytes);
  return {
    source: {
      ...source,
      read: async (offset, length) => {
        read += length;
        return source.read(offset, length);
      },
    },
    read: () => read,
  };
}

describe('a file of EPSS scores', () => {
  test('gives back what was written, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(scores, scores, async (written, others) => {
        const { bytes, entries } = writeEpss(written);
        expect(entries).toBe(written.length);
        const kept = await EpssScores.open(memorySource(bytes));
        for (const score of written)
          expect(await kept.of(cveOf(score))).toEqual({ probability: score.probability, percentile: score.percentile });
        const names = new Set(written.map(cveOf));
        for (const other of others.map(cveOf).filter((name) => !names.has(name)))
          expect(await kept.of(other)).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  test('of as many CVEs as there are takes few bytes, and few of them are read', async () => {
    const all = many();
    const { bytes, entries } = writeEpss(all);
    expect(entries).toBe(all.length);
    const { source, read } = counted(bytes);
    const kept = await EpssScores.open(source);
    for (const score of all.slice(1000, 1010))
      expect((await kept.of(cveOf(score)))?.probability).toBe(score.probability);
    expect(read()).toBeLessThan(bytes.length / 5);
  });

  test.each(['GHSA-35jh-r3h4-6jhm', 'CVE-2024', 'CVE-2024-99999999999', ''])('has nothing for %j', async (name) => {
    const { bytes } = writeEpss([{ year: 2024, number: 1, probability: 1, percentile: 1 }]);
    expect(await (await EpssScores.open(memorySource(bytes))).of(name)).toBeUndefined();
  });

  test('that is empty has nothing', async () => {
    expect(await (await EpssScores.open(memorySource(writeEpss([]).bytes))).of('CVE-2024-0001')).toBeUndefined();
  });

  test('that is harmed or cut off is told, and never read as another', async () => {
    const all = many().slice(0, 9000);
    const { bytes } = writeEpss(all);
    const answer = async (damaged: Uint8Array): Promise<unknown> => {
      try {
        const kept = await EpssScores.open(memorySource(damaged));
        return await Promise.all(all.slice(0, 56).map(async (score) => kept.of(cveOf(score))));
      } catch (error) {
        if (error instanceof DamagedShard) return 'damaged';
        throw error;
      }
    };
    const right = await answer(bytes);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const damaged = Uint8Array.from(bytes);
        damaged[at] = (damaged[at] ?? 0) ^ change;
        expect([right, 'damaged']).toContainEqual(await answer(damaged));
        expect([right, 'damaged']).toContainEqual(await answer(bytes.subarray(0, at)));
      }),
      { numRuns: 60 },
    );
  });
});
