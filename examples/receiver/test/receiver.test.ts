import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../../../e2e/support/free-port.js';
import type { VehicleAccess } from '../../../packages/server/src/access/access.js';
import type { Webhook, WebhookDefinition } from '../../../packages/server/src/webhooks/contract.js';
import { compile } from '../../../packages/server/test/support/compiled.js';
import {
  insertApplication,
  insertCar,
  percent,
} from '../../../packages/server/test/support/fixtures.js';
import { createTestStore, type TestStore } from '../../../packages/server/test/support/store.js';
import {
  createEngine,
  type Engine,
  keyOf,
  STATE_OF_CHARGE,
} from '../../../packages/server/test/webhooks/engine.js';
import { createCars } from '../src/cars.js';
import type { Event } from '../src/events.js';
import { createReceiver, type ReceiverOptions } from '../src/receiver.js';
import { hmacHex } from '../src/signature.js';
import { openSpool, type Spool } from '../src/spool.js';
import { type Handle, startWorker, type Worker } from '../src/worker.js';

/*
 * The example receiver against the engine itself: whatever the engine does to receivers, this one bears.
 */

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

let database: TestStore;
let engine: Engine;
let applicationId: string;
let car: VehicleAccess;
let folder: string;
let running:
  | { readonly server: Server; readonly worker: Worker; readonly spool: Spool }
  | undefined;
let port = 0;
let handled: Event[];

beforeAll(async () => {
  database = await createTestStore();
});
afterAll(() => database.close());
beforeEach(async () => {
  engine = createEngine(database.store);
  applicationId = await insertApplication(database.store);
  car = await insertCar(database.store, applicationId);
  folder = await mkdtemp(join(tmpdir(), 'receiver-'));
  handled = [];
  port = 0;
});
afterEach(async () => {
  await stop();
  await engine.dispatcher.stop();
  await rm(folder, { recursive: true });
});

const remember: Handle = async (event) => void handled.push(event);

/** On the port of the one before, and with what it left in its folder. */
const start = async (
  options: Partial<ReceiverOptions> = {},
  handle: Handle = remember,
): Promise<void> => {
  const spool = await openSpool(folder);
  const worker = startWorker({ spool, handle, log: () => undefined, pausesMs: [1, 1] });
  const server = createReceiver({
    ...{ keys: [keyOf(applicationId)], spool, mostWaiting: 1_000, isRetired: false },
    ...{ log: () => undefined, ...options },
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  running = { server, worker, spool };
};

const stop = async (): Promise<void> => {
  if (!running) return;
  const { server, worker } = running;
  running = undefined;
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  await worker.stop();
};

const url = (): string => `http://127.0.0.1:${port}/webhooks`;
const subscribed = async (definition: Partial<WebhookDefinition> = {}): Promise<Webhook> => {
  const webhook = await engine.webhooks.create(applicationId, {
    ...{ name: 'Fleet', callbackUri: url(), errorUri: url() },
    ...{ triggers: [STATE_OF_CHARGE], signals: [STATE_OF_CHARGE] },
    ...definition,
  });
  const result = await engine.webhooks.verify(applicationId, webhook.id);
  expect(result).toMatchObject({ verified: true, error: null });
  if (webhook.type !== 'operational') await engine.subscribe(webhook, car);
  return webhook;
};
const report = (value: number) => engine.report(car.vehicle, { [STATE_OF_CHARGE]: percent(value) });
const stateOfEach = async ({ id }: Webhook) =>
  (await engine.webhooks.events(applicationId, id, 500))
    .filter(({ type }) => type !== 'VERIFY')
    .map(({ status }) => status);
const valuesHandled = (): unknown[] =>
  handled.map(
    (event) => 'data' in event && 'signals' in event.data && event.data.signals[0]?.body?.value,
  );

const post = (
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
  path = '/webhooks',
) => fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body, headers });
const signed = (body: string) => ({ 'sc-signature': hmacHex(keyOf(applicationId), body) });
const eventOf = (eventId: string) =>
  JSON.stringify({ eventId, eventType: 'WEBHOOK_VERIFIED', data: { webhook: null }, meta: {} });

