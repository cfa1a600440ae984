import { findMake, SIMULATION_EVENTS, type SimulationEventRow } from '@carport/catalog';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OemAdapter } from '../../../src/oem/contract.js';
import { createSimulatedAdapter } from '../../../src/oem/simulated/simulated-adapter.js';
import {
  connectCar,
  createTestApplication,
  createTestPlatform,
  type TestApplication,
  type TestConnection,
  type TestPlatform,
} from '../../support/platform.js';
import { type Receiver, startReceiver } from '../../support/receiver.js';
import { answerChallenge } from '../../webhooks/engine.js';

let platform: TestPlatform;
let application: TestApplication;
let car: TestConnection;
let receiver: Receiver;

beforeAll(async () => {
  platform = await createTestPlatform();
  application = await createTestApplication(platform);
  car = await connectCar(platform, application);
  receiver = await startReceiver();
});
afterAll(async () => {
  await platform.close();
  await receiver.close();
});

const bearer = (): string => `Bearer ${application.credentials.managementToken}`;

const trigger = (
  event: string,
  attributes: object = {},
  { vehicleId = car.vehicleIds[0], authorization = bearer() } = {},
) =>
  platform.app.inject({
    method: 'POST',
    url: `/v3/vehicles/${vehicleId}/simulation/events`,
    headers: { authorization },
    payload: { data: { attributes: { event, pauseSeconds: 0, ...attributes } } },
  });

const happens = async (event: string, attributes: object = {}) => {
  platform.clock.advance(1_000);
  const response = await trigger(event, attributes);
  expect(response.statusCode, response.body).toBe(200);
  return response.json().data.attributes;
};

const subscribed = async (triggers: string[]) => {
  const { id } = application.application;
  const { webhooks } = platform.platform;
  const webhook = await webhooks.create(id, {
    ...{ name: 'Driveway', callbackUri: receiver.url, errorUri: receiver.url },
    ...{ triggers: triggers as never, signals: triggers as never, autoSubscribe: true },
  });
  receiver.script(answerChallenge(application.credentials.managementToken));
  expect(await webhooks.verify(id, webhook.id)).toMatchObject({ verified: true });
  await platform.services.dispatcher.tick();
  return webhook;
};

const delivered = async (webhookId: string) => {
  await platform.services.dispatcher.tick();
  return receiver.received
    .map(({ body }) => body)
    .filter((body) => body.meta.webhookId === webhookId && body.eventType !== 'VERIFY');
};

test('a charging session reaches a webhook step by step, from the car through the engine', async () => {
  await happens('unplugged');
  const webhook = await subscribed([
    'charge-ischargingcableconnected',
    'charge-ischarging',
    'tractionbattery-stateofcharge',
  ]);
  const before = (await delivered(webhook.id)).length;
  const { steps } = await happens('charging-session');
  expect(steps.map(({ name }: { name: string }) => name)).toEqual([
    'standing at home, unplugged',
    'plugged in',
    'charging started',
    'a third charged',
    'two thirds charged',
    'charging completed',
    'unplugged',
  ]);
  const events = (await delivered(webhook.id)).slice(before);
  const codes = events.map((event) =>
    event.data.triggers.map(({ code }: { code: string }) => code).join(),
  );
  expect(codes.sort()).toEqual(
    [
      'charge-ischargingcableconnected',
      'charge-ischarging',
      'tractionbattery-stateofcharge',
      'tractionbattery-stateofcharge',
      'charge-ischarging,tractionbattery-stateofcharge',
      'charge-ischargingcableconnected',
    ].sort(),
  );
  await platform.platform.webhooks.remove(application.application.id, webhook.id);
});

test('an error event is told when it begins and when it is resolved', async () => {
  const webhook = await subscribed(['odometer-traveleddistance']);
  const { steps } = await happens('unreachable');
  expect(steps).toEqual([
    {
      name: 'unreachable',
      at: new Date(platform.clock.now()).toISOString(),
      changed: [],
      error: { type: 'VEHICLE_STATE', code: 'UNREACHABLE' },
    },
  ]);
  expect((await happens('resolved')).steps[0].error).toBeNull();
  const errors = (await delivered(webhook.id)).filter((one) => one.eventType === 'VEHICLE_ERROR');
  expect(errors.map(({ data }) => [data.errors[0].code, data.errors[0].state])).toEqual([
    ['UNREACHABLE', 'ERROR'],
    ['UNREACHABLE', 'RESOLVED'],
  ]);
  await platform.platform.webhooks.remove(application.application.id, webhook.id);
});

