import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertApplication, insertCar, percent } from '../../support/fixtures.js';
import { type Receiver, startReceiver } from '../../support/receiver.js';
import { createTestStore, type TestStore } from '../../support/store.js';
import { createEngine, type Engine, STATE_OF_CHARGE } from '../engine.js';

let database: TestStore;
let receiver: Receiver;
let engine: Engine;
let applicationId: string;

beforeAll(async () => {
  database = await createTestStore();
  receiver = await startReceiver();
  engine = createEngine(database.store);
  applicationId = await insertApplication(database.store);
});
afterAll(async () => {
  await engine.dispatcher.stop();
  await receiver.close();
  await database.close();
});

const kept = () =>
  database.store.db
    .selectFrom('webhook_deliveries')
    .select(['webhook_id', 'url', 'status_code', 'answer_headers', 'answer_body'])
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();

test('of an answer the beginning is kept and what is secret is not, whatever bytes it is made of', async () => {
  const webhook = await engine.verified(applicationId, {}, receiver);
  expect(await kept()).toMatchObject({ webhook_id: webhook.id, url: receiver.url });
  const car = await insertCar(database.store, applicationId);
  await engine.report(car.vehicle, { [STATE_OF_CHARGE]: percent(1) });
  const secret = randomUUID();
  receiver.script((response) => {
    response.writeHead(500, {
      'x-reason': 'a'.repeat(1_000),
      'x-refreshed-token': secret,
      'set-cookie': `session=${secret}`,
    });
    // A cut between the halves of a pair must not make the text one that the database refuses.
    response.end(`\0${'x'.repeat(2_046)}😀 and ${secret}`);
  });
  await engine.subscribe(webhook, car);
  engine.clock.advance(1);
  await engine.dispatcher.tick();
  const row = await kept();
  expect(row).toMatchObject({ webhook_id: webhook.id, url: receiver.url, status_code: 500 });
  expect(row.answer_body).toBe(`\uFFFD${'x'.repeat(2_046)}\uFFFD`);
  expect(row.answer_headers).toMatchObject({ 'x-reason': 'a'.repeat(256) });
  expect(JSON.stringify(row)).not.toContain(secret);
});

test('where nothing answered, nothing is kept', async () => {
  const silent = await startReceiver();
  const webhook = await engine.verified(applicationId, {}, silent);
  await silent.close();
  const car = await insertCar(database.store, applicationId);
  await engine.report(car.vehicle, { [STATE_OF_CHARGE]: percent(1) });
  await engine.subscribe(webhook, car);
  engine.clock.advance(1);
  await engine.dispatcher.tick();
  expect(await kept()).toMatchObject({
    ...{ webhook_id: webhook.id, status_code: null, answer_headers: null, answer_body: null },
  });
});
