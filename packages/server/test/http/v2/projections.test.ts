import {
  placesOf,
  READ_ENDPOINTS,
  type ReadEndpointRow,
  type SignalCode,
  signalRow,
  type UnitSystem,
} from '@carport/catalog';
import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import type { VehicleAccess } from '../../../src/access/access.js';
import { compileReading } from '../../../src/http/v2/reading.js';
import { createManualClock } from '../../../src/platform/clock.js';
import type { StoredSignal, VehicleSnapshot } from '../../../src/signals/report.js';
import { unitsOf } from './endpoint-cases.js';

/** When all signals were recorded; the examples of records lie within the month before. */
const NOW = Date.UTC(2025, 9, 20, 12);

const access: VehicleAccess = {
  ...{ applicationId: 'application', applicationName: 'Test app', userId: 'owner' },
  language: 'en',
  permissions: new Set(),
  vehicle: {
    id: '36ab27d0-fd9d-4455-823a-ce30af709ffc',
    ...{
      applicationId: 'application',
      oemAccountId: 'account',
      adapter: 'fake',
      mode: 'simulated',
    },
    ...{ make: 'TESLA', model: 'Model S', year: 2023, powertrain: 'BEV' },
    ...{ vin: '5YJSA1CN5DFP00101', reference: null, country: 'US' },
  },
};

const codesOf = (row: ReadEndpointRow): readonly SignalCode[] => [
  ...row.required,
  ...(row.optional ?? []),
];

type Bodies = Partial<Record<SignalCode, unknown>>;

/** The examples of the catalogue, with other bodies where they are given. */
const stateOf = (row: ReadEndpointRow, bodies: Bodies = {}): VehicleSnapshot => {
  const signals: Partial<Record<SignalCode, StoredSignal>> = {};
  for (const code of codesOf(row)) {
    const body = code in bodies ? bodies[code] : signalRow(code).example;
    if (body !== undefined) signals[code] = { body, oemUpdatedAt: NOW, retrievedAt: NOW };
  }
  return { vehicleId: 'car', signals, fetchedAt: NOW, revision: 1 };
};

const answer = (
  row: ReadEndpointRow,
  bodies: Bodies = {},
  query: Record<string, string> = {},
  units: UnitSystem = 'metric',
): unknown => {
  const [place] = placesOf(row);
  if (!place) throw new Error('an endpoint has a place');
  const reading = compileReading(row, place, {
    clock: createManualClock(NOW),
    batteryLink: ({ vehicle }) => `https://carport.example/battery-capacity?${vehicle.id}`,
  });
  return reading.answer(access, stateOf(row, bodies), { units, query }).body;
};

const rowOf = (id: string): ReadEndpointRow => {
  const row = READ_ENDPOINTS.find((candidate) => candidate.id === id);
  if (!row) throw new Error(`there is no ${id}`);
  return row;
};

/** Dotted paths of everything in which two bodies differ. */
const differences = (one: unknown, other: unknown, path: readonly string[] = []): string[] => {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) {
    return Object.is(one, other) ? [] : [path.join('.')];
  }
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) =>
    differences((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key], [
      ...path,
      Array.isArray(one) ? '*' : key,
    ]),
  );
};

/** A body in which every number that a path names is one more. */
const raised = (body: unknown, [step, ...deeper]: readonly string[]): unknown => {
  if (step === undefined) return typeof body === 'number' ? body + 1 : body;
  if (Array.isArray(body)) return body.map((element) => raised(element, deeper));
  if (typeof body !== 'object' || body === null) return body;
  return { ...body, [step]: raised((body as Record<string, unknown>)[step], deeper) };
};

describe.each(READ_ENDPOINTS.map((row) => [row.id, row] as const))('%s', (_id, row) => {
  test('makes a body that fits from the examples of its signals', () => {
    expect([...Value.Errors(row.response, answer(row))]).toEqual([]);
  });

  test('makes a body that fits, or refuses, whichever signal is missing', () => {
    for (const code of row.optional ?? []) {
      expect([...Value.Errors(row.response, answer(row, { [code]: undefined }))]).toEqual([]);
    }
  });

  test('converts every figure that comes from one that follows the unit system, and no other', () => {
    const plain = answer(row);
    const found = new Map<string, string>();
    for (const code of codesOf(row)) {
      const { unit, example } = signalRow(code);
      for (const path of unit?.paths ?? []) {
        const body = raised(example, path.split('.'));
        for (const place of differences(plain, answer(row, { [code]: body }))) {
          found.set(place, String(unit?.quantity));
        }
      }
    }
    const said = unitsOf(row).flatMap(({ quantity, paths }) =>
      paths.map((path) => [path, quantity] as const),
    );
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(said));
  });
});

