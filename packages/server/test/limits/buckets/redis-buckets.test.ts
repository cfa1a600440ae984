import { describe, expect, test } from 'vitest';
import { createRedisBuckets } from '../../../src/limits/buckets/redis-buckets.js';
import { openRedis } from '../../../src/limits/buckets/redis-connection.js';
import { silentLog } from '../../support/log.js';
import { isRedisReachable, TEST_REDIS_URL } from '../../support/redis.js';
import { bucketsConform } from './conformance.js';

const reachable = await isRedisReachable();
const open = () => openRedis({ url: TEST_REDIS_URL, log: silentLog });

describe.skipIf(!reachable)('with a Redis server', () => {
  bucketsConform('Redis', async (clock) => {
    const connections = [await open(), await open()] as const;
    const [first, second] = connections;
    return {
      processes: [
        createRedisBuckets({ redis: first, clock }),
        createRedisBuckets({ redis: second, clock }),
      ],
      close: async () => {
        await Promise.all(connections.map((redis) => redis.close()));
      },
    };
  });

  test('after the end nothing is sent any more, and nobody waits', async () => {
    const redis = await open();
    await redis.close();
    await expect(redis.takeToken({ key: 'a', burst: 1, interval: 1 }, 0)).rejects.toThrow();
  });
});

test('a server that is not there is a sentence, not a wait', async () => {
  await expect(openRedis({ url: 'redis://127.0.0.1:1', log: silentLog })).rejects.toThrow(
    /^cannot reach Redis: .*ECONNREFUSED/,
  );
});
