import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { WebhookDefinition } from '../../../src/webhooks/contract.js';
import { insertApplication } from '../../support/fixtures.js';
import { type Received, type Receiver, startReceiver } from '../../support/receiver.js';
import { smartcar } from '../../support/smartcar.js';
import { StandardWebhook } from '../../support/standard-webhooks.js';
import { createTestStore, type TestStore } from '../../support/store.js';
import { createEngine, type Engine, keyOf, START } from '../engine.js';

/*
 * What goes over the wire by the delivery options of a webhook. Signatures are checked by the official SDK and by
 * the Standard Webhooks specification's own library.
 */

let database: TestStore;
let receiver: Receiver;
let engine: Engine;
let applicationId: string;

beforeAll(async () => {
  database = await createTestStore();
});
afterAll(() => database.close());
beforeEach(async () => {
  receiver = await startReceiver();
  engine = createEngine(database.store);
  applicationId = await insertApplication(database.store);
  // The library looks at the clock on the wall.
  vi.useFakeTimers({ toFake: ['Date'], now: START });
});
afterEach(async () => {
  vi.useRealTimers();
  await engine.dispatcher.stop();
  await receiver.close();
});

const verified = (delivery: WebhookDefinition['delivery'] = {}) =>
  engine.verified(applicationId, { name: 'Flotte Zürich', delivery }, receiver);

const sent = async (webhookId: string): Promise<Received> => {
  await engine.webhooks.sendSample(applicationId, webhookId);
  await engine.dispatcher.tick();
  return receiver.received.at(-1) as Received;
};

/** Every delivery so far, the VERIFY included, passes the official SDK's check. */
const expectAllSigned = () => {
  for (const { raw, body, headers } of receiver.received) {
    expect(smartcar.hashChallenge(keyOf(applicationId), raw)).toBe(headers['sc-signature']);
    expect(smartcar.verifyPayload(keyOf(applicationId), headers['sc-signature'], body)).toBe(true);
  }
};

test('without options nothing is there beyond what is documented', async () => {
  const { headers } = await sent((await verified()).id);
  expect(Object.keys(headers).toSorted()).toEqual(
    ['connection', 'content-length', 'content-type', 'host', 'sc-signature', 'user-agent'].sort(),
  );
});

describe('Standard Webhooks', () => {
  const turnOn = async () => {
    const webhook = await verified();
    const delivery = { standardWebhooks: true };
    const changed = await engine.webhooks.update(applicationId, webhook.id, { delivery });
    return { id: webhook.id, secret: changed?.signingSecret ?? '' };
  };
  const accepts = (secret: string, { raw, headers }: Received): boolean => {
    try {
      new StandardWebhook(secret).verify(raw, headers as Record<string, string>);
      return true;
    } catch {
      return false;
    }
  };

  test('is what the specification’s own library accepts, beside SC-Signature', async () => {
    const { id, secret } = await turnOn();
    const delivery = await sent(id);
    expect(new StandardWebhook(secret).verify(delivery.raw, delivery.headers as never)).toEqual(
      delivery.body,
    );
    expect(delivery.headers).toMatchObject({
      'webhook-id': delivery.body.eventId,
      'webhook-timestamp': String(START / 1_000),
    });
    expect(accepts(secret, { ...delivery, raw: `${delivery.raw} ` })).toBe(false);
    expectAllSigned();
  });

  test('keeps the id over retries, with a time and signature for each', async () => {
    const { id, secret } = await turnOn();
    receiver.script(500);
    const first = await sent(id);
    engine.clock.advance(25_000);
    vi.setSystemTime(engine.clock.now());
    await engine.dispatcher.tick();
    const second = receiver.received.at(-1) as Received;
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
    expect(second.headers['webhook-timestamp']).toBe(String(START / 1_000 + 25));
    expect(second.headers['webhook-signature']).not.toBe(first.headers['webhook-signature']);
    expect(accepts(secret, second)).toBe(true);
  });

  test('signs with both keys while they overlap, and then with the new one alone', async () => {
    const { id, secret: old } = await turnOn();
    const rotated = await engine.webhooks.rotateSigningKey(applicationId, id, 60);
    const both = await sent(id);
    expect(String(both.headers['webhook-signature']).split(' ')).toHaveLength(2);
    expect([old, rotated?.secret ?? ''].map((secret) => accepts(secret, both))).toEqual([
      true,
      true,
    ]);
    engine.clock.advance(60_000);
    vi.setSystemTime(engine.clock.now());
    const one = await sent(id);
    expect([old, rotated?.secret ?? ''].map((secret) => accepts(secret, one))).toEqual([
      false,
      true,
    ]);
  });

  test('comes with VERIFY as well, and with events that are pulled', async () => {
    const { id, secret } = await turnOn();
    await engine.webhooks.verify(applicationId, id);
    expect(accepts(secret, receiver.received.at(-1) as Received)).toBe(true);
    await sent(id);
    const page = await engine.webhooks.feed(applicationId, id, {
      ...{ from: 'oldest', limit: 10, waitMs: 10_000 },
    });
    const [pulled] = page?.deliveries ?? [];
    const { body: raw = '', headers = {} } = pulled ?? {};
    expect(new StandardWebhook(secret).verify(raw, headers)).toMatchObject({
      eventId: pulled?.eventId,
    });
  });

  test('explains a signature of its own that does not fit', async () => {
    const { id } = await turnOn();
    const { raw, headers } = await sent(id);
    const standard = {
      id: String(headers['webhook-id']),
      timestamp: String(headers['webhook-timestamp']),
    };
    const signature = String(headers['webhook-signature']);
    const explain = (body: string, more: object = { standard }) =>
      engine.webhooks.explainSignature(applicationId, id, {
        ...{ body: Buffer.from(body), signature, ...more },
      });
    expect(await explain(raw)).toMatchObject({ valid: true, header: 'webhook-signature' });
    expect((await explain(`${raw}\n`))?.cause?.code).toBe('LINE_END');
    expect((await explain(raw, {}))?.cause?.code).toBe('HEADERS_MISSING');
  });
});

