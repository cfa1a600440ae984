import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { V3_COMMANDS } from '@carport/catalog';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AdapterFailure, type OemAdapter } from '../../../src/oem/contract.js';
import { createSimulatedAdapter } from '../../../src/oem/simulated/simulated-adapter.js';
import { createTestPlatform, type TestPlatform } from '../../support/platform.js';
import { connectV3Car, type V3Car } from './cars.js';

const DAY = 24 * 60 * 60 * 1_000;

describe('a command that the car carries out at once', () => {
  let platform: TestPlatform;
  let car: V3Car;
  beforeAll(async () => {
    platform = await createTestPlatform({ config: { publicUrl: 'https://carport.example' } });
    car = await connectV3Car(platform);
  });
  afterAll(() => platform.close());

  test('answers with its execution, which can be asked for afterwards', async () => {
    const response = await car.call('POST', '/commands/security/unlock');
    expect(response.statusCode).toBe(200);
    const execution = response.json();
    const { id } = execution.data;
    const vehicle = `https://carport.example/v3/vehicles/${car.id}`;
    expect(execution).toEqual({
      data: {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        type: 'command-execution',
        attributes: {
          commandType: 'security-unlock',
          status: { value: 'SUCCESS' },
          executionMode: 'sync',
        },
        meta: {
          executedAt: '2026-06-01T12:00:00.000Z',
          completedAt: '2026-06-01T12:00:00.000Z',
          durationInSeconds: 0,
        },
        links: { self: `${vehicle}/command-executions/${id}` },
      },
      links: { vehicle },
    });
    const asked = await car.call('GET', `/command-executions/${id}`);
    expect(asked.json()).toEqual(execution);
  });

  test('is unwrapped for a token of the owner’s consent', async () => {
    const headers = { authorization: `Bearer ${car.connection.accessToken}`, 'sc-user-id': '' };
    const made = (await car.call('POST', '/commands/security/lock', { headers })).json();
    expect(made).toMatchObject({
      type: 'command-execution',
      attributes: { commandType: 'security-lock' },
    });
    const asked = await car.call('GET', `/command-executions/${made.id}`, { headers });
    expect(asked.json()).toEqual(made);
  });

  test.each(V3_COMMANDS.map(({ id, v3Path, parameters }) => [id, v3Path, parameters] as const))(
    '%s needs its permission',
    async (id, v3Path, parameters) => {
      const forbidden = await connectV3Car(platform, { permissions: ['read_odometer'] });
      const attributes = { percent: 80, latitude: 1, longitude: 2 };
      const body = parameters && { data: { attributes } };
      expect(await forbidden.refusal('POST', `/commands/${v3Path}`, body)).toMatchObject({
        status: '403',
        code: 'ACCESS_DENIED',
      });
      expect(id).toBe(v3Path.replace('/', '-'));
    },
  );

  test('is only for cars that have the equipment', async () => {
    const petrol = await connectV3Car(platform, { make: 'FORD', username: 'ice@example.com' });
    expect(await petrol.refusal('POST', '/commands/charge/start')).toMatchObject({
      status: '501',
      type: 'COMPATIBILITY',
      code: 'VEHICLE_NOT_CAPABLE',
    });
  });

  test.each([{ percent: 49 }, { percent: 101 }, { percent: 79.5 }, { percent: '80' }, {}])(
    'a limit of %j is refused',
    async (attributes) => {
      const body = { data: { attributes } };
      expect(await car.refusal('POST', '/commands/charge/set-limit', body)).toMatchObject({
        status: '400',
        type: 'VALIDATION',
      });
    },
  );

  test('what was refused at once is not kept, and neither is what is not this owner’s', async () => {
    const before = await platform.store.db
      .selectFrom('command_executions')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    await car.refusal('POST', '/commands/charge/set-limit', { data: { attributes: {} } });
    const after = await platform.store.db
      .selectFrom('command_executions')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(after).toEqual(before);

    const { data } = (await car.call('POST', '/commands/security/lock')).json();
    const other = await connectV3Car(platform);
    const paths = [
      `/command-executions/${data.id}`,
      `/command-executions/${crypto.randomUUID()}`,
      `/schedule-executions/${data.id}`,
    ];
    expect(await other.refusal('GET', paths[0] ?? '')).toMatchObject({ status: '404' });
    for (const path of paths.slice(1)) {
      expect(await car.refusal('GET', path)).toMatchObject({ code: 'EXECUTION_NOT_FOUND' });
    }
    expect(await car.refusal('GET', '/command-executions/mine')).toMatchObject({ status: '400' });
  });

  test('is forgotten when it is old', async () => {
    const { data } = (await car.call('POST', '/commands/security/lock')).json();
    const { executions } = platform.platform;
    await executions.prune(new Date(platform.clock.now()));
    expect((await car.call('GET', `/command-executions/${data.id}`)).statusCode).toBe(200);
    expect(await executions.prune(new Date(platform.clock.now() + DAY))).toBeGreaterThan(0);
    expect((await car.call('GET', `/command-executions/${data.id}`)).statusCode).toBe(404);
  });
});

