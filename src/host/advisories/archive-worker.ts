// A thread of its own: builds the shards of the archives that `ArchiveWorkers` hands to it, one after another.

import { setFlagsFromString } from 'node:v8';
import { parentPort } from 'node:worker_threads';
import { buildSource } from '../../advisories/database/build-source.ts';
import { borrowedSource } from '../layers/lent-source.ts';
import type { ArchiveAnswer, ArchiveJob } from './archive-message.ts';

/**
 * How much bytecode V8 takes into a function that it optimizes from those that it calls, in bytes; 920 where nothing is set. A thread has
 * a second or two of work, and to optimize what reads a record together with all that this calls takes longer than it saves. V8 looks
 * at it whenever it optimizes a function, so that it may be set while it runs.
 */
const MOST_INLINED = 200;

setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${MOST_INLINED}`);

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
