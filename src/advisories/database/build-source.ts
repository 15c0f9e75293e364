import type { ByteSource } from '../../core/ports.ts';
import { addArchive, type DamagedArchive } from './add-archive.ts';
import type { AddedRecords } from './add-record.ts';
import { ShardWriter } from './write-shard.ts';

/** A shard, by the name of its ecosystem with the release. */
export type BuiltShard = readonly [ecosystem: string, bytes: Uint8Array<ArrayBuffer>];

/** The shards of an archive, and what became of its records. */
export interface BuiltSource extends AddedRecords {
  readonly shards: readonly BuiltShard[];
}

/** Builds the shards of archives: in this thread or in others. */
export interface SourceBuilder {
  /** How many it builds at once. */
  readonly atOnce: number;
  /** `name` is the ecosystem without a release. */
  build(name: string, archive: ByteSource): Promise<BuiltSource | DamagedArchive>;
}

/** Builds the shards of an archive in this thread. */
export async function buildSource(name: string, archive: ByteSource): Promise<BuiltSource | DamagedArchive> {
  const writer = new ShardWriter(name);
  const added = await addArchive(writer, archive);
  return 'damage' in added ? added : { ...added, shards: [...writer.shards()] };
}
