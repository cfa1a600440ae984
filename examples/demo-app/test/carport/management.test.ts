import { describe, expect, it } from 'vitest';
import { createManagement, type Management } from '../../src/carport/management.js';
import { AppError } from '../../src/smartcar/problem.js';
import { electricCar } from '../support/fake-car.js';
import { type FakeCarport, startFakeCarport } from '../support/fake-carport.js';
import { onCleanUp } from '../support/harness.js';

const CAR = '33333333-3333-4333-8333-333333333333';
const HOUR = 60 * 60 * 1000;

const DEFINITION = {
  name: 'Demo app',
  callbackUri: 'http://localhost:1/webhooks',
  triggers: ['closure-islocked'],
  data: ['closure-islocked', 'odometer-traveleddistance'],
  autoSubscribe: true,
  isEnabled: true,
};

const setUp = async (
  settings: { apiClientSecret?: string; carportUrl?: string } = {},
): Promise<{ carport: FakeCarport; management: Management; clock: { now: number } }> => {
  const carport = await startFakeCarport([electricCar(CAR)]);
  onCleanUp(() => carport.stop());
  const clock = { now: 0 };
  const management = createManagement(
    {
      carportUrl: carport.url,
      apiClientId: 'client_demo',
      apiClientSecret: 'api-secret',
      ...settings,
    },
    () => clock.now,
  );
  return { carport, management, clock };
};

const problemIn = async (failing: Promise<unknown>): Promise<AppError['problem']> => {
  const error: unknown = await failing.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AppError);
  return (error as AppError).problem;
};

describe('the management API', () => {
  it('makes a webhook and lists it', async () => {
    const { carport, management } = await setUp();
    expect(await management.listWebhooks()).toEqual([]);
    const id = await management.createWebhook(DEFINITION);
    expect(carport.webhooks[0]?.attributes).toEqual(DEFINITION);
    expect(await management.listWebhooks()).toEqual([
      { id, name: DEFINITION.name, callbackUri: DEFINITION.callbackUri },
    ]);
  });

  it('moves a webhook', async () => {
    const { management } = await setUp();
    const id = await management.createWebhook(DEFINITION);
    await management.moveWebhook(id, 'http://localhost:2/webhooks');
    expect((await management.listWebhooks())[0]?.callbackUri).toBe('http://localhost:2/webhooks');
  });

  it('uses one application token for its hour', async () => {
    const { carport, management, clock } = await setUp();
    const tokens = (): number =>
      carport.calls.filter((call) => call === 'POST /oauth2/token').length;
    await management.listWebhooks();
    clock.now += 58 * 60 * 1000;
    await management.listWebhooks();
    expect(tokens()).toBe(1);
    clock.now += HOUR;
    await management.listWebhooks();
    expect(tokens()).toBe(2);
  });

  it('gets a new token when the platform was set up anew', async () => {
    const { carport, management } = await setUp();
    await management.listWebhooks();
    carport.replaceApplicationToken();
    expect(await management.listWebhooks()).toEqual([]);
  });

  it('moves a car’s time for its owner', async () => {
    const { carport, management } = await setUp();
    await management.advance(CAR, 'anna', 1800);
    expect(carport.advances).toEqual([{ seconds: 1800, userId: 'anna' }]);
  });

  it('passes the platform’s own words on', async () => {
    const { management } = await setUp();
    expect(await problemIn(management.advance('nobody', 'anna', 60))).toMatchObject({
      message: 'No such simulated car.',
      type: 'RESOURCE_NOT_FOUND',
      code: 'VEHICLE_NOT_FOUND',
      docUrl: 'https://docs.test/not-found',
    });
  });

  it('says why there is no token', async () => {
    const { management } = await setUp({ apiClientSecret: 'wrong' });
    expect((await problemIn(management.listWebhooks())).message).toBe(
      'No application token: invalid_client.',
    );
  });

  it('says so when nobody answers', async () => {
    const { management } = await setUp({ carportUrl: 'http://127.0.0.1:1' });
    expect(await problemIn(management.listWebhooks())).toMatchObject({
      type: 'UNREACHABLE',
      message: 'Nobody answers at http://127.0.0.1:1.',
    });
  });
});