describe('a command to which the carmaker says nothing', () => {
  let platform: TestPlatform;
  let car: V3Car;
  beforeAll(async () => {
    const silent = async (): Promise<never> => {
      throw new AdapterFailure('UPSTREAM', 'NO_RESPONSE');
    };
    const simulated = createSimulatedAdapter({
      clock: { now: () => platform.clock.now() },
      liveToo: false,
    });
    platform = await createTestPlatform({ adapters: [{ ...simulated, command: silent }] });
    car = await connectV3Car(platform);
  });
  afterAll(() => platform.close());

  test.each([
    ['/commands/security/lock', undefined],
    [
      '/charge-schedules/daily',
      { location: { latitude: 1, longitude: 2 }, startTime: '08:00', stopTime: '10:00' },
    ],
  ])('%s is 504, and may have succeeded', async (path, attributes) => {
    const body = attributes && { data: { attributes } };
    expect(await car.refusal('POST', path, body)).toMatchObject({
      ...{ status: '504', type: 'UPSTREAM', code: 'NO_RESPONSE' },
      resolution: { type: 'RETRY_LATER' },
    });
  });

  test('is 502 in v2.0, as every error of carmakers is', async () => {
    const answer = await platform.app.inject({
      ...{ method: 'POST', url: `/v2.0/vehicles/${car.id}/security`, payload: { action: 'LOCK' } },
      headers: { authorization: `Bearer ${car.connection.accessToken}` },
    });
    expect(answer.statusCode).toBe(502);
    expect(answer.json()).toMatchObject({ type: 'UPSTREAM', code: 'NO_RESPONSE', statusCode: 502 });
  });
});

describe('a command that takes long', () => {
  let platform: TestPlatform;
  let origin: string;
  let car: V3Car;
  /** Lets the car go on, or fail. */
  let release: (failure?: Error) => void;

  beforeAll(async () => {
    const simulated = createSimulatedAdapter({
      clock: { now: () => platform.clock.now() },
      liveToo: false,
    });
    const waiting: OemAdapter = {
      ...simulated,
      command: async (oemCar, call) => {
        await new Promise<void>((resolve, reject) => {
          release = (failure) => (failure ? reject(failure) : resolve());
        });
        return simulated.command(oemCar, call);
      },
    };
    platform = await createTestPlatform({
      adapters: [waiting],
      config: { slowCommandSeconds: 0, publicUrl: 'https://carport.example' },
    });
    origin = await platform.listen();
    car = await connectV3Car(platform);
  });
  afterAll(() => platform.close());

  const unlock = () =>
    fetch(`${origin}/v3/vehicles/${car.id}/commands/security/unlock`, {
      method: 'POST',
      headers: { authorization: `Bearer ${car.token}`, 'sc-user-id': car.connection.userId },
    });
  const executionAt = async (location: string | null) =>
    (await car.call('GET', `/${location?.split('/').slice(-2).join('/')}`)).json().data;

  test('answers 202, and with its end on the same connection', async () => {
    const response = await unlock();
    expect(response.status).toBe(202);
    expect(response.headers.get('content-length')).toBeNull();
    expect(response.headers.get('content-type')).toContain('application/json');
    const location = response.headers.get('location');
    expect(location).toMatch(/^https:\/\/carport\.example\/v3\/vehicles\/.*\/command-executions\//);
    const running = await executionAt(location);
    expect(running).toMatchObject({
      attributes: { status: { value: 'IN_PROGRESS' }, executionMode: 'async' },
    });
    expect(running.meta).toEqual({ executedAt: '2026-06-01T12:00:00.000Z' });

    platform.clock.advance(200_000);
    release();
    const end = (await response.json()) as { data: object };
    expect(end).toMatchObject({
      data: {
        id: running.id,
        attributes: {
          commandType: 'security-unlock',
          status: { value: 'SUCCESS' },
          executionMode: 'async',
        },
        meta: { durationInSeconds: 200 },
      },
    });
    expect(await executionAt(location)).toEqual(end.data);
  });

  test('that fails in the end says so in the body', async () => {
    const response = await unlock();
    release(new AdapterFailure('VEHICLE_STATE', 'UNREACHABLE'));
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({
      errors: [{ status: '409', type: 'VEHICLE_STATE', code: 'UNREACHABLE' }],
    });
    expect(await executionAt(response.headers.get('location'))).toMatchObject({
      attributes: {
        status: {
          value: 'ERROR',
          error: { type: 'VEHICLE_STATE', code: 'UNREACHABLE', resolution: { type: null } },
        },
      },
    });
  });

  test('that fails in a way nobody foresaw tells nothing of it', async () => {
    const response = await unlock();
    release(new Error('the secret plans'));
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ errors: [{ status: '500', type: 'SERVER' }] });
    expect(text).not.toContain('secret plans');
  });

  test('goes on when its client has gone', async () => {
    const leaving = request(`${origin}/v3/vehicles/${car.id}/commands/security/unlock`, {
      method: 'POST',
      agent: false,
      headers: { authorization: `Bearer ${car.token}`, 'sc-user-id': car.connection.userId },
    }).end();
    const [response] = (await once(leaving, 'response')) as [IncomingMessage];
    const { location = '' } = response.headers;
    response.destroy();
    await once(response, 'close');
    release();
    await expect
      .poll(async () => (await executionAt(location)).attributes.status.value)
      .toBe('SUCCESS');
  });

  test('of a schedule as well', async () => {
    const response = await fetch(`${origin}/v3/vehicles/${car.id}/charge-schedules/daily`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${car.token}`,
        'sc-user-id': car.connection.userId,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        data: {
          attributes: {
            location: { latitude: 1, longitude: 2 },
            startTime: '08:00',
            stopTime: '10:00',
          },
        },
      }),
    });
    expect(response.status).toBe(202);
    expect(response.headers.get('location')).toContain('/schedule-executions/');
    release();
    expect(await response.json()).toMatchObject({
      data: { type: 'charge-schedule-execution', attributes: { status: { value: 'SUCCESS' } } },
    });
  });
});
