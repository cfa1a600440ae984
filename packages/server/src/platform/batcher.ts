import { createPace } from './pace.js';

interface Waiting<Item> {
  readonly item: Item;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

export interface BatcherOptions {
  /** In one write. */
  readonly most: number;
  /** How many writes may be under way; while they are, what comes gathers. One unless given. */
  readonly atOnce?: number;
  /** Milliseconds from one write to the next at least; the first after a rest starts at once. None unless given. */
  readonly apartMs?: number;
}

/**
 * Gathers what comes while a write is under way into the next write: one statement for one item when it is
 * quiet, for many under load. The promise of an item resolves when it is written.
 */
export const createBatcher = <Item>(
  write: (items: readonly Item[]) => Promise<void>,
  { most, atOnce = 1, apartMs = 0 }: BatcherOptions,
): ((item: Item) => Promise<void>) => {
  const waiting: Waiting<Item>[] = [];
  const pace = apartMs > 0 ? createPace(apartMs) : null;
  let writing = 0;

  const writeAll = async (): Promise<void> => {
    // Lets the others of this turn in.
    await Promise.resolve();
    while (waiting.length > 0) {
      if (pace && waiting.length < most) await pace();
      await writeBatch(waiting.splice(0, most));
    }
    writing -= 1;
  };

  const writeBatch = async (batch: readonly Waiting<Item>[]): Promise<void> => {
    // Another write took it all meanwhile.
    if (batch.length === 0) return;
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
