/** What was gathered, or why it could not be and what would supply it. An unknown is never an empty list. */
export type Evidence<Item> = Known<Item> | Unknown;

export interface Known<Item> {
  readonly state: 'known';
  readonly item: Item;
}

export interface Unknown {
  readonly state: 'unknown';
  /** Why it is not known, as a sentence. */
  readonly why: string;
  /** What would supply it, as an instruction. */
  readonly supply: string;
}

export function known<Item>(item: Item): Known<Item> {
  return { state: 'known', item };
}

export function unknown(why: string, supply: string): Unknown {
  return { state: 'unknown', why, supply };
}
