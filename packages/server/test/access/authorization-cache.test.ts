import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import {
  type Authorization,
  createAuthorizationCache,
} from '../../src/access/authorization-cache.js';
import { createManualClock } from '../../src/platform/clock.js';

/** A cache with a line that the test speaks on. */
const open = async (size = 100, heard: Promise<void> = Promise.resolve()) => {
  const clock = createManualClock(1_000);
  let speak: (id: string | null) => void = () => undefined;
  const cache = createAuthorizationCache<string>({
    clock,
    size,
    store: {
      listen: (_channel, hear) => {
        speak = hear;
        return heard;
      },
    },
  });
  await heard.catch(() => undefined);
  return { cache, clock, announce: (id: string | null) => speak(id) };
};

const deferred = <T>() => {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((fulfil, fail) => {
    resolve = fulfil;
    reject = fail;
  });
  return { promise, resolve, reject };
};

const loader = (value: string, madeFrom: string[], expiresAt?: number) =>
  vi.fn(
    async (): Promise<Authorization<string>> => ({
      value,
      madeFrom,
      ...(expiresAt === undefined ? {} : { expiresAt }),
    }),
  );

test('a known value comes at once, an unknown one is loaded', async () => {
  const { cache } = await open();
  const load = loader('grant', ['g1']);
  expect(await cache.get('token', load)).toBe('grant');
  expect(cache.get('token', load)).toBe('grant');
  expect(load).toHaveBeenCalledTimes(1);
});

test('everybody who asks while it loads shares one load', async () => {
  const { cache } = await open();
  const load = loader('grant', ['g1']);
  const answers = await Promise.all(Array.from({ length: 20 }, () => cache.get('token', load)));
  expect(new Set(answers)).toEqual(new Set(['grant']));
  expect(load).toHaveBeenCalledTimes(1);
});

test('nothing is kept of what is not there, and a failed load is not kept either', async () => {
  const { cache } = await open();
  const absent = vi.fn(async () => undefined);
  expect(await cache.get('token', absent)).toBeUndefined();
  await expect(
    cache.get('token', async () => {
      throw new Error('down');
    }),
  ).rejects.toThrow('down');
  expect(await cache.get('token', loader('grant', ['g1']))).toBe('grant');
});

test('a value ends at its own time', async () => {
  const { cache, clock } = await open();
  await cache.get('token', loader('grant', ['g1'], 2_000));
  clock.set(1_999);
  expect(cache.get('token', loader('other', ['g1']))).toBe('grant');
  clock.set(2_000);
  expect(await cache.get('token', loader('other', ['g1']))).toBe('other');
});

test.each([
  ['here', (opened: Awaited<ReturnType<typeof open>>) => opened.cache.forget(['v1'])],
  ['in another process', (opened: Awaited<ReturnType<typeof open>>) => opened.announce('v1')],
])('a change made %s takes along every value that it touches, and no other', async (_, change) => {
  const opened = await open();
  const { cache } = opened;
  await cache.get('a', loader('old a', ['g1', 'v1']));
  await cache.get('b', loader('old b', ['g2', 'v1', 'v2']));
  await cache.get('c', loader('old c', ['g3', 'v2']));
  change(opened);
  expect(await cache.get('a', loader('new a', ['g1']))).toBe('new a');
  expect(await cache.get('b', loader('new b', ['g2']))).toBe('new b');
  expect(cache.get('c', loader('new c', ['g3']))).toBe('old c');
});

test('after the line was down everything is forgotten', async () => {
  const { cache, announce } = await open();
  await cache.get('a', loader('old', ['g1']));
  announce(null);
  expect(await cache.get('a', loader('new', ['g1']))).toBe('new');
});

test('a load that a change overtook is neither kept nor joined', async () => {
  const { cache, announce } = await open();
  const slow = deferred<Authorization<string>>();
  const before = cache.get('token', () => slow.promise);
  announce('g1');
  const after = cache.get('token', loader('new', ['g1']));
  slow.resolve({ value: 'old', madeFrom: ['g1'] });
  expect(await before).toBe('old');
  expect(await after).toBe('new');
  expect(cache.get('token', loader('never', []))).toBe('new');
});

test('nothing is kept before the line for announcements stands, nor when it cannot', async () => {
  const line = deferred<void>();
  const opening = open(100, line.promise);
  line.reject(new Error('no line'));
  const { cache } = await opening;
  await cache.get('token', loader('first', ['g1']));
  expect(await cache.get('token', loader('second', ['g1']))).toBe('second');
});

test('the size bounds what the values are made from, the least used going first', async () => {
  const { cache } = await open(4);
  await cache.get('a', loader('a', ['1', '2']));
  await cache.get('b', loader('b', ['3', '4']));
  cache.get('a', loader('again', []));
  await cache.get('c', loader('c', ['5']));
  expect(cache.get('a', loader('again', []))).toBe('a');
  expect(await cache.get('b', loader('again', ['3']))).toBe('again');

  const heavy = loader('heavy', ['1', '2', '3', '4', '5']);
  await cache.get('d', heavy);
  await cache.get('d', heavy);
  expect(heavy).toHaveBeenCalledTimes(2);
});

test('whatever happens, a value is never older than the newest change of what it is made from', async () => {
  const id = fc.constantFrom('g1', 'g2', 'v1', 'v2');
  const step = fc.oneof(
    fc.record({ kind: fc.constant('read' as const), id }),
    fc.record({ kind: fc.constant('change' as const), id, here: fc.boolean() }),
    fc.record({ kind: fc.constant('line down' as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const { cache, announce } = await open(5);
      const truth = new Map<string, number>();
      const now = (of: string) => `${of} ${truth.get(of) ?? 0}`;
      for (const taken of steps) {
        if (taken.kind === 'line down') announce(null);
        else if (taken.kind === 'read') {
          const read = cache.get(`key ${taken.id}`, async () => ({
            value: now(taken.id),
            madeFrom: [taken.id, 'shared'],
          }));
          expect(await read).toBe(now(taken.id));
        } else {
          truth.set(taken.id, (truth.get(taken.id) ?? 0) + 1);
          if (taken.here) cache.forget([taken.id]);
          else announce(taken.id);
        }
      }
    }),
  );
});
