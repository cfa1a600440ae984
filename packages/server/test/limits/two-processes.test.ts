import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, test } from 'vitest';
import { composePlatform } from '../../src/compose.js';
import { createHttp } from '../../src/http/app.js';
import { openRedis, type RedisConnection } from '../../src/limits/buckets/redis-connection.js';
import { createManualClock } from '../../src/platform/clock.js';
import { systemEntropy } from '../../src/platform/entropy.js';
import { createKeyring } from '../../src/platform/keyring.js';
import { openStore } from '../../src/store/open-store.js';
import { eventually } from '../support/eventually.js';
import { silentLog } from '../support/log.js';
import type { TestPlatform } from '../support/platform.js';
import {
  connectCar,
  createTestApplication,
  createTestPlatform,
  TEST_START,
} from '../support/platform.js';
import { isRedisReachable, TEST_REDIS_URL } from '../support/redis.js';

interface Process {
  readonly app: FastifyInstance;
  readonly platform: TestPlatform['platform'];
  close(): Promise<void>;
}

const SHARED = { limits: 'all', databaseUrl: 'postgres://shared' } as const;

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

/** The database is made by a platform that serves nobody; two others share it. */
const openTwo = async (openShared: () => Promise<RedisConnection | null>) => {
  const founder = await createTestPlatform({ config: SHARED });
  opened.push(founder);
  const owner = await createTestApplication(founder);
  const car = await connectCar(founder, owner);
  const second = async () => {
    const one = await openProcess(founder, await openShared());
    opened.push(one);
    return one;
  };
  return { owner, car, processes: [await second(), await second()] as const };
};

const openProcess = async (
  { config, databaseUrl }: TestPlatform,
  redis: RedisConnection | null,
): Promise<Process> => {
  const store = await openStore({ url: databaseUrl, log: silentLog, maxConnections: 4 });
  const composition = composePlatform({
    ...{ config, store, redis, entropy: systemEntropy, log: silentLog },
    clock: createManualClock(TEST_START),
    keyring: createKeyring({ id: 'test', key: Buffer.alloc(32, 1) }),
  });
  const app = await createHttp(composition.platform);
  return {
    ...{ app, platform: composition.platform },
    close: async () => {
      await app.close();
      await composition.background.stop();
      await redis?.close();
      await store.close();
    },
  };
};

const reachable = await isRedisReachable();
const ways = [
  { way: 'PostgreSQL', open: async () => null },
  ...(reachable
    ? [{ way: 'Redis', open: () => openRedis({ url: TEST_REDIS_URL, log: silentLog }) }]
    : []),
];

describe.each(ways)('two processes that share $way', ({ open }) => {
  test('121 requests at once, spread over both: exactly 120 pass', async () => {
    const { car, processes } = await openTwo(open);
    const headers = { authorization: `Bearer ${car.accessToken}` };
    const answers = await Promise.all(
      Array.from({ length: 121 }, (_, index) =>
        processes[(index % 2) as 0 | 1].app.inject({ method: 'GET', url: '/v2.0/user', headers }),
      ),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(120);
    const [refused] = answers.filter(({ statusCode }) => statusCode === 429);
    expect(refused?.json()).toMatchObject({ type: 'RATE_LIMIT', code: 'SMARTCAR_API' });
    expect(refused?.headers['retry-after']).toBe('30');
  });

  test('what is agreed in one holds in the other', async () => {
    const { owner, car, processes } = await openTwo(open);
    const [here, there] = processes;
    const headers = { authorization: `Bearer ${car.accessToken}` };
    const ask = () => there.app.inject({ method: 'GET', url: '/v2.0/user', headers });
    expect((await ask()).statusCode).toBe(200);
    const suspendedAt = new Date(TEST_START);
    await here.platform.applications.setTerms(owner.application.id, { suspendedAt });
    await eventually(async () => expect((await ask()).statusCode).toBe(430));
  });
});