const session = (id: string, startTime: string, more: object = {}) => ({
  id,
  cost: { currency: 'EUR', energyAmount: 4.5, otherAmount: 0 },
  startTime,
  endTime: startTime,
  location: { name: 'Shops', address: null, latitude: 52.09, longitude: 5.12 },
  energyAdded: 10.004,
  connectorType: 'CCS',
  isPublicCharger: true,
  startStateOfCharge: 31,
  endStateOfCharge: 80,
  ...more,
});

const records = (...values: object[]): Bodies => ({ 'charge-chargerecords': { values } });

describe('charging records', () => {
  const some = records(
    session('first', '2025-10-01T20:00:00Z', { isPublicCharger: false, connectorType: 'NACS' }),
    session('old', '2025-08-01T10:00:00Z'),
    session('second', '2025-10-01T23:00:00Z'),
    session('third', '2025-10-03T01:00:00Z', { connectorType: 'TYPE2' }),
  );
  const idsIn = (query: Record<string, string>) =>
    (
      answer(rowOf('billing-records'), some, query) as { records: { recordId: string }[] }
    ).records.map(({ recordId }) => recordId);

  test('are summed up by the day and by where, of the last thirty days', () => {
    expect(answer(rowOf('charged-days'), some)).toEqual({
      records: [
        { date: Date.UTC(2025, 9, 3) / 1000, home: 0, other: 10, superCharger: 0, total: 10 },
        { date: Date.UTC(2025, 9, 1) / 1000, home: 10, other: 0, superCharger: 10, total: 20.01 },
      ],
    });
  });

  test('are billed at public chargers, the newest first, in text', () => {
    expect(answer(rowOf('billing-records'), some)).toMatchObject({
      records: [
        { recordId: 'third' },
        { cost: { currency: 'EUR', energy: '4.50', other: '0.00' } },
      ],
      hasMoreData: false,
    });
  });

  test('are of the days that are asked for, the last one to its end', () => {
    expect(idsIn({ startDate: '2025-07-01' })).toEqual(['third', 'second', 'old']);
    expect(idsIn({ startDate: '2025-10-01', endDate: '2025-10-01' })).toEqual(['second']);
    expect(idsIn({ endDate: '2025-08-20' })).toEqual(['old']);
  });

  test('come in pages of ten', () => {
    const many = records(
      ...Array.from({ length: 21 }, (_, index) =>
        session(`${index}`, `2025-10-${String(index % 19 || 1).padStart(2, '0')}T01:00:00Z`),
      ),
    );
    const page = (number: string) =>
      answer(rowOf('billing-records'), many, { page: number }) as {
        records: object[];
        hasMoreData: boolean;
      };
    expect([page('1').records.length, page('1').hasMoreData]).toEqual([10, true]);
    expect([page('3').records.length, page('3').hasMoreData]).toEqual([1, false]);
    expect(page('4')).toEqual({ records: [], hasMoreData: false });
    for (const number of ['0', '-1', '1.5', 'two']) expect(() => page(number)).toThrow();
  });

  test('of BMW tell each session', () => {
    const body = answer(rowOf('charge-records'), records(session('one', '2025-10-05T10:00:00Z')));
    expect(body).toEqual({
      records: [
        {
          chargeStart: '2025-10-05T10:00:00Z',
          chargeEnd: '2025-10-05T10:00:00Z',
          location: 'Shops',
          energy: 10.004,
          isPublic: true,
          startPercentRemaining: 0.31,
          endPercentRemaining: 0.8,
          chargingType: 'CCS',
        },
      ],
    });
  });
});

describe('service history', () => {
  const row = rowOf('service-history');
  const done = (time: string | null) => ({
    ...{ id: time, cost: null, time, tasks: [], details: [], odometer: 100 },
  });
  const some = {
    'service-records': {
      values: [done('2024-03-02T00:00:00Z'), done('2025-03-02T10:00:00Z'), done(null)],
    },
  };
  const datesIn = (query: Record<string, string>) =>
    (answer(row, some, query) as { serviceDate: string | null }[]).map((one) => one.serviceDate);

  test('is of the last year, with what has no date', () => {
    expect(datesIn({})).toEqual(['2025-03-02T10:00:00Z', null]);
    expect(datesIn({ start_date: 'undefined', end_date: 'undefined' })).toEqual(datesIn({}));
  });

  test('is of the asked time, by days or to the minute', () => {
    expect(datesIn({ start_date: '2024-01-01' })).toHaveLength(3);
    expect(datesIn({ start_date: '2025-03-02', end_date: '2025-03-02' })).toHaveLength(2);
    expect(datesIn({ end_date: '2025-03-02T09:59:00Z' })).toEqual([null]);
  });

  test.each(['yesterday', '1', '2025-13-01', '2025-03-02T99:00', '02/03/2025'])(
    'is not of %j',
    (start_date) => {
      expect(() => datesIn({ start_date })).toThrow();
    },
  );
});

