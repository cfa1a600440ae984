import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createTestApplication,
  createTestPlatform,
  type TestPlatform,
} from '../../support/platform.js';
import { type ClientCar, createGarage, type Garage } from './garage.js';

const MINUTE = 60_000;
const ACCEPTED = { message: 'Successfully sent request to vehicle', status: 'success' };
const IMPERIAL = { 'sc-unit-system': 'imperial' };

let platform: TestPlatform;
let connect: Garage;
let car: ClientCar;

beforeAll(async () => {
  platform = await createTestPlatform();
  connect = createGarage(platform, await createTestApplication(platform));
});
afterAll(() => platform.close());

const get = async (path: string, headers = {}) => (await car.ask('GET', path, { headers })).json();

const send = async (method: string, path: string, payload?: object, headers = {}) => {
  const response = await car.ask(method, path, { headers, ...(payload && { payload }) });
  return { status: response.statusCode, body: response.json() };
};

/** The published signals, as a client of v3 sees them. */
const signals = async (): Promise<Record<string, { value?: unknown; values?: unknown[] }>> => {
  const response = await platform.app.inject({
    url: `/v3/vehicles/${car.id}/signals`,
    headers: { authorization: `Bearer ${car.accessToken}` },
  });
  const { data } = response.json() as { data: { id: string; attributes: { body: object } }[] };
  return Object.fromEntries(data.map(({ id, attributes }) => [id, attributes.body]));
};

const settled = { body: ACCEPTED, status: 200 };

