import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Webhook } from '../../src/webhooks/contract.js';
import { eventually } from '../support/eventually.js';
import { insertApplication } from '../support/fixtures.js';
import { type Answer, type Receiver, startReceiver } from '../support/receiver.js';
import { smartcar } from '../support/smartcar.js';
import { createTestStore, type TestStore } from '../support/store.js';
import {
  answerChallenge,
  createEngine,
  type Engine,
  keyOf,
  START,
  STATE_OF_CHARGE,
} from './engine.js';

let database: TestStore;
let receiver: Receiver;
let engine: Engine;
let applicationId: string;
let webhook: Webhook;

beforeAll(async () => {
  database = await createTestStore();
});
afterAll(() => database.close());
beforeEach(async () => {
  receiver = await startReceiver();
  engine = createEngine(database.store, { timeoutMs: 300 });
  applicationId = await insertApplication(database.store);
  webhook = await engine.webhooks.create(applicationId, {
    ...{ name: 'Fleet', callbackUri: receiver.url },
    ...{ triggers: [STATE_OF_CHARGE], signals: [STATE_OF_CHARGE] },
  });
});
afterEach(() => receiver.close());

const verify = async () => {
  const result = await engine.webhooks.verify(applicationId, webhook.id);
  if (!result) throw new Error('the webhook is gone');
  return result;
};
const verifiedAt = async () => (await engine.webhooks.get(applicationId, webhook.id))?.verifiedAt;

const json =
  (status: number, body: unknown, contentType = 'application/json'): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': contentType }).end(JSON.stringify(body));

test('a receiver that knows the key is verified; the sides of the comparison are told', async () => {
  receiver.script(answerChallenge(keyOf(applicationId)));
  engine.clock.advance(9_000);
  const result = await verify();
  const expected = smartcar.hashChallenge(keyOf(applicationId), result.challenge);
  expect(receiver.received[0]?.body.data.challenge).toBe(result.challenge);
  expect(result).toEqual({
    ...{ verified: true, challenge: result.challenge, expected, statusCode: 200, error: null },
    received: JSON.stringify({ challenge: expected }),
    tokens: [{ hint: keyOf(applicationId).slice(-4), expected, matches: true, signs: true }],
    ...{ uri: receiver.url, errorUri: null },
  });
  expect(await verifiedAt()).toEqual(new Date(START + 9_000));
});

test('every verification has a challenge of its own', async () => {
  expect((await verify()).challenge).not.toBe((await verify()).challenge);
});

describe('a receiver is not verified, and is told why, when it', () => {
  const right = (status: number, contentType?: string): Answer => {
    return (response, received) => {
      const challenge = smartcar.hashChallenge(keyOf(applicationId), received.body.data.challenge);
      json(status, { challenge }, contentType)(response, received);
    };
  };
  const digest = 'a'.repeat(64);
  test.each<[string, () => Answer, string]>([
    [
      'answers with the wrong digest',
      () => json(200, { challenge: digest }),
      'the digest is not the expected one',
    ],
    [
      'answers with a part of it',
      () => json(200, { challenge: 'a' }),
      'the digest is not the expected one',
    ],
    ['uses another key', () => answerChallenge('other'), 'the digest is not the expected one'],
    [
      'sends the challenge back',
      () =>
        (response, { body }) =>
          json(200, body.data)(response, { body } as never),
      'the digest is not the expected one',
    ],
    ['answers 201', () => right(201), 'answered 201 instead of 200'],
    ['answers 500', () => right(500), 'answered 500 instead of 200'],
    [
      'redirects',
      () => (response) => response.writeHead(302, { location: '/' }).end(),
      'answered 302 instead of 200',
    ],
    ['says it is text', () => right(200, 'text/plain'), 'the answer is not application/json'],
    [
      'answers without a challenge',
      () => json(200, {}),
      'the answer is not a JSON object with a text named challenge',
    ],
    [
      'answers with null',
      () => json(200, null),
      'the answer is not a JSON object with a text named challenge',
    ],
    [
      'hangs up',
      () => (response) => response.destroy(),
      'connection closed before the response ended',
    ],
    ['does not answer in time', () => () => undefined, 'timed out'],
  ])('%s', async (_what, answer, error) => {
    receiver.script(answer());
    expect(await verify()).toMatchObject({ verified: false, error });
    expect(await verifiedAt()).toBeNull();
  });

  test('is not there', async () => {
    await receiver.close();
    expect(await verify()).toMatchObject({
      ...{ verified: false, statusCode: null, received: null, error: 'connection refused' },
    });
    receiver = await startReceiver();
  });
});

test('a content type may say more, and a verification that failed may be repeated', async () => {
  expect((await verify()).verified).toBe(false);
  receiver.script((response, { body }) => {
    const challenge = smartcar.hashChallenge(keyOf(applicationId), body.data.challenge);
    response.writeHead(200, { 'content-type': 'Application/JSON; charset=utf-8' });
    response.end(JSON.stringify({ challenge }));
  });
  expect((await verify()).verified).toBe(true);
});

test('a verification that fails takes nothing from a verified webhook', async () => {
  receiver.script(answerChallenge(keyOf(applicationId)), 500);
  await verify();
  await verify();
  expect(await verifiedAt()).not.toBeNull();
});