describe('charging', () => {
  const details = (bodies: Bodies) => answer(rowOf('charge-details'), bodies);

  test('is told in kilowatts and fractions, done a number of minutes after it was said', () => {
    expect(details({ 'charge-timetocomplete': { value: 45 } })).toMatchObject({
      wattage: 7.4,
      socLimit: 0.8,
      socLimitMin: 0.5,
      completionTime: new Date(NOW + 45 * 60_000).toISOString(),
      chargePortLatch: 'Engaged',
    });
    expect(details({ 'charge-timetocomplete': { value: null } })).toMatchObject({
      completionTime: null,
    });
  });

  test('has a word for texts that the car does not know, and null for those it does not tell', () => {
    expect(
      details({
        'charge-fastchargertype': { value: null },
        'charge-fastchargerbrand': undefined,
        'charge-ischargingcablelatched': { value: false },
      }),
    ).toMatchObject({
      fastChargerType: '<invalid>',
      fastChargerBrand: null,
      chargePortLatch: 'Disengaged',
    });
  });

  test('of an Audi goes by a timer when there is one', () => {
    const mode = (values: object[]) =>
      answer(rowOf('audi-charge'), {
        'charge-chargetimers': { values },
        'charge-isfastchargerpresent': { value: true },
        'charge-voltage': { unit: 'volts', value: 0 },
      });
    expect(mode([])).toMatchObject({
      chargeMode: 'manual',
      chargeType: 'dc',
      externalPowerStatus: 'unavailable',
    });
    expect(mode([{}])).toMatchObject({ chargeMode: 'timer' });
    const unplugged = { 'charge-ischargingcableconnected': { value: false } };
    expect(answer(rowOf('audi-charge'), unplugged)).toMatchObject({ chargeType: null });
  });
});

describe('charging locations', () => {
  const at = (latitude: number) => ({ name: 'Home', latitude, longitude: 5 });
  const timer = (latitude: number, days: string[]) => ({
    ...{ type: 'LOCATION', condition: at(latitude), departureTimers: [] },
    isOEMOptimizationEnabled: false,
    schedules: [{ start: '21:00:00', end: '06:00:00', days }],
  });

  test('join limits and hours by the place', () => {
    const body = answer(rowOf('charging-locations'), {
      'charge-chargelimits': {
        values: [
          { type: 'GLOBAL', limit: 80, condition: null },
          { type: 'location', limit: 90, condition: at(1) },
          { type: 'LOCATION', limit: 60, condition: at(2) },
        ],
        activeLimit: null,
        unit: 'percent',
      },
      'charge-chargetimers': {
        values: [timer(1, ['MONDAY', 'TUESDAY']), timer(1, ['SATURDAY']), timer(3, ['MONDAY'])],
      },
    });
    const hours = { start: '21:00', end: '06:00' };
    expect(body).toEqual({
      chargingLocations: [
        {
          chargeLimit: 0.9,
          location: { latitude: 1, longitude: 5 },
          chargingSchedules: { weekday: [hours], weekend: [hours] },
        },
        {
          chargeLimit: 0.6,
          location: { latitude: 2, longitude: 5 },
          chargingSchedules: { weekday: [], weekend: [] },
        },
      ],
    });
  });
});

describe('single values', () => {
  test.each([
    [true, true, 'ASLEEP'],
    [false, true, 'ONLINE'],
    [false, false, 'OFFLINE'],
    [null, true, null],
  ])('a car asleep %s and online %s is %s', (isAsleep, isOnline, status) => {
    const bodies = {
      'connectivitystatus-isasleep': { value: isAsleep },
      'connectivitystatus-isonline': { value: isOnline },
    };
    expect(answer(rowOf('vehicle-status'), bodies)).toMatchObject({ status });
  });

  test('a steering wheel without a heater is unavailable', () => {
    const heater = (value: boolean | null) =>
      answer(rowOf('climate-steering-wheel'), { 'hvac-issteeringheateractive': { value } });
    expect([heater(true), heater(false), heater(null)]).toEqual([
      { status: 'ON' },
      { status: 'OFF' },
      { status: 'UNAVAILABLE' },
    ]);
  });

  test('guard mode is available where it has a name', () => {
    const mode = (value: string | null) =>
      answer(rowOf('extended-attributes'), { 'surveillance-brand': { value } });
    expect(mode('Sentry Mode')).toMatchObject({ sentryMode: { available: true } });
    expect(mode(null)).toMatchObject({ sentryMode: { available: false } });
  });

  test('roles are told in capital letters', () => {
    expect(answer(rowOf('user-access'))).toMatchObject({ accessType: 'DRIVER' });
  });
});