describe('compression', () => {
  test('leaves the text and its signatures as they are', async () => {
    const webhook = await verified({ compression: 'gzip' });
    const { headers, raw } = await sent(webhook.id);
    expect(headers['content-encoding']).toBe('gzip');
    expect(Number(headers['content-length'])).toBeLessThan(Buffer.byteLength(raw));
    expect(receiver.received.map((one) => one.headers['content-encoding'])).toEqual([
      'gzip',
      'gzip',
    ]);
    expectAllSigned();
  });

  test('is not for events that are pulled', async () => {
    const webhook = await verified({ compression: 'gzip' });
    await sent(webhook.id);
    const page = await engine.webhooks.feed(applicationId, webhook.id, {
      ...{ from: 'oldest', limit: 10, waitMs: 10_000 },
    });
    expect(page?.deliveries[0]?.headers).not.toHaveProperty('content-encoding');
    expect(JSON.parse(page?.deliveries[0]?.body ?? '').eventType).toBe('VEHICLE_STATE');
  });
});

describe('a static header', () => {
  const staticHeader = { name: 'X-Gateway-Key', value: 'what-the-gateway-asks-for' };

  test('goes with every request, VERIFY included, and is shown nowhere', async () => {
    const webhook = await verified({ staticHeader });
    await sent(webhook.id);
    expect(receiver.received.map(({ headers }) => headers['x-gateway-key'])).toEqual([
      staticHeader.value,
      staticHeader.value,
    ]);
    const shown = [
      await engine.webhooks.get(applicationId, webhook.id),
      await engine.webhooks.events(applicationId, webhook.id, 10),
      await engine.webhooks.feed(applicationId, webhook.id, {
        ...{ from: 'oldest', limit: 10, waitMs: 10_000 },
      }),
    ];
    expect(JSON.stringify(shown)).not.toContain(staticHeader.value);
  });

  test('is changed, and taken away', async () => {
    const { id } = await verified({ staticHeader });
    const change = (delivery: NonNullable<WebhookDefinition['delivery']>) =>
      engine.webhooks.update(applicationId, id, { delivery });
    await change({ staticHeader: { name: 'Authorization', value: 'Bearer other' } });
    expect((await sent(id)).headers).toMatchObject({ authorization: 'Bearer other' });
    await change({ staticHeader: null });
    const { headers } = await sent(id);
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).not.toHaveProperty('x-gateway-key');
  });
});

test('a webhook whose secret cannot be opened holds up none but itself', async () => {
  const broken = await verified({ staticHeader: { name: 'X-Key', value: 'a' } });
  const fine = await verified();
  await database.store.db
    .updateTable('webhooks')
    .set({ static_header: 'test.nonsense' })
    .where('id', '=', broken.id)
    .execute();
  await engine.webhooks.sendSample(applicationId, broken.id);
  await engine.webhooks.sendSample(applicationId, fine.id);
  const before = receiver.received.length;
  await engine.dispatcher.tick();
  expect(receiver.received.slice(before).map(({ body }) => body.meta.webhookId)).toEqual([fine.id]);
});
