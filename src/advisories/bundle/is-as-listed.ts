import { memorySource } from '../../formats/byte-source.ts';
import type { Catalogue } from '../database/catalogue.ts';
import { DamagedShard } from '../database/damaged-shard.ts';
import { Shard } from '../database/read-shard.ts';
import { baseOf } from '../ecosystem.ts';

/**
 * Whether a shard is what a catalogue of somebody else lists for an ecosystem. That may say what it likes: the shard must be of the
 * ecosystem and the source that it is listed for.
 */
export async function isAsListed(
  { shards, sources }: Pick<Catalogue, 'shards' | 'sources'>,
  ecosystem: string,
  bytes: Uint8Array,
): Promise<boolean> {
  const listed = shards[ecosystem];
  return (
    listed?.bytes === bytes.length &&
    listed.source === baseOf(ecosystem) &&
    Object.hasOwn(sources, listed.source) &&
    ecosystem.isWellFormed() &&
    (await ecosystemOf(bytes)) === ecosystem
  );
}

async function ecosystemOf(bytes: Uint8Array): Promise<string | undefined> {
  try {
    return (await Shard.open(memorySource(bytes))).index.ecosystem;
  } catch (error) {
    if (error instanceof DamagedShard) return undefined;
    throw error;
  }
}
