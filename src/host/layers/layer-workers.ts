import { availableParallelism } from 'node:os';
import { MessageChannel, Worker } from 'node:worker_threads';
import { UserError } from '../../core/errors.ts';
import type { ByteSource } from '../../core/ports.ts';
import type { LayerReader } from '../../image/layer-reader.ts';
import { type BlobLayer, type ImageLayer, isDirectory } from '../../image/opened-image.ts';
import { unpackLayer } from '../../image/pack-layer.ts';
import { type LayerRequest, liesOpen, type ReadLayer } from '../../image/read-layer.ts';
import type { Wanted } from '../../inventory/wanted.ts';
import { askWorker } from '../ask-worker.ts';
import type { LayerAnswer, LayerJob } from './layer-message.ts';
import { lendSource } from './lent-source.ts';

/** The smallest layer that is worth a thread, in bytes: a smaller one is read in the time that a thread takes to start. */
const WORTH_A_THREAD = 4 * 1024 * 1024;

/** Node.js unpacks in four threads, whatever the machine has: more readers would wait for them, and each holds a file of a layer in memory. */
const MOST_AT_ONCE = 4;

/** How much new memory a thread fills before it is looked through: as much as Node.js takes by itself is no faster, and costs 30 MB. */
const MOST_YOUNG_MEGABYTES = 24;

/** How work is shared among threads. */
export interface ThreadsOptions {
  /** How many layers are read at once; by default as many as this machine can. */
  readonly atOnce?: number;
  /** The smallest layer that a thread is started for, in bytes. */
  readonly worthAThread?: number;
}

/**
 * Reads the layers of an image in several threads. This thread is the first of them: it reads what is small and what can be read where it
 * lies, and of the others one at a time. It opens every source, so that files and credentials stay in it.
 */
export class LayerWorkers<Item> implements LayerReader<Item> {
  readonly atOnce: number;
  readonly #here: LayerReader<Item>;
  readonly #wanted: Wanted;
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();
  readonly #worthAThread: number;
  /** How many layers are read at the moment. */
  #atWork = 0;
  #isReading = false;
  #isClosed = false;

  /** `here` reads in this thread what is `wanted`, as the workers read it in theirs. */
  constructor(here: LayerReader<Item>, wanted: Wanted, { atOnce, worthAThread = WORTH_A_THREAD }: ThreadsOptions = {}) {
    this.#here = here;
    this.#wanted = wanted;
    this.#worthAThread = worthAThread;
    this.atOnce = atOnce ?? Math.min(availableParallelism(), MOST_AT_ONCE);
  }

  async read(layer: ImageLayer, request: LayerRequest): Promise<ReadLayer<Item>> {
    this.#atWork += 1;
    try {
      return await this.#read(layer, request);
    } finally {
      this.#atWork -= 1;
      // What comes after the last layer needs the memory that idle threads would keep.
      if (this.#atWork === 0) await this.#end(this.#idle.splice(0));
    }
  }

  async #read(layer: ImageLayer, request: LayerRequest): Promise<ReadLayer<Item>> {
    if (isDirectory(layer)) return this.#here.read(layer, request);
    const source = await layer.open();
    const opened = { ...layer, open: async () => source };
    if (source === undefined || source.size < this.#worthAThread || (!request.verifies && (await liesOpen(source))))
      return this.#here.read(opened, request);
    if (this.#isReading) return this.#readElsewhere(layer, request, source);
    this.#isReading = true;
    try {
      return await this.#here.read(opened, request);
    } finally {
      this.#isReading = false;
    }
  }

  /** Ends its threads, also those that are at work. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#end([...this.#all]);
  }

  async #end(workers: readonly Worker[]): Promise<void> {
    await Promise.all(
      workers.map(async (worker) => {
        this.#all.delete(worker);
        await worker.terminate();
      }),
    );
  }

  async #readElsewhere(layer: BlobLayer, request: LayerRequest, source: ByteSource): Promise<ReadLayer<Item>> {
    const worker = this.#idle.pop() ?? this.#start();
    const { port1, port2 } = new MessageChannel();
    try {
      const lent = lendSource(source, port1);
      const answer = await answerOf(worker, jobOf(layer, { request, wanted: this.#wanted, source, port: port2 }));
      if (lent.failure !== undefined) throw lent.failure.error;
      this.#idle.push(worker);
      return layerIn(answer);
    } finally {
      port1.close();
      await source.close();
    }
  }

  #start(): Worker {
    if (this.#isClosed) throw new Error('a layer was to be read after its reader was closed');
    const worker = new Worker(workerUrl(), { resourceLimits: { maxYoungGenerationSizeMb: MOST_YOUNG_MEGABYTES } });
    this.#all.add(worker);
    return worker;
  }
}

/** The sources run as they are; in what is published the worker is a file of its own. */
function workerUrl(): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? './layer-worker.ts' : '../host/layer-worker.js', import.meta.url);
}

function jobOf(
  { digest, diffId }: BlobLayer,
  {
    source: { size, isStream },
    ...given
  }: Pick<LayerJob, 'request' | 'wanted' | 'port'> & { readonly source: ByteSource },
): LayerJob {
  return { ...given, digest, diffId, source: { size, ...(isStream === undefined ? {} : { isStream }) } };
}

/** Hands a job to a worker. */
async function answerOf(worker: Worker, job: LayerJob): Promise<LayerAnswer> {
  const answer = await askWorker(worker, job, { lent: [job.port], work: 'read a layer' });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- layer-worker.ts sends nothing else
  return answer as LayerAnswer;
}

function layerIn<Item>(answer: LayerAnswer): ReadLayer<Item> {
  if ('error' in answer) throw answer.error;
  if ('problem' in answer) throw new UserError(answer.problem);
  const layer = unpackLayer<Item>(answer.packed);
  if (layer === undefined) throw new Error('a thread that read a layer answered with something else');
  return layer;
}
