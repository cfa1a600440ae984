import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Webhook } from '../../src/webhooks/contract.js';
import { hmacHex } from '../../src/webhooks/signature.js';
import { insertApplication } from '../support/fixtures.js';
import { type Received, type Receiver, startReceiver } from '../support/receiver.js';
import { createTestStore, type TestStore } from '../support/store.js';
import { createEngine, type Engine, keyOf } from './engine.js';

let database: TestStore;
let engine: Engine;
let receiver: Receiver;
let applicationId: string;
let webhook: Webhook;
let sent: Received;

beforeAll(async () => {
  database = await createTestStore();
});
afterAll(() => database.close());
beforeEach(async () => {
  engine = createEngine(database.store);
  receiver = await startReceiver();
  applicationId = await insertApplication(database.store);
  webhook = await engine.verified(applicationId, { name: 'Zürich' }, receiver);
  await engine.webhooks.sendSample(applicationId, webhook.id);
  await engine.dispatcher.tick();
  sent = receiver.received.at(-1) as Received;
});
afterEach(async () => {
  await engine.dispatcher.stop();
  await receiver.close();
});

const signature = () => sent.headers['sc-signature'] ?? '';
const explain = async (body: string | Buffer, given = signature()) => {
  const question = { body: Buffer.from(body), signature: given };
  const answer = await engine.webhooks.explainSignature(applicationId, webhook.id, question);
  if (!answer) throw new Error('the webhook is gone');
  return answer;
};
const codeOf = async (body: string | Buffer, given?: string) =>
  (await explain(body, given)).cause?.code ?? null;

test('a signature that fits is right, and the bytes are those that were sent', async () => {
  const answer = await explain(sent.raw);
  const bytes = Buffer.byteLength(sent.raw);
  expect(answer).toMatchObject({
    ...{ valid: true, header: 'SC-Signature', bytes, cause: null, received: signature() },
    expected: [{ key: 'management-token', signature: signature(), matches: true, signs: true }],
    delivery: {
      ...{ deliveryId: sent.body.meta.deliveryId, bytes, firstDifference: null },
      digest: answer.digest,
    },
  });
  expect(JSON.stringify(answer)).not.toContain(keyOf(applicationId));
});

describe('the bytes', () => {
  test.each<[string, () => string | Buffer]>([
    ['LINE_END', () => `${sent.raw}\n`],
    ['REWRITTEN', () => JSON.stringify(sent.body, null, 2)],
    ['COMPRESSED', () => Buffer.from([0x1f, 0x8b, 0x08, 0x00])],
    ['CHANGED', () => sent.raw.replace('Zürich', 'Zurich')],
    ['UNKNOWN', () => '{}'],
  ])('%s', async (code, body) => {
    expect(await codeOf(body())).toBe(code);
  });

  test('that were changed on the way are told apart at the very byte', async () => {
    const { delivery } = await explain(sent.raw.replace('Zürich', 'Zurich'));
    expect(delivery?.firstDifference).toBe(Buffer.from(sent.raw).indexOf('ü'));
  });
});

describe('the key', () => {
  const signedWith = (key: string | Buffer) => codeOf(sent.raw, hmacHex(key, sent.raw));

  test.each<[string, () => string | Buffer]>([
    ['the client id', () => applicationId],
    ['the webhook’s id', () => webhook.id],
    ['a line end too many', () => `${keyOf(applicationId)}\n`],
    ['another one', () => 'another'],
  ])('%s', async (_what, key) => {
    expect(await signedWith(key())).toBe('WRONG_KEY');
  });
});

describe('the signature', () => {
  test.each<[string, () => string]>([
    ['FORM', () => signature().toUpperCase()],
    ['FORM', () => `sha256=${signature()}`],
    ['FORM', () => Buffer.from(signature(), 'hex').toString('base64')],
    ['NO_DIGEST', () => 'nonsense'],
    ['NO_DIGEST', () => signature().slice(1)],
    ['STANDARD_WEBHOOKS_OFF', () => `v1,${Buffer.from(signature(), 'hex').toString('base64')}`],
  ])('%s', async (code, given) => {
    expect(await codeOf(sent.raw, given())).toBe(code);
  });

  test('is taken with the spaces around it', async () => {
    expect((await explain(sent.raw, ` ${signature()}\n`)).valid).toBe(true);
  });
});

test('of a delivery of another webhook nothing is told', async () => {
  const { id } = await engine.verified(applicationId, {}, receiver);
  const question = { body: Buffer.from(sent.raw), signature: signature() };
  const answer = await engine.webhooks.explainSignature(applicationId, id, question);
  expect(answer).toMatchObject({ valid: true, delivery: null });
  const stranger = await insertApplication(database.store, 'Stranger');
  expect(await engine.webhooks.explainSignature(stranger, id, question)).toBeUndefined();
});
