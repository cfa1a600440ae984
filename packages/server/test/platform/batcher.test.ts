import { expect, test, vi } from 'vitest';
import { createBatcher } from '../../src/platform/batcher.js';

/** A write that ends when it is told to. */
const createGate = () => {
  const batches: (readonly number[])[] = [];
  const ends: (() => void)[] = [];
  return {
    batches,
    write: (items: readonly number[]) =>
      new Promise<void>((resolve) => {
        batches.push(items);
        ends.push(resolve);
      }),
    end: () => ends.shift()?.(),
  };
};

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('what comes in one turn is written at once', async () => {
  const { batches, write, end } = createGate();
  const add = createBatcher(write, { most: 10 });
  const written = Promise.all([add(1), add(2), add(3)]);
  await turn();
  expect(batches).toEqual([[1, 2, 3]]);
  end();
  await written;
});

test('what comes during a write is gathered into the next, up to the limit', async () => {
  const { batches, write, end } = createGate();
  const add = createBatcher(write, { most: 2 });
  const written = [add(1)];
  await turn();
  written.push(add(2), add(3), add(4));
  for (let writes = 0; writes < 3; writes++) {
    await turn();
    end();
  }
  await Promise.all(written);
  expect(batches).toEqual([[1], [2, 3], [4]]);
});

test('a write that fails is told to its own items only', async () => {
  const outcomes = [new Error('no database'), undefined];
  const add = createBatcher<number>(
    async () => {
      const outcome = outcomes.shift();
      if (outcome) throw outcome;
    },
    { most: 1 },
  );
  const results = await Promise.allSettled([add(1), add(2)]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  await expect(add(3)).resolves.toBeUndefined();
});

test('writes keep apart, and what comes in between is gathered; a full one does not wait', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
  try {
    const batches: (readonly number[])[] = [];
    const add = createBatcher<number>(
      async (items) => {
        batches.push(items);
      },
      { most: 3, apartMs: 50 },
    );
    await add(1);
    const written = [add(2)];
    await vi.advanceTimersByTimeAsync(20);
    written.push(add(3));
    expect(batches).toEqual([[1]]);
    await vi.advanceTimersByTimeAsync(30);
    await Promise.all(written);
    expect(batches).toEqual([[1], [2, 3]]);
    await vi.advanceTimersByTimeAsync(50);
    await Promise.all([add(4), add(5), add(6)]);
    await Promise.all([add(7), add(8), add(9)]);
    expect(batches.slice(2)).toEqual([
      [4, 5, 6],
      [7, 8, 9],
    ]);
  } finally {
    vi.useRealTimers();
  }
});