test('a lost account answers so until the owner signs in again', async () => {
  await happens('auth-lost');
  const read = () =>
    platform.app.inject({
      url: `/v2.0/vehicles/${car.vehicleIds[0]}/odometer`,
      headers: { authorization: `Bearer ${car.accessToken}` },
    });
  platform.clock.advance(60_000);
  expect((await read()).json()).toMatchObject({
    type: 'CONNECTED_SERVICES_ACCOUNT',
    code: 'AUTHENTICATION_FAILED',
  });
  const make = findMake('TESLA');
  const adapter = make && platform.services.registry.find(make, 'simulated');
  if (!make || !adapter) throw new Error('Tesla is simulated.');
  const authorization = await adapter.authorize({
    ...{ make, username: 'bev@example.com', password: 'password' },
    ...{ country: 'US', mode: 'simulated', again: true },
  });
  await platform.platform.connections.reauthenticate(application.application.id, {
    ...{ vehicleId: car.vehicleIds[0] ?? null, adapter: adapter.id, make, mode: 'simulated' },
    authorization,
  });
  platform.clock.advance(60_000);
  expect((await read()).statusCode).toBe(200);
  await happens('resolved');
});

test('one signal is set, told by the API, and released', async () => {
  const parameters = { code: 'odometer-traveleddistance', value: 123456.7 };
  expect((await happens('signal-set', { parameters })).steps[0].changed).toContain(parameters.code);
  const access = await platform.platform.connections.access(
    application.application.id,
    car.vehicleIds[0] ?? '',
    undefined,
  );
  const snapshot = access && (await platform.platform.vehicles.snapshot(access));
  expect(snapshot?.signals['odometer-traveleddistance']?.body).toEqual({
    unit: 'km',
    value: 123456.7,
  });
  expect((await happens('signal-released')).steps[0].changed).toContain(parameters.code);
});

describe('refused', () => {
  const refusal = async (...given: Parameters<typeof trigger>) => {
    const response = await trigger(...given);
    const { type, code } = response.json().errors[0];
    return `${response.statusCode} ${type}:${code}`;
  };

  test('an event that nobody knows, and parameters that do not fit', async () => {
    expect(await refusal('eaten-by-dog')).toMatch(/^400 VALIDATION/);
    expect(await refusal('unplugged', { parameters: { hard: true } })).toMatch(/^400 VALIDATION/);
    expect(await refusal('low-battery', { parameters: { percent: 101 } })).toMatch(
      /^400 VALIDATION/,
    );
    expect(await refusal('unplugged', { pauseSeconds: 11 })).toMatch(/^400 VALIDATION/);
    const answer = await trigger('low-battery', { parameters: { percent: 'few' } });
    expect(answer.body).toContain('parameters.percent');
  });

  test('a car that cannot do it', async () => {
    expect(await refusal('low-fuel')).toMatch(/COMPATIBILITY:VEHICLE_NOT_CAPABLE$/);
  });

  test('an unknown car, a strange one, and no credentials', async () => {
    const other = await createTestApplication(platform, 'Stranger');
    const authorization = `Bearer ${other.credentials.managementToken}`;
    const missing = '404 RESOURCE_NOT_FOUND:VEHICLE_NOT_FOUND';
    expect(await refusal('locked', {}, { authorization })).toBe(missing);
    expect(await refusal('locked', {}, { vehicleId: 'mine' })).toBe(missing);
    expect(await refusal('locked', {}, { authorization: 'Bearer wrong' })).toMatch(/^401/);
  });

  test('a real car', async () => {
    const {
      staging: _none,
      timeTravel: _neither,
      ...real
    } = createSimulatedAdapter({
      clock: platform.clock,
      liveToo: true,
    });
    const adapters: OemAdapter[] = [{ ...real, id: 'real' }];
    const live = await createTestPlatform({ adapters });
    try {
      const owner = await createTestApplication(live);
      const { vehicleIds } = await connectCar(live, owner, { mode: 'live' });
      const response = await live.app.inject({
        method: 'POST',
        url: `/v3/vehicles/${vehicleIds[0]}/simulation/events`,
        headers: { authorization: `Bearer ${owner.credentials.managementToken}` },
        payload: { data: { attributes: { event: 'locked' } } },
      });
      expect(response.json().errors[0]).toMatchObject({ code: 'VEHICLE_NOT_CAPABLE' });
    } finally {
      await live.close();
    }
  });
});

test('the page about simulation events lists the catalogue (update with vitest -u)', async () => {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const takes = ({ parameters }: SimulationEventRow): string =>
    Object.entries(parameters?.properties ?? {})
      .map(([name, schema]) => {
        const { description = '', enum: words } = schema as {
          description?: string;
          enum?: string[];
        };
        return `\`${name}\`: ${[words?.join(', '), description].filter(Boolean).join('. ')}`;
      })
      .join('<br>');
  const rows = SIMULATION_EVENTS.map(
    (row: SimulationEventRow) =>
      `| \`${row.id}\` | ${cell(row.description)} | ${cell(takes(row))} | ${row.powertrains.join(', ')} |`,
  );
  const page = [
    '# Simulation events',
    '',
    'What a developer can make happen to a simulated car, with `carport trigger <event>` or with',
    '`POST /v3/vehicles/{vehicleId}/simulation/events`. The car really does it: it is read after every step, its signals',
    'change, and webhooks hear of it as of any other change.',
    '',
    '| Event | What happens | Parameters | Cars |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot('../../../../../docs/simulation-events.md');
});
