import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createMetrics, type Metrics } from '../../src/operations/metrics.js';
import { listenForScrapes, type MetricsListener } from '../../src/operations/metrics-listener.js';
import { silentLog } from '../support/log.js';
import {
  connectCar,
  createTestApplication,
  createTestPlatform,
  type TestApplication,
  type TestPlatform,
} from '../support/platform.js';
import { type Receiver, startReceiver } from '../support/receiver.js';
import { answerChallenge } from '../webhooks/engine.js';

/** The values of one metric by its labels, as a scraper reads them. */
const read = async (metrics: Metrics, name: string): Promise<Record<string, number>> => {
  const { body } = await metrics.render();
  const lines = body.split('\n').filter((line) => new RegExp(`^${name}[{ ]`).test(line));
  return Object.fromEntries(
    lines.map((line) => {
      const [, labels = '', value] = /^[a-z_]+(?:\{(.*)\})? (.+)$/.exec(line) ?? [];
      return [labels, Number(value)];
    }),
  );
};

describe('a platform that is counted', () => {
  const metrics = createMetrics();
  let platform: TestPlatform;
  let created: TestApplication;
  let receiver: Receiver;

  beforeAll(async () => {
    platform = await createTestPlatform({ metrics });
    created = await createTestApplication(platform);
    receiver = await startReceiver();
  });
  afterAll(async () => {
    await receiver.close();
    await platform.close();
  });

  test('requests are told by template: neither ids nor query strings become labels', async () => {
    const { accessToken, vehicleIds } = await connectCar(platform, created);
    const asking = { authorization: `Bearer ${accessToken}` };
    const url = `/v2.0/vehicles/${vehicleIds[0]}/odometer`;
    expect((await platform.app.inject({ url, headers: asking })).statusCode).toBe(200);
    expect((await platform.app.inject({ url: '/nowhere?secret=1' })).statusCode).toBe(404);
    const counts = await read(metrics, 'carport_http_request_duration_seconds_count');
    const template = '/v2.0/vehicles/:vehicleId/odometer';
    expect(counts[`method="GET",route="${template}",status="200"`]).toBe(1);
    expect(counts['method="GET",route="none",status="404"']).toBe(1);
    const { body } = await metrics.render();
    expect(body).not.toContain(vehicleIds[0]);
    expect(body).not.toContain('secret');
  });

  test('calls of adapters are told with what became of them', async () => {
    const counts = await read(metrics, 'carport_adapter_call_duration_seconds_count');
    expect(counts['adapter="simulated",call="authorize",outcome="ok"']).toBe(1);
    expect(counts['adapter="simulated",call="read",outcome="ok"']).toBe(1);
  });

  test('deliveries by outcome, retries and dead letters among them; the oldest due one by its age', async () => {
    const { webhooks } = platform.platform;
    const { id } = created.application;
    const webhook = await webhooks.create(id, {
      ...{ name: 'Counted', callbackUri: receiver.url, autoSubscribe: true },
      ...{ triggers: ['odometer-traveleddistance'], signals: [] },
    });
    receiver.script(answerChallenge(created.credentials.managementToken));
    expect((await webhooks.verify(id, webhook.id))?.verified).toBe(true);
    receiver.script(500, 500, 500, 500);
    await platform.services.dispatcher.tick();
    const queue = () => read(metrics, 'carport_webhook_queue');
    expect(await queue()).toMatchObject({ 'state="scheduled"': 1, 'state="due"': 0 });
    expect(await read(metrics, 'carport_webhook_oldest_due_seconds')).toEqual({ '': 0 });

    platform.clock.advance(25_000 + 40_000);
    expect(await queue()).toMatchObject({ 'state="scheduled"': 0, 'state="due"': 1 });
    expect(await read(metrics, 'carport_webhook_oldest_due_seconds')).toEqual({ '': 40 });
    for (let attempt = 2; attempt <= 4; attempt++) {
      await platform.services.dispatcher.tick();
      platform.clock.advance(100_000);
    }
    expect(await queue()).toMatchObject({ 'state="scheduled"': 0, 'state="due"': 0 });
    const outcomes = await read(metrics, 'carport_webhook_deliveries_total');
    expect(outcomes).toMatchObject({ 'outcome="retry"': 3, 'outcome="dead"': 1 });
    const attempts = await read(metrics, 'carport_webhook_attempt_duration_seconds_count');
    expect(attempts).toEqual({ 'status="5xx"': 4 });
  });

  test('the process, its event loop and its connections to the database are told', async () => {
    const { body } = await metrics.render();
    for (const name of ['process_cpu_seconds_total', 'nodejs_eventloop_lag_p99_seconds']) {
      expect(body).toContain(`\n${name} `);
    }
    const connections = await read(metrics, 'carport_database_connections');
    expect(connections['state="total"']).toBeGreaterThan(0);
    expect(connections['state="waiting"']).toBe(0);
    expect(await read(metrics, 'carport_database_up')).toEqual({ '': 1 });
  });
});

test('a database that is away hides nothing but the queue', async () => {
  const metrics = createMetrics();
  metrics.watch({
    connections: () => ({ total: 1, idle: 0, waiting: 7 }),
    queue: () => Promise.reject(new Error('away')),
  });
  expect(await read(metrics, 'carport_database_up')).toEqual({ '': 0 });
  expect(await read(metrics, 'carport_webhook_queue')).toEqual({});
  expect(await read(metrics, 'carport_webhook_oldest_due_seconds')).toEqual({});
  expect(await read(metrics, 'carport_database_connections')).toMatchObject({
    'state="waiting"': 7,
  });
});

describe('who may read', () => {
  const TOKEN = 'scrape-me-and-nobody-else';
  let listener: MetricsListener;
  const listen = async (token: string | null): Promise<void> => {
    listener = await listenForScrapes({
      ...{ host: '127.0.0.1', port: 0, token, metrics: createMetrics(), log: silentLog },
    });
  };
  beforeEach(() => () => listener.close());
  const ask = (path = '/metrics', init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${listener.port}${path}`, init);

  test('the API has no such path, whoever asks', async () => {
    await listen(null);
    const platform = await createTestPlatform({ metrics: createMetrics() });
    const { credentials } = await createTestApplication(platform);
    const headers = { authorization: `Bearer ${credentials.managementToken}` };
    for (const url of ['/metrics', '/v3/metrics']) {
      expect((await platform.app.inject({ url, headers })).statusCode).toBe(404);
    }
    await platform.close();
  });

  test('without a token, whoever reaches the port; nothing else is there', async () => {
    await listen(null);
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect(await answer.text()).toContain('# TYPE carport_http_request_duration_seconds histogram');
    expect((await ask('/')).status).toBe(404);
    expect((await ask('/metrics', { method: 'POST' })).status).toBe(405);
  });

  test('with a token, whoever sends it', async () => {
    await listen(TOKEN);
    expect((await ask()).status).toBe(401);
    const wrong = { authorization: `Bearer ${TOKEN}x` };
    expect((await ask('/metrics', { headers: wrong })).status).toBe(401);
    const right = { authorization: `Bearer ${TOKEN}` };
    expect((await ask('/metrics', { headers: right })).status).toBe(200);
  });
});