test('an answer proves the address that it came from and no other', async () => {
  receiver.script((response, received) => {
    const moved = engine.webhooks.update(applicationId, webhook.id, {
      callbackUri: `${receiver.url}/moved`,
    });
    void moved.then(() => answerChallenge(keyOf(applicationId))(response, received));
  });
  expect((await verify()).verified).toBe(true);
  expect(await verifiedAt()).toBeNull();
});

test('each verification stands in the log of events with its one attempt', async () => {
  receiver.script(answerChallenge(keyOf(applicationId)));
  await verify();
  engine.clock.advance(1_000);
  receiver.script(500);
  await verify();
  const events = await engine.webhooks.events(applicationId, webhook.id, 10);
  expect(events.map(({ type, status, vehicleId }) => [type, status, vehicleId])).toEqual([
    ['VERIFY', 'dead', null],
    ['VERIFY', 'delivered', null],
  ]);
  expect(events.map(({ attempts }) => attempts.length)).toEqual([1, 1]);
  expect(events[0]?.attempts[0]).toMatchObject({
    ...{ statusCode: 500, error: 'answered 500 instead of 200' },
    deliveryId: receiver.received[1]?.body.meta.deliveryId,
  });
});

describe('an error URI', () => {
  let errors: Receiver;
  beforeEach(async () => {
    errors = await startReceiver();
    await engine.webhooks.update(applicationId, webhook.id, { errorUri: errors.url });
  });
  afterEach(() => errors.close());

  const shown = async () => {
    const found = await engine.webhooks.get(applicationId, webhook.id);
    return { callback: found?.verifiedAt ?? null, error: found?.errorVerifiedAt ?? null };
  };
  const right = () => answerChallenge(keyOf(applicationId));

  test('proves itself beside the callback, each with a comparison of its own', async () => {
    receiver.script(right());
    errors.script(500);
    const result = await verify();
    expect(result).toMatchObject({ verified: true, uri: receiver.url });
    expect(result.errorUri).toMatchObject({
      ...{ verified: false, uri: errors.url, statusCode: 500 },
      error: 'answered 500 instead of 200',
    });
    expect(result.errorUri?.challenge).not.toBe(result.challenge);
    expect(await shown()).toEqual({ callback: new Date(START), error: null });
    errors.script(right());
    await verify();
    expect((await shown()).error).toEqual(new Date(START));
  });

  test('proves itself anew when it changes, and takes nothing from the callback', async () => {
    receiver.script(right());
    errors.script(right());
    await verify();
    await engine.webhooks.update(applicationId, webhook.id, { errorUri: `${errors.url}/2` });
    expect(await shown()).toEqual({ callback: new Date(START), error: null });
    await engine.webhooks.update(applicationId, webhook.id, { callbackUri: `${receiver.url}/2` });
    expect((await shown()).callback).toBeNull();
  });

  test('that is taken away is not proven any more when it comes back', async () => {
    errors.script(right());
    await verify();
    for (const errorUri of [null, errors.url]) {
      await engine.webhooks.update(applicationId, webhook.id, { errorUri });
    }
    expect((await shown()).error).toBeNull();
  });
});

describe('a new address', () => {
  const tick = () => engine.verifier.tick();

  test('is sent VERIFY by itself, once', async () => {
    receiver.script(answerChallenge(keyOf(applicationId)));
    await tick();
    expect(await verifiedAt()).toEqual(new Date(START));
    engine.clock.advance(3_600_000);
    await tick();
    expect(receiver.received.map(({ body }) => body.eventType)).toEqual(['VERIFY']);
  });

  test('that fails is not asked again by itself', async () => {
    receiver.otherwise(500);
    for (let hour = 0; hour < 3; hour++) {
      await tick();
      engine.clock.advance(3_600_000);
    }
    expect(receiver.received).toHaveLength(1);
    expect(await verifiedAt()).toBeNull();
  });

  test('is asked alone, without the one that has proven itself', async () => {
    receiver.script(answerChallenge(keyOf(applicationId)));
    await tick();
    const errors = await startReceiver();
    errors.script(answerChallenge(keyOf(applicationId)));
    await engine.webhooks.update(applicationId, webhook.id, { errorUri: errors.url });
    await engine.webhooks.update(applicationId, webhook.id, { name: 'Renamed' });
    await tick();
    await errors.close();
    expect(receiver.received).toHaveLength(1);
    expect(errors.received).toHaveLength(1);
    const found = await engine.webhooks.get(applicationId, webhook.id);
    expect(found?.errorVerifiedAt).toEqual(new Date(START));
  });

  test('that comes while another is asked is asked afterwards', async () => {
    receiver.script(
      (response) => {
        const moved = engine.webhooks.update(applicationId, webhook.id, {
          callbackUri: `${receiver.url}/moved`,
        });
        void moved.then(() => response.writeHead(500).end());
      },
      answerChallenge(keyOf(applicationId)),
    );
    await tick();
    engine.clock.advance(60_000);
    await tick();
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hook', '/hook/moved']);
    expect(await verifiedAt()).not.toBeNull();
  });

  test('is taken over from a process that died while it asked', async () => {
    const dying = createEngine(database.store, { timeoutMs: 60_000, drainMs: 0 }, engine.clock);
    receiver.script(() => undefined, answerChallenge(keyOf(applicationId)));
    const asked = dying.verifier.tick();
    await eventually(() => expect(receiver.received).toHaveLength(1));
    await dying.verifier.stop();
    await asked;
    await tick();
    expect(await verifiedAt()).toBeNull();
    engine.clock.advance(120_000);
    await tick();
    expect(await verifiedAt()).not.toBeNull();
  });
});