describe('a Tesla', () => {
  beforeEach(async () => {
    car = await connect({ make: 'TESLA', powertrain: 'BEV' });
  });

  test('heats its cabin to what it is told, in either unit system', async () => {
    const start = { action: 'START', temperature: 24 };
    expect((await send('POST', '/tesla/climate/cabin', start)).body).toEqual({
      status: 'ON',
      temperature: 24,
    });
    expect(await get('/tesla/climate/cabin', IMPERIAL)).toEqual({
      status: 'ON',
      temperature: 75.2,
    });
    await car.travel(45 * MINUTE);
    expect(await get('/tesla/thermometer/interior')).toEqual({ temperature: 24 });

    const set = { action: 'SET', temperature: 68 };
    expect((await send('POST', '/tesla/climate/cabin', set, IMPERIAL)).body).toEqual({
      status: 'ON',
      temperature: 68,
    });
    expect((await send('POST', '/tesla/climate/cabin', { action: 'STOP' })).body).toEqual({
      status: 'OFF',
      temperature: 20,
    });
    expect(await signals()).toMatchObject({
      'hvac-cabintargettemperature': { unit: 'celsius', value: 20 },
      'hvac-iscabinhvacactive': { value: false },
    });
  });

  test.each([
    [{}, 14, { minimum: 15, maximum: 28 }],
    [IMPERIAL, 90, { minimum: 59, maximum: 82.4 }],
  ])('tells the bounds of its temperature with %j', async (headers, temperature, bounds) => {
    const body = { action: 'START', temperature };
    expect(await send('POST', '/tesla/climate/cabin', body, headers)).toMatchObject({
      status: 400,
      body: {
        type: 'VALIDATION',
        code: 'PARAMETER',
        detail: [{ field: 'temperature', ...bounds }],
      },
    });
  });

  test('needs a temperature to set one', async () => {
    expect(await send('POST', '/tesla/climate/cabin', { action: 'SET' })).toMatchObject({
      status: 400,
      body: { type: 'VALIDATION' },
    });
  });

  test('clears its windows and warms its steering wheel', async () => {
    for (const [path, read] of [
      ['/tesla/climate/defroster', { frontStatus: 'ON', rearStatus: 'ON' }],
      ['/tesla/climate/steering_wheel', { status: 'ON' }],
    ] as const) {
      const started = await send('POST', path, { action: 'START' });
      expect(started.body).toEqual({ status: 'START' });
      expect(await get(path)).toEqual(read);
      expect((await send('POST', path, { action: 'STOP' })).body).toEqual({ status: 'STOP' });
      expect(Object.values(await get(path))).not.toContain('ON');
    }
  });

  test('draws the current that it is told, and less power with it', async () => {
    const before = await get('/tesla/charge');
    const half = before.amperageRequested / 2;
    expect((await send('POST', '/tesla/charge/ammeter', { amperage: half })).body).toEqual({
      message: `Successfully sent the following amperage: ${half}`,
      status: 'success',
    });
    const after = await get('/tesla/charge');
    expect(after.amperageRequested).toBe(half);
    expect(after.wattage).toBeCloseTo(before.wattage / 2, 1);
    expect(Date.parse(after.completionTime)).toBeGreaterThan(Date.parse(before.completionTime));
    expect(await get('/tesla/charge/wattmeter')).toEqual({ wattage: after.wattage });
    expect(await get('/tesla/charge/ammeter')).toEqual({ amperage: after.amperage });
    expect(await get('/tesla/charge/completion')).toEqual({ time: after.completionTime });
    expect((await signals())['charge-amperagerequested']).toMatchObject({ value: half });
  });

  test('draws no more than there is, and not nothing', async () => {
    const { amperageMaxCharger } = await get('/tesla/charge');
    expect((await send('POST', '/tesla/charge/ammeter', { amperage: 900 })).body.message).toBe(
      `Successfully sent the following amperage: ${amperageMaxCharger}`,
    );
    expect(await send('POST', '/tesla/charge/ammeter', { amperage: 0 })).toMatchObject({
      status: 400,
      body: { code: 'PARAMETER', detail: [{ field: 'amperage', minimum: 1 }] },
    });
  });

  test('keeps its two times of day, by either name of the switch', async () => {
    const path = '/tesla/charge/schedule';
    const off = { enabled: false, time: null };
    expect(await get(path)).toEqual({ departureTime: off, startTime: off });

    const start = { type: 'START_TIME', enable: true, time: '23:15' };
    const startTime = { enabled: true, time: '23:15' };
    expect((await send('POST', path, start)).body).toEqual({ departureTime: off, startTime });
    const leave = { type: 'DEPARTURE_TIME', enabled: true, time: '07:00' };
    const departureTime = { enabled: true, time: '07:00' };
    expect((await send('POST', path, leave)).body).toEqual({ departureTime, startTime });
    expect((await signals())['charge-chargetimers']?.values).toMatchObject([
      {
        type: 'GLOBAL',
        schedules: [{ start: '23:15:00', end: null }],
        departureTimers: [{ time: '07:00:00' }],
      },
    ]);

    await send('POST', path, { type: 'START_TIME', enable: false });
    expect(await get(path)).toEqual({ departureTime, startTime: off });
    expect(await send('POST', path, { type: 'START_TIME', enable: true })).toMatchObject({
      status: 400,
      body: { type: 'VALIDATION', code: 'PARAMETER' },
    });
  });

  test('opens and closes its lids, and does not lock with one of them open', async () => {
    const open = async (type: string) =>
      (await get('/security')).storage.find((lid: { type: string }) => lid.type === type).status;
    for (const [path, type, obstacle] of [
      ['/tesla/security/trunk', 'rear', 'TRUNK_OPEN'],
      ['/tesla/security/frunk', 'front', 'HOOD_OPEN'],
    ] as const) {
      expect(await send('POST', path, { action: 'OPEN' })).toEqual(settled);
      expect(await open(type)).toBe('OPEN');
      expect(await send('POST', '/security', { action: 'LOCK' })).toMatchObject({
        status: 409,
        body: { type: 'VEHICLE_STATE', code: obstacle },
      });
      expect(await send('POST', path, { action: 'CLOSE' })).toEqual(settled);
      expect(await open(type)).toBe('CLOSED');
    }
    expect(await send('POST', '/security', { action: 'LOCK' })).toEqual(settled);
  });

  test('opens its charge port and keeps it open around a cable', async () => {
    const path = '/tesla/charge/charge_port_door';
    expect(await send('POST', path, { action: 'OPEN' })).toEqual(settled);
    expect((await get('/tesla/charge')).chargePortOpen).toBe(true);
    expect(await send('POST', path, { action: 'CLOSE' })).toMatchObject({
      status: 409,
      body: { code: 'CHARGING_PLUG_CONNECTED' },
    });
  });

  test('takes a PIN of four digits, keeps it to itself and forgets it', async () => {
    expect(await send('POST', '/tesla/pin', { pin: '7351' })).toEqual(settled);
    expect(await documentOf(car.id)).toMatchObject({ settings: { pinToDrive: true } });
    expect(JSON.stringify(await documentOf(car.id))).not.toContain('7351');
    expect(await send('DELETE', '/tesla/pin')).toEqual(settled);
    expect(await documentOf(car.id)).toMatchObject({ settings: { pinToDrive: false } });
    for (const pin of ['123', '12345', 'abcd', 1234]) {
      expect((await send('POST', '/tesla/pin', { pin })).status).toBe(400);
    }
  });

  test('forgets a PIN even when the request announces a body and has none', async () => {
    const response = await car.ask('DELETE', '/tesla/pin', {
      headers: { 'content-type': 'application/json' },
    });
    expect(response.json()).toEqual(ACCEPTED);
  });

  test('tells of records in a batch, by their dates and pages', async () => {
    const requests = [
      { path: '/tesla/charge/records?startDate=2026-01-01&endDate=2026-12-31' },
      { path: '/tesla/charge/records?startDate=never' },
      { path: '/tesla/charge/records/billing?page=0' },
    ];
    const { responses } = (await send('POST', '/batch', { requests })).body;
    expect(responses.map(({ code }: { code: number }) => code)).toEqual([200, 400, 400]);
    expect(responses[2].body.detail).toMatchObject([{ field: 'page' }]);
  });

  test('tells what nobody else tells to v2.0 alone', async () => {
    expect((await get('/tesla/user/info')).email).toContain('@');
    expect(Object.keys(await signals())).not.toContain('vehicleuseraccount-email');
    const one = await platform.app.inject({
      url: `/v3/vehicles/${car.id}/signals/vehicleuseraccount-email`,
      headers: { authorization: `Bearer ${car.accessToken}` },
    });
    expect(one.statusCode).toBe(404);
  });
});

