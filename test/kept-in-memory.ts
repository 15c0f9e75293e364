import type { KeptResults } from '../src/core/ports.ts';

/** Results that are kept for the time of a test. */
export class KeptInMemory implements KeptResults {
  readonly kept = new Map<string, Uint8Array<ArrayBuffer>>();

  async has(key: string): Promise<boolean> {
    return this.kept.has(key);
  }

  async read(key: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.kept.get(key);
  }

  async keep(key: string, bytes: Uint8Array): Promise<void> {
    this.kept.set(key, Uint8Array.from(bytes));
  }
}
