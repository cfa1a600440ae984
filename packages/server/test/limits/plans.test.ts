import { type BuiltPlanFeature, findMake, makeVin, PLANS, type PlanRow } from '@carport/catalog';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createTestApplication,
  createTestPlatform,
  type TestApplication,
  type TestPlatform,
} from '../support/platform.js';

/*
 * Every plan × every feature: what a plan includes is served, what it does not is refused with the documented error.
 * What a plan has of vehicles and requests is in http.test.ts.
 */

let platform: TestPlatform;
let owner: TestApplication;
beforeAll(async () => {
  platform = await createTestPlatform();
});
afterAll(() => platform.close());
beforeEach(async () => {
  owner = await createTestApplication(platform);
});

const client = ({ credentials }: TestApplication): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${credentials.clientId}:${credentials.clientSecret}`).toString('base64')}`,
});
const webhook =
  (type: string, attributes: object = {}) =>
  ({ credentials }: TestApplication): InjectOptions => ({
    method: 'POST',
    url: '/v3/webhooks',
    headers: { authorization: `Bearer ${credentials.managementToken}` },
    payload: {
      data: {
        attributes: {
          ...{ name: type, type, callbackUri: 'http://127.0.0.1:9/hook', isEnabled: false },
          ...attributes,
        },
      },
    },
  });

const VIN = makeVin({ wmi: findMake('TESLA')?.wmi ?? '', year: 2022, seed: Buffer.alloc(32, 1) });

interface Gate {
  readonly what: string;
  readonly ask: (application: TestApplication) => InjectOptions;
}

const ENDPOINTS = { legacy: { endpoints: ['/charge'] } };

/** What there is behind each feature that there is something behind. */
const GATES: Readonly<Record<BuiltPlanFeature, readonly [Gate, ...Gate[]]>> = {
  'compatibility-api': [
    {
      what: 'compatibility by region and make',
      ask: (application) => ({
        ...{ url: '/v2.0/compatibility/matrix?region=US', headers: client(application) },
      }),
    },
    {
      what: 'compatibility by VIN',
      ask: (application) => ({
        url: `/v2.0/compatibility?vin=${VIN}&scope=read_odometer`,
        headers: client(application),
      }),
    },
  ],
  'dynamic-webhooks': [{ what: 'a dynamic webhook', ask: webhook('dynamic', ENDPOINTS) }],
  'event-webhooks': [{ what: 'an event-based webhook', ask: webhook('eventBased') }],
};

/** Of every plan. */
const OPEN: readonly Gate[] = [
  {
    what: 'a webhook of signals',
    ask: webhook('signals', {
      triggers: ['charge-ischarging'],
      data: ['odometer-traveleddistance'],
    }),
  },
  { what: 'a scheduled webhook', ask: webhook('scheduled', ENDPOINTS) },
  { what: 'the public list of models', ask: () => ({ url: '/v3/compatible-vehicles' }) },
];

describe.each<PlanRow>(PLANS)('the plan $id', (plan) => {
  const ask = async ({ ask: request }: Gate) => {
    const { application } = owner;
    await platform.platform.applications.setTerms(application.id, { plan: plan.id as 'FREE' });
    return platform.app.inject(request(owner));
  };
  const gates = (wanted: boolean): Gate[] =>
    Object.entries(GATES)
      .filter(([feature]) => plan.features.some((one) => one === feature) === wanted)
      .flatMap(([, behind]) => behind);

  test.each([...gates(true), ...OPEN])('has $what', async (gate) => {
    expect((await ask(gate)).statusCode).toBeLessThan(300);
  });

  const refused = gates(false);
  if (refused.length > 0) {
    test.each(refused)('has not $what', async (gate) => {
      const answer = await ask(gate);
      expect(answer.statusCode).toBe(430);
      const body = answer.json();
      expect(body.errors?.[0] ?? body).toMatchObject({
        ...{ type: 'BILLING', code: 'INVALID_PLAN', resolution: { type: 'CONTACT_SUPPORT' } },
      });
    });
  }
});

test('a webhook keeps its type: no plan is gone round by a change', async () => {
  const { credentials, application } = owner;
  await platform.platform.applications.setTerms(application.id, { plan: 'FREE' });
  const made = await platform.app.inject(webhook('scheduled', ENDPOINTS)(owner));
  const changed = await platform.app.inject({
    method: 'PATCH',
    url: `/v3/webhooks/${made.json().data.id}`,
    headers: { authorization: `Bearer ${credentials.managementToken}` },
    payload: { data: { attributes: { type: 'dynamic' } } },
  });
  expect(changed.statusCode).toBe(400);
  expect(changed.json().errors[0]).toMatchObject({ type: 'VALIDATION' });
});
