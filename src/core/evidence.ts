/** What was gathered, or why it could not be. An unknown is never an empty list. */
export type Evidence<Item> = Known<Item> | Unknown<Item>;

/** Everything there is. */
export interface Known<Item> {
  readonly state: 'known';
  readonly items: readonly Item[];
}

/** Not everything there is: `items` are what was found nevertheless. */
export interface Unknown<Item> {
  readonly state: 'unknown';
  readonly items: readonly Item[];
  /** Why it is not all known, as a sentence. */
  readonly why: string;
  /** What would supply it, as an instruction. */
  readonly supply: string;
}

/** Evidence that is complete. */
export function known<Item>(items: readonly Item[]): Known<Item> {
  return { state: 'known', items };
}

/** Evidence that lacks something. */
export function unknown<Item>(why: string, supply: string, items: readonly Item[] = []): Unknown<Item> {
  return { state: 'unknown', items, why, supply };
}