/** A way to the receiver on which an answer can get lost: the sender has to believe that it failed. */
const losingAnswers = async () => {
  let losing = false;
  const proxy = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const answer = await fetch(url(), {
      method: 'POST',
      body: Buffer.concat(parts).toString(),
      headers: { 'sc-signature': String(request.headers['sc-signature']) },
    });
    const text = await answer.text();
    if (losing) {
      losing = false;
      return void response.destroy();
    }
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/`,
    loseNext: () => {
      losing = true;
    },
    close: async () => {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
};

test('it is verified, and takes in every kind of event', async () => {
  await start();
  await subscribed();
  await subscribed({ type: 'operational', triggers: [], signals: [], errorUri: null });
  const legacy = { triggers: [], signals: [], errorUri: null } as const;
  await subscribed({
    ...{ ...legacy, type: 'scheduled' },
    legacy: { frequency: 'hourly', endpoints: ['/battery'] },
  });
  await report(20);
  await engine.signals.noteFailure(car.vehicle, { type: 'VEHICLE_STATE', code: 'ASLEEP' });
  await report(30);
  engine.clock.advance(HOUR);
  await engine.reports.tick();
  await engine.dispatcher.tick();
  await expect
    .poll(() =>
      [
        ...new Set(
          handled.map((event) => ('eventName' in event ? event.eventName : event.eventType)),
        ),
      ].sort(),
    )
    .toEqual(['VEHICLE_ERROR', 'VEHICLE_STATE', 'WEBHOOK_VERIFIED', 'scheduled']);
});

describe('an event that comes again', () => {
  test('is acknowledged and handled once, be it at the same time', async () => {
    await start();
    const body = eventOf('one');
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(body, signed(body))));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    await expect.poll(() => handled.length).toBe(1);
    await post(body, signed(body));
    await stop();
    await start();
    expect(await (await post(body, signed(body))).json()).toEqual({ status: 'known' });
    expect(handled).toHaveLength(1);
  });

  test('is known by its eventId although its bytes and its signature are new', async () => {
    await start();
    const forgetful = await losingAnswers();
    const webhook = await subscribed({ callbackUri: forgetful.url });
    forgetful.loseNext();
    await report(20);
    await engine.dispatcher.tick();
    expect(await stateOfEach(webhook)).toEqual(['pending']);
    engine.clock.advance(25 * SECOND);
    await engine.dispatcher.tick();
    const [event] = await engine.webhooks.events(applicationId, webhook.id, 1);
    expect(event?.attempts.length).toBe(2);
    expect(await stateOfEach(webhook)).toEqual(['delivered']);
    await expect.poll(() => handled.length).toBe(1);
    await forgetful.close();
  });
});

describe('what was not sent by the holder of the key', () => {
  test.each([
    ['without a signature', (body: string) => ({ body, headers: {} })],
    [
      'signed with another key',
      (body: string) => ({ body, headers: { 'sc-signature': hmacHex('other', body) } }),
    ],
    ['changed on its way', (body: string) => ({ body: `${body} `, headers: signed(body) })],
    [
      'signed by half',
      (body: string) => ({
        body,
        headers: { 'sc-signature': signed(body)['sc-signature'].slice(1) },
      }),
    ],
  ])('%s is refused and not kept', async (_what, sent) => {
    await start();
    const { body, headers } = sent(eventOf('forged'));
    expect((await post(body, headers)).status).toBe(401);
    expect(await readdir(join(folder, 'queue'))).toEqual([]);
    expect(handled).toEqual([]);
  });

  test('cannot have an event signed by sending it as a challenge', async () => {
    await start();
    const forged = eventOf('forged');
    for (const body of [
      { eventType: 'VERIFY', data: { challenge: forged } },
      { version: '2.0', eventName: 'verify', payload: { challenge: forged } },
    ]) {
      const answer = await post(JSON.stringify(body));
      expect(answer.status).toBe(400);
      expect(await answer.text()).not.toContain(signed(forged)['sc-signature']);
    }
  });

  test('is retried by the engine once the key is known', async () => {
    await start();
    const webhook = await subscribed();
    await stop();
    await start({ keys: ['the wrong key'] });
    await report(20);
    await engine.dispatcher.tick();
    expect(await stateOfEach(webhook)).toEqual(['pending']);
    await stop();
    // While a token is being replaced, both are good.
    await start({ keys: ['the new key', keyOf(applicationId)] });
    engine.clock.advance(25 * SECOND);
    await engine.dispatcher.tick();
    expect(await stateOfEach(webhook)).toEqual(['delivered']);
  });
});

test('slow work does not make a delivery slow', async () => {
  let release: () => void = () => undefined;
  const blocked = new Promise<void>((resolve) => {
    release = resolve;
  });
  await start({}, async (event) => {
    await blocked;
    await remember(event);
  });
  const webhook = await subscribed();
  for (const value of [10, 20, 30]) await report(value);
  await engine.dispatcher.tick();
  expect(await stateOfEach(webhook)).toEqual(['delivered', 'delivered', 'delivered']);
  expect(handled).toEqual([]);
  release();
  await expect.poll(() => handled.length).toBe(3);
});

test('what was acknowledged survives a restart, whenever it comes, in the order of its arrival', async () => {
  await start({}, async () => {
    throw new Error('not today');
  });
  await subscribed({ delivery: { ordering: 'vehicle' } });
  await report(1);
  await engine.dispatcher.tick();
  await stop();
  // Somebody stops it again and again while it works.
  for (let value = 2; value <= 12; value++) {
    await start();
    await report(value);
    await engine.dispatcher.tick();
    await stop();
  }
  await start();
  await expect.poll(() => new Set(valuesHandled()).size).toBeGreaterThanOrEqual(11);
  const seen = valuesHandled().filter((value, index, all) => all.indexOf(value) === index);
  expect(seen.filter((value) => value !== 1)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

test('killed with -9 again and again, it has everything that it acknowledged, once', async () => {
  await compile('examples/receiver');
  const program = fileURLToPath(new URL('../dist/main.js', import.meta.url));
  const begin = async () => {
    const child = spawn(process.execPath, [program], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...{ PATH: process.env.PATH, PORT: String(port) },
        ...{ CARPORT_MANAGEMENT_TOKEN: keyOf(applicationId), RECEIVER_DATA_DIR: folder },
      },
    });
    const ended = once(child, 'exit');
    await once(child.stdout, 'data');
    child.stdout.resume();
    return {
      kill: async () => {
        child.kill('SIGKILL');
        await ended;
      },
    };
  };
  port = await freePort();
  const acknowledged = new Set<string>();
  const ids = Array.from({ length: 60 }, (_, index) => `event-${index}`);
  let receiver = await begin();
  for (const [index, id] of ids.entries()) {
    const body = eventOf(id);
    const sent = post(body, signed(body)).then(
      ({ ok }) => ok && acknowledged.add(id),
      () => false,
    );
    // Every tenth is in the middle of something when the process dies, and sent again as the engine would.
    if (index % 10 === 9) {
      await receiver.kill();
      await sent;
      receiver = await begin();
      await post(body, signed(body));
      acknowledged.add(id);
    } else await sent;
  }
  const digests = [...acknowledged].map((id) => createHash('sha256').update(id).digest('hex'));
  await expect.poll(async () => (await readdir(join(folder, 'queue'))).length).toBe(0);
  await receiver.kill();
  expect(acknowledged.size).toBe(ids.length);
  expect((await readdir(join(folder, 'done'))).sort()).toEqual(digests.sort());
}, 60_000);

test('an event that cannot be handled is put aside and holds nobody up', async () => {
  await start({}, async (event) => {
    if ('eventId' in event && event.eventId === 'poison') throw new Error('no');
    await remember(event);
  });
  for (const id of ['poison', 'good']) {
    const body = eventOf(id);
    expect((await post(body, signed(body))).status).toBe(200);
  }
  await expect.poll(() => handled.length).toBe(1);
  expect(await readdir(join(folder, 'failed'))).toHaveLength(1);
});

test('with too much to do it asks for time, and gets the event again', async () => {
  let release: () => void = () => undefined;
  const blocked = new Promise<void>((resolve) => {
    release = resolve;
  });
  await start({ mostWaiting: 1 }, async (event) => {
    await blocked;
    await remember(event);
  });
  const webhook = await subscribed();
  await report(10);
  await engine.dispatcher.tick();
  await report(20);
  await engine.dispatcher.tick();
  expect(await stateOfEach(webhook)).toEqual(['pending', 'delivered']);
  const body = eventOf('another');
  const answer = await post(body, signed(body));
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30']);
  release();
  await expect.poll(() => running?.spool.waiting()).toBe(0);
  engine.clock.advance(30 * SECOND);
  await engine.dispatcher.tick();
  expect(await stateOfEach(webhook)).toEqual(['delivered', 'delivered']);
});

test('it is given the time that it asks for where Retry-After is honoured, and no less', async () => {
  let release: () => void = () => undefined;
  const blocked = new Promise<void>((resolve) => {
    release = resolve;
  });
  await start({ mostWaiting: 1 }, async (event) => {
    await blocked;
    await remember(event);
  });
  const webhook = await subscribed({ delivery: { honourRetryAfter: true } });
  for (const value of [10, 20]) {
    await report(value);
    await engine.dispatcher.tick();
  }
  release();
  await expect.poll(() => running?.spool.waiting()).toBe(0);
  // The usual pause is over, and it could take the event again.
  engine.clock.advance(25 * SECOND);
  await engine.dispatcher.tick();
  expect(await stateOfEach(webhook)).toEqual(['pending', 'delivered']);
  engine.clock.advance(5 * SECOND);
  await engine.dispatcher.tick();
  expect(await stateOfEach(webhook)).toEqual(['delivered', 'delivered']);
  const [event] = await engine.webhooks.events(applicationId, webhook.id, 1);
  expect(event?.attempts.map(({ statusCode }) => statusCode)).toEqual([503, 200]);
  await expect.poll(() => valuesHandled()).toEqual([10, 20]);
});

test('retired, it is left alone where 410 disables', async () => {
  await start();
  const webhook = await subscribed({ delivery: { disableOnGone: true } });
  const other = await subscribed();
  await stop();
  await start({ isRetired: true });
  await report(10);
  await engine.dispatcher.tick();
  const all = await engine.webhooks.list(applicationId);
  const enabled = all.filter(({ isEnabled }) => isEnabled).map(({ id }) => id);
  expect([all.length, enabled]).toEqual([2, [other.id]]);
  engine.clock.advance(HOUR);
  await report(20);
  await engine.dispatcher.tick();
  const events = await engine.webhooks.events(applicationId, webhook.id, 10);
  const told = events.filter(({ type }) => type === 'VEHICLE_STATE');
  expect(told.map(({ attempts }) => attempts.map(({ statusCode }) => statusCode))).toEqual([[410]]);
});

test('retired, it says so', async () => {
  await start();
  const webhook = await subscribed();
  await stop();
  await start({ isRetired: true });
  await report(10);
  await engine.dispatcher.tick();
  const [event] = await engine.webhooks.events(applicationId, webhook.id, 1);
  expect(event?.attempts.map(({ statusCode }) => statusCode)).toEqual([410]);
  expect((await post('{}')).status).toBe(410);
});

test.each([
  ['no JSON', '{', 400],
  ['no event', '{"hello":1}', 400],
  ['too much', `"${'x'.repeat(70_000)}"`, 413],
  ['too much, packed small', new Uint8Array(gzipSync(Buffer.alloc(1_000_000))), 413],
])('%s is refused', async (_what, body, status) => {
  await start();
  const headers = typeof body === 'string' ? {} : { 'content-encoding': 'gzip' };
  expect((await post(body, { ...headers, 'sc-signature': 'x' })).status).toBe(status);
});

test('a packed event is checked by what is inside', async () => {
  await start();
  const webhook = await subscribed({ delivery: { compression: 'gzip' } });
  await report(10);
  await engine.dispatcher.tick();
  expect(await stateOfEach(webhook)).toEqual(['delivered']);
  await expect.poll(() => handled.length).toBe(1);
});

test('the newest value is known, whatever order events come in', async () => {
  const cars = createCars(() => undefined);
  const state = (value: number, oemUpdatedAt: number, sequence: number): Event => ({
    ...{ eventId: 'e', eventType: 'VEHICLE_STATE', vehicleId: 'car' },
    data: {
      user: { id: 'u' },
      vehicle: { make: 'TESLA', model: 'Model 3', year: 2024 },
      triggers: [],
      signals: [
        {
          ...{ code: STATE_OF_CHARGE, name: 'StateOfCharge', group: 'TractionBattery' },
          ...{ body: { value }, status: { value: 'SUCCESS' }, meta: { oemUpdatedAt } },
        },
      ],
    },
    meta: { ...{ webhookId: 'w', webhookName: 'W', deliveryId: 'd', mode: 'TEST' }, sequence },
  });
  await cars.handle(state(70, 2_000, 5));
  await cars.handle(state(60, 1_000, 4));
  await cars.handle(state(71, 2_000, 6));
  await cars.handle(state(69, 2_000, 3));
  expect(cars.valueOf('car', STATE_OF_CHARGE)).toBe(71);
});
