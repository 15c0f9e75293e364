import type { Mutator } from './mutator.ts';

/** A reader that is fed by an enemy. */
export interface FuzzTarget {
  readonly seeds: readonly string[];
  /** Reads an input, and throws when the reader did what it never may. */
  check(text: string, mutator: Mutator): Promise<void>;
}
