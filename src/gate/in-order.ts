/** How work is shared. */
export interface Sharing<Item> {
  /** How many are made at once. */
  readonly atOnce: number;
  /** The items in the order in which they are begun; by default that in which they are told. */
  readonly begun?: readonly Item[];
}

/** Makes something of every item, several at once, and gives what came of each in the order of the items. An error ends it. */
export async function* inOrder<Item, Result>(
  items: readonly Item[],
  make: (item: Item) => Promise<Result>,
  { atOnce, begun = items }: Sharing<Item>,
): AsyncGenerator<readonly [Item, Result]> {
  const waiting = [...begun];
  const made = new Map(items.map((item) => [item, Promise.withResolvers<Result>()]));
  const work = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      const { promise, resolve } = made.get(item) ?? Promise.withResolvers<Result>();
      resolve(make(item));
      // Told when it is its turn.
      await promise.catch(() => {});
    }
  };
  try {
    for (let started = 0; started < atOnce; started += 1) void work();
    for (const [item, { promise }] of made) yield [item, await promise];
  } finally {
    waiting.length = 0;
  }
}
