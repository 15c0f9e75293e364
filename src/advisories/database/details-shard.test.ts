import { array, assert, asyncProperty, constantFrom, record, string, uniqueArray } from 'fast-check';
import { expect, test } from 'vitest';
import { memorySource } from '../../formats/byte-source.ts';
import type { AdvisoryDetails } from '../read-details.ts';
import { DetailsShard } from './details-shard.ts';
import { keptDetails } from './kept-details.ts';
import { Shard } from './read-shard.ts';
import { isOfDetails, isOfRelease } from './shard-kind.ts';

type Told = AdvisoryDetails & { readonly id: string };

const TOLD: Told = {
  id: 'DSA-1',
  summary: 'openssl - security update',
  references: [{ type: 'ADVISORY', url: 'https://example.com/DSA-1' }],
};

function written(details: readonly Told[]): readonly (readonly [name: string, bytes: Uint8Array])[] {
  const shard = new DetailsShard('Debian');
  for (const { id, ...told } of details) shard.add(id, told);
  return [...shard.shards()];
}

/** What a database with these details answers. */
async function answersOf(details: readonly Told[], ecosystem = 'Debian:12') {
  const shards = new Map<string, Shard>();
  for (const [name, bytes] of written(details)) shards.set(name, await Shard.open(memorySource(bytes)));
  const database = { lookUp: async (name: string, id: string) => (await shards.get(name)?.lookUp(id)) ?? [] };
  return async (id: string) => keptDetails(database, ecosystem, id);
}

test('what an advisory tells is found by its id, for each release of the source', async () => {
  for (const ecosystem of ['Debian', 'Debian:12']) {
    const told = await (await answersOf([TOLD], ecosystem))('DSA-1');
    expect({ id: 'DSA-1', ...told }).toEqual(TOLD);
  }
});

test('nothing is found of others, and of other sources', async () => {
  expect(await (await answersOf([TOLD]))('DSA-2')).toBeUndefined();
  expect(await (await answersOf([TOLD], 'npm'))('DSA-1')).toBeUndefined();
});

test('whatever advisories tell comes back as it was', async () => {
  const reference = record({ type: constantFrom('WEB', 'FIX'), url: string({ unit: 'binary' }) });
  const told = record({
    id: string({ unit: 'grapheme', minLength: 1 }),
    summary: string({ unit: 'grapheme', minLength: 1 }),
    references: array(reference, { maxLength: 5 }),
  });
  await assert(
    asyncProperty(uniqueArray(told, { selector: ({ id }) => id, maxLength: 200 }), async (details) => {
      const answer = await answersOf(details);
      for (const each of details) expect({ id: each.id, ...(await answer(each.id)) }).toEqual(each);
    }),
    { numRuns: 30 },
  );
});

test('a source that tells nothing has no shard', () => {
  expect(written([{ ...TOLD, summary: '', references: [] }])).toEqual([]);
});

test('it is no release, and neither are severities', () => {
  expect(written([TOLD]).map(([name]) => name)).toEqual(['Debian:details']);
  expect(['Debian:12', 'npm', 'Debian:details', 'Debian:severities'].map(isOfRelease)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(['Debian:12', 'Debian:details', 'Debian:severities'].map(isOfDetails)).toEqual([false, true, false]);
});