const documentOf = async (vehicleId: string): Promise<unknown> => {
  const { document } = await platform.store.db
    .selectFrom('adapter_documents')
    .select('document')
    .where('vehicle_id', '=', vehicleId)
    .executeTakeFirstOrThrow();
  return (document as { checkpoint: unknown }).checkpoint;
};

describe('a Nissan', () => {
  const path = '/nissan/charge/schedule';
  const nightly = { start: '23:00', end: '05:30', days: ['MONDAY', 'FRIDAY'] };

  beforeEach(async () => {
    car = await connect({ make: 'NISSAN', powertrain: 'BEV' });
  });

  test('keeps up to three times of the week', async () => {
    expect(await get(path)).toEqual({ chargeSchedules: [] });
    const chargeSchedules = [nightly, { start: '12:00', end: '13:00', days: ['SUNDAY'] }];
    expect(await send('PUT', path, { chargeSchedules })).toEqual(settled);
    expect(await get(path)).toEqual({ chargeSchedules });
    expect((await signals())['charge-chargetimers']?.values).toMatchObject([
      { type: 'GLOBAL', schedules: [{ start: '23:00:00', end: '05:30:00' }, {}] },
    ]);
    expect(await send('PUT', path, { chargeSchedules: [] })).toEqual(settled);
    expect(await get(path)).toEqual({ chargeSchedules: [] });
  });

  test.each([
    ['four of them', Array(4).fill(nightly)],
    ['a time that does not exist', [{ ...nightly, end: '25:00' }]],
    ['a day that does not exist', [{ ...nightly, days: ['DOOMSDAY'] }]],
    ['no day', [{ ...nightly, days: [] }]],
  ])('refuses %s', async (_why, chargeSchedules) => {
    expect(await send('PUT', path, { chargeSchedules })).toMatchObject({
      status: 400,
      body: { type: 'VALIDATION' },
    });
  });

  test('of America can be started from afar and not be stopped, by v2.0 and by v3', async () => {
    expect(await send('POST', '/charge', { action: 'STOP' })).toMatchObject({
      status: 501,
      body: { type: 'COMPATIBILITY', code: 'SMARTCAR_NOT_CAPABLE', statusCode: 501 },
    });
    const refused = await platform.app.inject({
      ...{ method: 'POST', url: `/v3/vehicles/${car.id}/commands/charge/stop` },
      headers: { authorization: `Bearer ${car.accessToken}` },
    });
    expect(refused.statusCode).toBe(501);
    expect(refused.json().errors[0]).toMatchObject({
      ...{ status: '501', type: 'COMPATIBILITY', code: 'SMARTCAR_NOT_CAPABLE' },
    });
    expect((await get('/charge')).state).toBe('CHARGING');
    // It is taken: the car says that it is charging already.
    expect(await send('POST', '/charge', { action: 'START' })).toMatchObject({
      status: 409,
      body: { type: 'VEHICLE_STATE', code: 'CHARGING_IN_PROGRESS' },
    });
  });

  test('has no POST for them', async () => {
    const { status } = await send('POST', path, { chargeSchedules: [] });
    expect(status).toBe(403);
  });
});

