import { array, assert, asyncProperty, constantFrom, nat, record, string, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memorySource } from '../../formats/byte-source.ts';
import { versionOrders } from '../../versions/compare.ts';
import type { Advisory, Affected, RangeEvent } from '../advisory.ts';
import { affects, affectsBefore } from '../affects.ts';
import { VersionLine } from '../version-line.ts';
import { DamagedShard } from './damaged-shard.ts';
import type { KeptAdvisory } from './kept-advisory.ts';
import { Shard } from './read-shard.ts';
import { ShardWriter } from './write-shard.ts';

function advisory(id: string, affected: readonly Affected[]): Advisory {
  const empty = { aliases: [], upstream: [], related: [], severity: [], withdrawn: undefined, published: undefined };
  return { ...empty, id, modified: '', summary: undefined, rated: 'HIGH', affected };
}

function entry(name: string, events: readonly RangeEvent[], versions: readonly string[] = []): Affected {
  const ranges = events.length === 0 ? [] : [{ type: 'ECOSYSTEM' as const, events }];
  return { ecosystem: 'PyPI', name, ranges, versions, severity: [], specific: {} };
}

function before(version: string): readonly RangeEvent[] {
  return [
    { kind: 'introduced', version: '0' },
    { kind: 'fixed', version },
  ];
}

function written(...advisories: readonly Advisory[]): Uint8Array {
  const writer = new ShardWriter('PyPI');
  for (const each of advisories) writer.add(each);
  return new Map(writer.shards()).get('PyPI') ?? new Uint8Array();
}

async function told(kept: readonly KeptAdvisory[]): Promise<readonly unknown[]> {
  const heads = await Promise.all(kept.map(async (each) => each.head()));
  return kept.map((each, at) => [heads[at]?.id, each.fix, each.entries.map(({ ranges }) => ranges)]);
}

const MANY = Array.from({ length: 3000 }, (_, number) => `package-${`${number}`.padStart(4, '0')}`);

describe('packages that are read at once', () => {
  const bytes = written(...MANY.map((name, number) => advisory(`A-${number}`, [entry(name, before(`${number}`))])));

  test('have the advisories that they have one after the other', async () => {
    const [prepared, single] = await Promise.all([Shard.open(memorySource(bytes)), Shard.open(memorySource(bytes))]);
    await prepared.prepare([...MANY, 'absent', '']);
    for (const name of [...MANY.filter((_, number) => number % 7 === 0), 'absent', '']) {
      const kept = prepared.lookUpAtHand(name) ?? [];
      expect(await told(kept)).toEqual(await told(await single.lookUp(name)));
      expect(kept).toHaveLength(name.startsWith('package') ? 1 : 0);
    }
  });

  test('are told to be damaged where the one block is that is', async () => {
    const { index } = await Shard.open(memorySource(bytes));
    const [, offset = 0] = index.names[3] ?? [''];
    const damaged = Uint8Array.from(bytes);
    damaged[offset + 20] = (damaged[offset + 20] ?? 0) ^ 0x41;
    const shard = await Shard.open(memorySource(damaged));
    await expect(shard.prepare(MANY)).rejects.toThrow(new DamagedShard(`a damaged block at byte ${offset}`));
  });
});

/** Short versions, some of which are the same though they are written otherwise, and what is none. */
const versions = constantFrom('0', '1', '1.0', '1.0.0', '1.1', '1.10', '2', '2.0rc1', '10', 'v1.1', 'no version');

test('what is kept of lists and ranges answers for every version as they do', async () => {
  const events = array(
    record({ kind: constantFrom('introduced', 'fixed', 'last_affected', 'limit'), version: versions }),
    { maxLength: 4 },
  );
  const entries = array(tuple(events, array(versions, { maxLength: 6 })), { minLength: 1, maxLength: 2 });
  await assert(
    asyncProperty(array(entries, { minLength: 1, maxLength: 5 }), versions, async (records, installed) => {
      const advisories = records.map((each, id) =>
        advisory(
          `${id}`,
          each.map(([of, listed]) => entry('x', of, listed)),
        ),
      );
      const shard = await Shard.open(memorySource(written(...advisories)));
      const line = new VersionLine(versionOrders.pep440, installed);
      const kept = await shard.lookUp('x');
      expect(kept.map((each) => affects(each.entries, line))).toEqual(
        advisories.map(({ affected }) => affects(affected, line)),
      );
      const short = kept.filter(({ fix }) => fix !== undefined);
      expect(short.map(({ fix = '' }) => affectsBefore(fix, line))).toEqual(
        short.map((each) => affects(each.entries, line)),
      );
    }),
  );
});

test('a fix that stands alone is told without the entries', async () => {
  const shard = await Shard.open(
    memorySource(
      written(
        advisory('alone', [entry('x', before('1.2'))]),
        advisory('never', [entry('x', before('0'))]),
        advisory('listed', [entry('x', before('1.2'), ['1.1'])]),
        advisory('twice', [entry('x', before('1.2')), entry('x', before('1.3'))]),
      ),
    ),
  );
  expect((await shard.lookUp('x')).map(({ fix }) => fix)).toEqual(['1.2', '0', undefined, undefined]);
});

test('lists of any versions are kept as they are, each version once', async () => {
  await assert(
    asyncProperty(
      array(array(string({ maxLength: 2 })), { minLength: 1, maxLength: 6 }),
      nat(5),
      async (lists, other) => {
        const events = before(`${other}`);
        const shard = await Shard.open(
          memorySource(written(...lists.map((list, id) => advisory(`${id}`, [entry('x', events, list)])))),
        );
        const kept = (await shard.lookUp('x')).map(({ entries: [first] }) => {
          const names: string[] = [];
          first?.versions.forEach((version) => names.push(version));
          return names;
        });
        expect(kept).toEqual(lists.map((list) => [...new Set(list)]));
      },
    ),
  );
});
