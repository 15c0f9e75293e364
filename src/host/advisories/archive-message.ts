import type { MessagePort } from 'node:worker_threads';
import type { DamagedArchive } from '../../advisories/database/add-archive.ts';
import type { BuiltSource } from '../../advisories/database/build-source.ts';
import type { LentDescription } from '../layers/lent-source.ts';

/** An archive of which a worker is to build the shards. */
export interface ArchiveJob {
  readonly name: string;
  readonly source: LentDescription;
  /** Through which its bytes come. */
  readonly port: MessagePort;
}

/** What became of it: its shards, why it is not whole, or a bug. */
export type ArchiveAnswer = BuiltSource | DamagedArchive | { readonly error: unknown };
