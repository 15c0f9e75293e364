import { once } from 'node:events';
import type { Transferable, Worker } from 'node:worker_threads';

/** What a thread answers to a job; one that ends instead has failed. `work` says what it was to do, for who has to find out why. */
export async function askWorker(
  worker: Worker,
  job: unknown,
  { lent, work }: { readonly lent: readonly Transferable[]; readonly work: string },
): Promise<unknown> {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    worker.postMessage(job, lent);
    const ended = once(worker, 'exit', { signal }).then(([code]) => {
      throw new Error(`a thread that ${work} ended with ${String(code)}`);
    });
    const [answer]: readonly unknown[] = await Promise.race([once(worker, 'message', { signal }), ended]);
    return answer;
  } finally {
    waiting.abort();
  }
}
