// A thread of its own: builds the shards of the archives that `ArchiveWorkers` hands to it, one after another.

import { parentPort } from 'node:worker_threads';
import { buildSource } from '../../advisories/database/build-source.ts';
import { borrowedSource } from '../layers/lent-source.ts';
import type { ArchiveAnswer, ArchiveJob } from './archive-message.ts';

parentPort?.on('message', (job: ArchiveJob) => void answer(job));

async function answer(job: ArchiveJob): Promise<void> {
  const told = await build(job);
  parentPort?.postMessage(told, 'shards' in told ? told.shards.map(([, bytes]) => bytes.buffer) : []);
}

async function build({ name, source, port }: ArchiveJob): Promise<ArchiveAnswer> {
  try {
    return await buildSource(name, borrowedSource(port, source));
  } catch (error) {
    return { error };
  }
}
