import { CHARGE_SCHEDULES } from '@carport/catalog';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestPlatform, type TestPlatform } from '../../support/platform.js';
import { connectV3Car, type V3Car } from './cars.js';

let platform: TestPlatform;
let tesla: V3Car;
beforeAll(async () => {
  platform = await createTestPlatform({ config: { publicUrl: 'https://carport.example' } });
  tesla = await connectV3Car(platform);
});
afterAll(() => platform.close());

const location = { latitude: 37.42, longitude: -122.13 };
const morning = { startTime: '08:00', stopTime: '10:00' };
const WORKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'];

const create = (car: V3Car, type: string, attributes: object) =>
  car.call('POST', `/charge-schedules/${type}`, { body: { data: { attributes } } });

interface Timer {
  readonly scheduleId?: string;
  readonly scheduleType?: string;
  readonly condition: object;
  readonly schedules: readonly object[];
}
const timers = async (car: V3Car): Promise<readonly Timer[]> => {
  const response = await car.call('GET', '/signals/charge-chargetimers');
  return response.json().data.attributes.body.values;
};

test('a schedule is made, told among the timers, and deleted', async () => {
  const made = await create(tesla, 'daily', { location, ...morning });
  expect(made.statusCode).toBe(200);
  const { data } = made.json();
  const { scheduleId } = data.attributes;
  const vehicle = `https://carport.example/v3/vehicles/${tesla.id}`;
  expect(data).toMatchObject({
    type: 'charge-schedule-execution',
    attributes: {
      action: 'create',
      scheduleType: 'daily',
      status: { value: 'SUCCESS' },
      executionMode: 'sync',
      parameters: { location, ...morning },
    },
    links: {
      self: `${vehicle}/schedule-executions/${data.id}`,
      schedule: `${vehicle}/charge-schedules/${scheduleId}`,
    },
  });
  const asked = await tesla.call('GET', `/schedule-executions/${data.id}`);
  expect(asked.json()).toEqual(made.json());

  expect(await timers(tesla)).toContainEqual({
    type: 'LOCATION',
    condition: { name: null, address: null, ...location },
    schedules: [{ start: '08:00:00', end: '10:00:00', days: [...WORKDAYS, 'SATURDAY', 'SUNDAY'] }],
    departureTimers: [],
    isOEMOptimizationEnabled: false,
    scheduleType: 'daily',
    scheduleId,
  });

  const deleted = await tesla.call('DELETE', `/charge-schedules/${scheduleId}`);
  expect(deleted.statusCode).toBe(200);
  expect(deleted.json().data.attributes).toMatchObject({
    action: 'delete',
    scheduleType: 'daily',
    scheduleId,
    parameters: {},
  });
  expect(await timers(tesla)).toEqual([]);
  expect(await tesla.refusal('DELETE', `/charge-schedules/${scheduleId}`)).toMatchObject({
    status: '404',
    code: 'SCHEDULE_NOT_FOUND',
  });
});

test('weekly and workweek ones have hours by the day', async () => {
  const car = await connectV3Car(platform);
  await create(car, 'weekly', { location, days: { monday: morning, sunday: morning } });
  await create(car, 'workweek', { location, weekdays: morning });
  const window = { start: '08:00:00', end: '10:00:00' };
  expect(
    (await timers(car)).map(({ scheduleType, schedules }) => [scheduleType, schedules]),
  ).toEqual([
    [
      'weekly',
      [
        { ...window, days: ['MONDAY'] },
        { ...window, days: ['SUNDAY'] },
      ],
    ],
    ['workweek', [{ ...window, days: WORKDAYS }]],
  ]);
});

