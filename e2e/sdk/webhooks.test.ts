import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestApplication } from '../../packages/server/test/support/platform.js';
import { type Receiver, startReceiver } from '../../packages/server/test/support/receiver.js';
import { type Carport, startCarport } from '../support/carport.js';
import { type Consent, consentThrough, pointSdksAt } from '../support/consent.js';
import { SDKS } from '../support/sdk.js';
import { createWebhook } from '../support/webhooks.js';

let carport: Carport;
let application: TestApplication;
let receiver: Receiver;

beforeAll(async () => {
  carport = await startCarport();
  application = await pointSdksAt(carport);
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.close();
  await carport.close();
});

describe.each(SDKS)('webhooks through %s', (_name, sdk) => {
  let managementToken: string;
  let webhookId: string;
  let consent: Consent;

  beforeEach(async () => {
    managementToken = application.credentials.managementToken;
    receiver.otherwise((response, { body }) => {
      const challenge = body.data.challenge;
      response.setHeader('content-type', 'application/json');
      response.end(
        challenge === undefined
          ? '{}'
          : JSON.stringify({ challenge: sdk.hashChallenge(managementToken, challenge) }),
      );
    });
    webhookId = await createWebhook(carport, application, { callbackUri: receiver.url });
    consent = await consentThrough(sdk, { username: `bev-${_name.slice(-1)}@example.com` });
  });

  const delivered = () =>
    receiver.received.filter(
      ({ body }) => body.meta.webhookId === webhookId && body.eventType !== 'VERIFY',
    );

  test('hashChallenge answers VERIFY, subscribe brings events, verifyPayload accepts them', async () => {
    const { meta, ...subscribed } = await consent.vehicle.subscribe(webhookId);
    expect(subscribed).toEqual({ vehicleId: consent.vehicleIds[0], webhookId });
    expect(meta.requestId).toHaveLength(36);
    await consent.vehicle.battery();
    await carport.services.dispatcher.tick();

    const [first] = delivered();
    const signature = String(first?.headers['sc-signature']);
    expect(first?.body).toMatchObject({
      eventType: 'VEHICLE_STATE',
      vehicleId: consent.vehicleIds[0],
      data: { triggers: [{ code: 'FIRST_DELIVERY' }] },
    });
    expect(sdk.verifyPayload(managementToken, signature, first?.body)).toBe(true);
    expect(sdk.verifyPayload('another token', signature, first?.body)).toBe(false);
    expect(sdk.verifyPayload(managementToken, signature, { ...first?.body, more: 1 })).toBe(false);
  });

  test('unsubscribe ends the events', async () => {
    await consent.vehicle.subscribe(webhookId);
    await consent.vehicle.battery();
    await carport.services.dispatcher.tick();
    const before = delivered().length;

    const { meta, ...answer } = await consent.vehicle.unsubscribe(managementToken, webhookId);
    expect(answer).toEqual({ status: 'success' });
    expect(meta.requestId).toHaveLength(36);
    await consent.vehicle.unlock();
    await carport.services.dispatcher.tick();
    expect(before).toBe(1);
    expect(delivered()).toHaveLength(before);
  });

  test('ids and tokens that are wrong are refused', async () => {
    await expect(consent.vehicle.subscribe('not a webhook id')).rejects.toMatchObject({
      type: 'VALIDATION',
      statusCode: 400,
      description:
        'Request invalid or malformed. Please check for missing parameters, spelling and casing mistakes, and other syntax issues.',
    });
    await expect(consent.vehicle.unsubscribe('wrong', webhookId)).rejects.toMatchObject({
      type: 'AUTHENTICATION',
      statusCode: 401,
    });
  });

  test('the published digests', () => {
    expect(sdk.hashChallenge('amt', 'challenge')).toBe(
      '9baf5a7464bd86740ad5a06e439dcf535a075022ed2c92d74efacf646d79328e',
    );
  });
});
