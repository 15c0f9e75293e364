import { availableParallelism } from 'node:os';
import { MessageChannel, Worker } from 'node:worker_threads';
import type { DamagedArchive } from '../../advisories/database/add-archive.ts';
import type { BuiltSource, SourceBuilder } from '../../advisories/database/build-source.ts';
import type { ByteSource } from '../../core/ports.ts';
import { askWorker } from '../ask-worker.ts';
import { lendSource } from '../layers/lent-source.ts';
import type { ArchiveAnswer, ArchiveJob } from './archive-message.ts';

/** The smallest archive that a thread is started for, in bytes: a smaller one is built in the time that a thread takes to start. */
const WORTH_A_THREAD = 1024 * 1024;

/** Each holds the advisories of an ecosystem in memory. */
const MOST_AT_ONCE = 4;

/** How much a thread fills before it tidies up, in MB: most of what is read of a record is wanted no more when the next one comes. */
const YOUNG_MEMORY = 64;

/** How work is shared among threads. */
export interface ArchiveThreads {
  /** How many archives are built at once; by default as many as this machine can. */
  readonly atOnce?: number;
  /** The smallest archive that a thread is started for, in bytes. */
  readonly worthAThread?: number;
}

/** Builds the shards of archives in several threads; a small one in this where none of them waits for work, since each has to warm up first. */
export class ArchiveWorkers implements SourceBuilder {
  readonly atOnce: number;
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();
  readonly #worthAThread: number;

  constructor({ atOnce, worthAThread = WORTH_A_THREAD }: ArchiveThreads = {}) {
    this.#worthAThread = worthAThread;
    this.atOnce = atOnce ?? Math.min(availableParallelism(), MOST_AT_ONCE);
  }

  async build(name: string, archive: ByteSource): Promise<BuiltSource | DamagedArchive> {
    const isHere = this.#idle.length === 0 && archive.size < this.#worthAThread;
    return isHere ? buildHere(name, archive) : this.#buildElsewhere(name, archive);
  }

  /** Ends its threads, also those that are at work. */
  async close(): Promise<void> {
    await Promise.all([...this.#all].map(async (worker) => worker.terminate()));
  }

  async #buildElsewhere(name: string, archive: ByteSource): Promise<BuiltSource | DamagedArchive> {
    const worker = this.#idle.pop() ?? this.#start();
    const { port1, port2 } = new MessageChannel();
    try {
      const lent = lendSource(archive, port1);
      const answer = await answerOf(worker, { name, source: { size: archive.size }, port: port2 });
      this.#idle.push(worker);
      if (lent.failure !== undefined) throw lent.failure.error;
      if ('error' in answer) throw answer.error;
      return answer;
    } finally {
      port1.close();
    }
  }

  #start(): Worker {
    const worker = new Worker(workerUrl(), { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEMORY } });
    this.#all.add(worker);
    return worker;
  }
}

/** What builds is loaded where it is needed: mostly in the threads alone. */
async function buildHere(name: string, archive: ByteSource): Promise<BuiltSource | DamagedArchive> {
  const { buildSource } = await import('../../advisories/database/build-source.ts');
  return buildSource(name, archive);
}

async function answerOf(worker: Worker, job: ArchiveJob): Promise<ArchiveAnswer> {
  const answer = await askWorker(worker, job, { lent: [job.port], work: 'read an archive of advisories' });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- archive-worker.ts sends nothing else
  return answer as ArchiveAnswer;
}

/** The sources run as they are; in what is published the worker is a file of its own. */
function workerUrl(): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? './archive-worker.ts' : '../host/archive-worker.js', import.meta.url);
}
