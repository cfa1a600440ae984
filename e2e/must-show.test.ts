import { ERRORS, type ErrorRow } from '@carport/catalog';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderV2Error } from '../packages/server/src/http/errors/v2.js';
import { renderV3Error } from '../packages/server/src/http/errors/v3.js';
import { Fault } from '../packages/server/src/platform/fault.js';
import { connectCar, type TestApplication } from '../packages/server/test/support/platform.js';
import { type Receiver, startReceiver } from '../packages/server/test/support/receiver.js';
import { type Carport, startCarport } from './support/carport.js';
import { consentThrough, pointSdksAt } from './support/consent.js';
import {
  answerTo,
  createDocumentation,
  type Documentation,
  expectV2Error,
  expectV3Error,
} from './support/documented-errors.js';
import { SDKS, SMARTCAR_10 } from './support/sdk.js';
import { createWebhook } from './support/webhooks.js';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** What an occasion may add to an error. */
const OCCASION = {
  resolutionUrl: 'https://example.com/again',
  retryAfterSeconds: 30,
  detail: [{ field: 'limit', message: 'must be a number' }],
};

let carport: Carport;
let application: TestApplication;

beforeAll(async () => {
  carport = await startCarport();
  application = await pointSdksAt(carport);
});
afterAll(() => carport.close());

test.each(SDKS)(
  'two simulated hours of charging later, battery through %s returns more',
  async (name, sdk) => {
    const { client, access, vehicle, vehicleIds } = await consentThrough(sdk, {
      make: 'TESLA',
      username: `bev@${name.replace(' ', '-')}.com`,
    });
    const before = await vehicle.battery();
    expect((await vehicle.charge()).state).toBe('CHARGING');

    carport.clock.advance(2 * HOUR);
    // An access token lives just as long.
    const { accessToken } = await client.exchangeRefreshToken(access.refreshToken);
    const after = await new sdk.Vehicle(vehicleIds[0] ?? '', accessToken).battery();

    expect(after.percentRemaining).toBeGreaterThan(before.percentRemaining + 0.05);
    expect(after.range).toBeGreaterThan(before.range);
    expect(after.meta.dataAge?.getTime()).toBeGreaterThan(before.meta.dataAge?.getTime() ?? 0);
  },
);

describe('a webhook receiver that answers 500 twice', () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await startReceiver();
  });
  afterAll(() => receiver.close());

  test('gets the same event under new delivery ids, and is left alone after its 200', async () => {
    const { managementToken } = application.credentials;
    receiver.script((response, { body }) => {
      const challenge = SMARTCAR_10.hashChallenge(managementToken, body.data.challenge);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ challenge }));
    });
    const webhookId = await createWebhook(carport, application, { callbackUri: receiver.url });
    receiver.script(500, 500, 200);
    const { vehicle } = await consentThrough(SMARTCAR_10, { username: 'bev-500@example.com' });
    await vehicle.battery();
    await vehicle.subscribe(webhookId);

    const { dispatcher } = carport.services;
    const calls = () => receiver.received.filter(({ body }) => body.eventType !== 'VERIFY');
    await dispatcher.tick();
    expect(calls()).toHaveLength(1);
    // Not before its time.
    carport.clock.advance(24 * SECOND);
    await dispatcher.tick();
    expect(calls()).toHaveLength(1);
    carport.clock.advance(1 * SECOND);
    await dispatcher.tick();
    expect(calls()).toHaveLength(2);
    carport.clock.advance(50 * SECOND);
    await dispatcher.tick();
    expect(calls()).toHaveLength(3);
    for (const wait of [100 * SECOND, HOUR, 24 * HOUR]) {
      carport.clock.advance(wait);
      await dispatcher.tick();
    }

    expect(calls()).toHaveLength(3);
    const distinct = (pick: (body: Receiver['received'][number]['body']) => unknown): number =>
      new Set(calls().map(({ body }) => pick(body))).size;
    expect(distinct((body) => body.eventId)).toBe(1);
    expect(distinct((body) => body.meta.deliveryId)).toBe(3);
    expect(distinct((body) => body.meta.deliveredAt)).toBe(3);
    for (const { headers, body } of calls()) {
      const signature = String(headers['sc-signature']);
      expect(SMARTCAR_10.verifyPayload(managementToken, signature, body)).toBe(true);
    }
  });
});

describe('every error body has all documented fields, and its link leads to its explanation', () => {
  let documentation: Documentation;
  beforeAll(() => {
    documentation = createDocumentation(carport.origin);
  });

  const title = ({ type, code }: ErrorRow): string => `${type}:${code}`;
  const ROWS: readonly (readonly [string, ErrorRow])[] = ERRORS.map((row) => [title(row), row]);
  const occurrence = () => ({
    requestId: crypto.randomUUID(),
    applicationName: 'Test app',
    publicUrl: carport.origin,
  });

  test.each(ROWS)('%s as both surfaces write it', async (_title, row) => {
    for (const occasion of [{}, OCCASION]) {
      const v2 = renderV2Error(new Fault(row, occasion), occurrence());
      const v3 = renderV3Error(new Fault(row, occasion), occurrence());
      await expectV2Error(documentation, v2.status, v2.body);
      await expectV3Error(documentation, v3.status, v3.body);
    }
  });

  /** All that a test-mode account can be told to fail with. */
  const PROVOKED = ROWS.filter(([, row]) => row.code !== null && row.only !== 'v3');
  test.each(PROVOKED)('%s from a car that fails with it', async (provoked, row) => {
    const { accessToken, vehicleIds } = await connectCar(carport, application, {
      make: 'LAND_ROVER',
      username: `${provoked.replace(':', '.')}@smartcar.com`,
      mode: 'test',
    });
    const headers = { authorization: `Bearer ${accessToken}` };
    const v2 = await answerTo(carport.origin, `/v2.0/vehicles/${vehicleIds[0]}/odometer`, {
      headers,
    });
    expect(v2.body).toMatchObject({ type: row.type, code: row.code });
    expect(v2.status).toBe(row.status);
    const retryAfter = row.type === 'RATE_LIMIT' ? expect.stringMatching(/^[1-9]\d*$/) : null;
    expect(v2.headers.get('retry-after')).toEqual(retryAfter);
    expect(v2.body).toHaveProperty('requestId', v2.headers.get('sc-request-id'));
    await expectV2Error(documentation, v2.status, v2.body);

    const v3 = await answerTo(carport.origin, `/v3/vehicles/${vehicleIds[0]}/signals`, { headers });
    expect(v3.status).toBe(row.status);
    expect(v3.headers.get('retry-after')).toEqual(retryAfter);
    await expectV3Error(documentation, v3.status, v3.body);

    const batch = await answerTo(carport.origin, `/v2.0/vehicles/${vehicleIds[0]}/batch`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ requests: [{ path: '/odometer' }] }),
    });
    const [item] = (batch.body as { responses: { code: number; body: unknown }[] }).responses;
    expect(item?.code).toBe(row.status);
    await expectV2Error(documentation, row.status, item?.body);
  });
});