describe.each(['FORD', 'LINCOLN'])('a %s', (make) => {
  const path = `/${make.toLowerCase()}/charge/schedule_by_location`;
  const chargingWindows = { weekday: [{ start: '21:00', end: '06:00' }], weekend: [] };

  beforeEach(async () => {
    car = await connect({ make, powertrain: 'PHEV' });
  });

  const home = async () => (await get(path)).chargingLocations[0];
  const at = ({ latitude, longitude }: { latitude: number; longitude: number }) =>
    `${path}?latitude=${latitude}&longitude=${longitude}`;

  test('keeps limit and hours of a place where it charges', async () => {
    const { location, ...before } = await home();
    expect(before).toEqual({ chargeLimit: 1, chargingSchedules: { weekday: [], weekend: [] } });
    const chargingLocation = { chargeLimit: 0.75, chargingWindows };
    expect(await send('PUT', at(location), { chargingLocation })).toEqual(settled);
    expect(await home()).toEqual({
      chargeLimit: 0.75,
      location,
      chargingSchedules: chargingWindows,
    });
    expect(await get('/charge/limit')).toEqual({ limit: 0.75 });
    expect((await signals())['charge-chargelimits']).toMatchObject({ activeLimit: 75 });
  });

  test.each([
    ['a place that it does not know', { latitude: 0, longitude: 0 }, 0.8, chargingWindows],
    ['a limit under one half', undefined, 0.4, chargingWindows],
    [
      'a time within an hour',
      undefined,
      0.8,
      { weekday: [{ start: '21:30', end: '06:00' }], weekend: [] },
    ],
    ['a place outside the world', { latitude: 91, longitude: 0 }, 0.8, chargingWindows],
  ])('refuses %s', async (_why, place, chargeLimit, windows) => {
    const { location } = await home();
    const chargingLocation = { chargeLimit, chargingWindows: windows };
    expect(await send('PUT', at(place ?? location), { chargingLocation })).toMatchObject({
      status: 400,
      body: { type: 'VALIDATION' },
    });
  });
});

test('what a standard command takes is bounded in words of v2.0', async () => {
  car = await connect({ make: 'CHEVROLET', powertrain: 'BEV' });
  expect(await send('POST', '/charge/limit', { limit: '0.4' })).toMatchObject({
    status: 400,
    body: {
      type: 'VALIDATION',
      code: 'PARAMETER',
      detail: [{ field: 'limit', minimum: 0.5, maximum: 1 }],
    },
  });
  expect(await send('POST', '/charge/limit', { limit: '0.5' })).toEqual(settled);
});
