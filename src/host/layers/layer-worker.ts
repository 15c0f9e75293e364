// A thread of its own: reads the layers that `LayerWorkers` hands to it, one after another.

import { parentPort } from 'node:worker_threads';
import { UserError } from '../../core/errors.ts';
import { packLayer } from '../../image/pack-layer.ts';
import { readLayer } from '../../image/read-layer.ts';
import { visitFiles } from '../../inventory/visit-files.ts';
import type { LayerAnswer, LayerJob } from './layer-message.ts';
import { borrowedSource } from './lent-source.ts';

parentPort?.on('message', (job: LayerJob) => void answer(job));

async function answer(job: LayerJob): Promise<void> {
  const told = await read(job);
  parentPort?.postMessage(told, 'packed' in told ? [told.packed.buffer] : []);
}

async function read({ request, wanted, digest, diffId, source, port }: LayerJob): Promise<LayerAnswer> {
  const visit = visitFiles(wanted);
  const open = async () => borrowedSource(port, source);
  try {
    return { packed: packLayer(await readLayer({ digest, diffId, open }, { ...request, visit })) };
  } catch (error) {
    return error instanceof UserError ? { problem: error.problem } : { error };
  }
}
