interface Waiting<Item> {
  readonly item: Item;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** How many writes may be under way at once; while they are, what comes gathers. */
const ONE = 1;

/**
 * Gathers what comes while a write is under way into the next write: one statement for one item when it is
 * quiet, for many under load. The promise of an item resolves when it is written.
 */
export const createBatcher = <Item>(
  write: (items: readonly Item[]) => Promise<void>,
  most: number,
  atOnce = ONE,
): ((item: Item) => Promise<void>) => {
  const waiting: Waiting<Item>[] = [];
  let writing = 0;

  const writeAll = async (): Promise<void> => {
    // Lets the others of this turn in.
    await Promise.resolve();
    while (waiting.length > 0) await writeBatch(waiting.splice(0, most));
    writing -= 1;
  };

  const writeBatch = async (batch: readonly Waiting<Item>[]): Promise<void> => {
    try {
      await write(batch.map(({ item }) => item));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (writing >= atOnce) return;
      writing += 1;
      void writeAll();
    });
};