describe('one that is kept', () => {
  test.each(CHARGE_SCHEDULES)('is shown where its link leads: $type', async ({ type, example }) => {
    const car = await connectV3Car(platform);
    const made = (await create(car, type, example)).json().data;
    const { pathname } = new URL(made.links.schedule);
    const shown = await car.call('GET', pathname.replace(`/v3/vehicles/${car.id}`, ''));
    expect(shown.statusCode).toBe(200);
    expect(shown.json()).toEqual({
      data: {
        id: made.attributes.scheduleId,
        type: 'charge-schedule',
        attributes: { scheduleType: type, ...example },
        links: { self: made.links.schedule },
      },
      links: { vehicle: `https://carport.example/v3/vehicles/${car.id}` },
    });
    const unwrapped = await car.call('GET', `/charge-schedules/${made.attributes.scheduleId}`, {
      headers: { authorization: `Bearer ${car.connection.accessToken}` },
    });
    const { id, type: kind, attributes } = shown.json().data;
    expect(unwrapped.json()).toEqual({ id, type: kind, attributes });
  });

  test('is not where there is none, none can be, or it may not be read', async () => {
    expect(await tesla.refusal('GET', '/charge-schedules/nonsense')).toMatchObject({
      code: 'SCHEDULE_NOT_FOUND',
    });
    const ford = await connectV3Car(platform, { make: 'FORD', username: 'bev@example.com' });
    expect(await ford.refusal('GET', '/charge-schedules/one')).toMatchObject({ status: '501' });
    const blind = await connectV3Car(platform, { permissions: ['control_charge'] });
    expect(await blind.refusal('GET', '/charge-schedules/one')).toMatchObject({ status: '403' });
  });
});

describe('which makes keep them', () => {
  const status = async (make: string, row: (typeof CHARGE_SCHEDULES)[number]) => {
    const car = await connectV3Car(platform, { make, username: 'bev@example.com' });
    const response = await create(car, row.type, row.example);
    if (response.statusCode === 501) {
      expect(response.json().errors[0]).toMatchObject({
        type: 'COMPATIBILITY',
        code: 'VEHICLE_NOT_CAPABLE',
      });
    }
    return response.statusCode;
  };

  test.each([
    ['TESLA', [200, 200, 200]],
    ['VOLVO', [200, 501, 501]],
    ['FORD', [501, 501, 501]],
  ])('%s', async (make, expected) => {
    const statuses: number[] = [];
    for (const row of CHARGE_SCHEDULES) statuses.push(await status(make, row));
    expect(statuses).toEqual(expected);
  });

  test('others cannot delete any', async () => {
    const car = await connectV3Car(platform, { make: 'FORD', username: 'bev@example.com' });
    expect(await car.refusal('DELETE', '/charge-schedules/one')).toMatchObject({ status: '501' });
  });
});

describe('refused', () => {
  test('without the permission, whatever the make', async () => {
    for (const make of ['TESLA', 'FORD']) {
      const car = await connectV3Car(platform, { make, permissions: ['read_charge'] });
      const body = { data: { attributes: { location, ...morning } } };
      expect(await car.refusal('POST', '/charge-schedules/daily', body)).toMatchObject({
        status: '403',
        code: 'ACCESS_DENIED',
      });
      expect(await car.refusal('DELETE', '/charge-schedules/one')).toMatchObject({ status: '403' });
    }
  });

  test.each([
    ['daily', { ...morning }],
    ['daily', { location, startTime: '08:00' }],
    ['daily', { location, startTime: '8', stopTime: '10:00' }],
    ['daily', { location: { latitude: 100, longitude: 0 }, ...morning }],
    ['weekly', { location }],
    ['weekly', { location, days: {} }],
    ['weekly', { location, days: { someday: morning } }],
    ['weekly', { location, somewhere: morning }],
    ['workweek', { location }],
  ])('a %s one of %j', async (type, attributes) => {
    const body = { data: { attributes } };
    expect(await tesla.refusal('POST', `/charge-schedules/${type}`, body)).toMatchObject({
      status: '400',
      type: 'VALIDATION',
    });
  });

  test('a kind that there is not', async () => {
    const body = { data: { attributes: { location, ...morning } } };
    expect(await tesla.refusal('POST', '/charge-schedules/monthly', body)).toMatchObject({
      status: '404',
      code: 'INVALID_PATH',
    });
  });
});
