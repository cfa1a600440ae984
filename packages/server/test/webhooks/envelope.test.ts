import { SIGNALS, type SignalCode } from '@carport/catalog';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Vehicle } from '../../src/access/access.js';
import type { StoredSignal } from '../../src/signals/report.js';
import {
  attemptBody,
  type StateEvent,
  statePayload,
  verifyPayload,
} from '../../src/webhooks/envelope.js';
import { hmacHex } from '../../src/webhooks/signature.js';
import { percent } from '../support/fixtures.js';
import { smartcar } from '../support/smartcar.js';
import { LOCATION, ODOMETER, STATE_OF_CHARGE } from './engine.js';

const vehicle: Vehicle = {
  ...{ id: 'v1', applicationId: 'a1', oemAccountId: 'o1', adapter: 'fake', mode: 'live', vin: 'X' },
  ...{
    make: 'TESLA',
    model: 'Model 3',
    year: 2020,
    powertrain: 'BEV',
    reference: null,
    country: null,
  },
};
const good: StoredSignal = { body: percent(78), oemUpdatedAt: 1_000, retrievedAt: 2_000 };

const eventOf = (change: Partial<StateEvent> = {}): StateEvent => ({
  ...{ eventId: 'e1', vehicle, user: { id: 'u1', externalId: null }, first: false },
  webhook: { id: 'w1', name: 'Fleet', version: '4.0', signals: [STATE_OF_CHARGE] },
  permissions: new Set(['read_battery']),
  snapshot: { vehicleId: 'v1', signals: { [STATE_OF_CHARGE]: good }, fetchedAt: 0, revision: 7 },
  changed: [STATE_OF_CHARGE],
  ...change,
});

const NAMED = { code: STATE_OF_CHARGE, name: 'StateOfCharge', group: 'TractionBattery' };

test('a VEHICLE_STATE attempt has every documented field, in order', () => {
  const body = attemptBody(statePayload(eventOf()), 'd1', 1_700_000_000_000);
  expect(body.toString()).toBe(
    JSON.stringify({
      ...{ eventId: 'e1', eventType: 'VEHICLE_STATE', vehicleId: 'v1' },
      data: {
        user: { id: 'u1', externalId: null },
        vehicle: {
          ...{ id: 'v1', make: 'TESLA', model: 'Model 3', year: 2020 },
          ...{ mode: 'live', powertrainType: 'BEV' },
        },
        triggers: [NAMED],
        signals: [
          {
            ...NAMED,
            body: { unit: 'percent', value: 78 },
            status: { value: 'SUCCESS' },
            meta: { oemUpdatedAt: 1_000, retrievedAt: 2_000, fetchedAt: 2_000 },
          },
        ],
      },
      meta: {
        ...{ version: '4.0', webhookId: 'w1', webhookName: 'Fleet' },
        ...{ deliveryId: 'd1', deliveredAt: 1_700_000_000_000 },
        ...{ mode: 'LIVE', signalCount: 1, sequence: 7 },
      },
    }),
  );
});

test('a VERIFY attempt has every documented field, in order', () => {
  const webhook = { id: 'w1', name: 'Fleet', version: '4.0' } as const;
  expect(attemptBody(verifyPayload('e1', webhook, 'c1'), 'd1', 5).toString()).toBe(
    '{"eventId":"e1","eventType":"VERIFY","data":{"challenge":"c1"},"meta":{"version":"4.0","webhookId":"w1","webhookName":"Fleet","deliveryId":"d1","deliveredAt":5}}',
  );
});

describe('the triggers', () => {
  const triggersOf = (change: Partial<StateEvent>) =>
    JSON.parse(statePayload(eventOf(change))).data.triggers;

  test('of a first delivery say so, without name and group', () => {
    expect(triggersOf({ first: true, changed: [] })).toEqual([{ code: 'FIRST_DELIVERY' }]);
  });

  test('of a first delivery that also tells a change name both', () => {
    expect(triggersOf({ first: true })).toEqual([{ code: 'FIRST_DELIVERY' }, NAMED]);
  });
});

describe('a signal that cannot be told is named with the reason and nothing else', () => {
  const entryOf = (code: SignalCode, change: Partial<StateEvent>) => {
    const webhook = { id: 'w1', name: 'Fleet', version: '4.0', signals: [code] } as const;
    return JSON.parse(statePayload(eventOf({ webhook, ...change }))).data.signals[0];
  };

  test('without the permission', () => {
    const snapshot = eventOf().snapshot;
    expect(entryOf(STATE_OF_CHARGE, { permissions: new Set(['read_odometer']), snapshot })).toEqual(
      {
        ...NAMED,
        status: { value: 'ERROR', error: { type: 'PERMISSION', code: null } },
        meta: {},
      },
    );
  });

  test('not in the car', () => {
    const entry = entryOf(ODOMETER, { permissions: new Set(['read_odometer']) });
    expect(entry.status.error).toEqual({ type: 'COMPATIBILITY', code: 'VEHICLE_NOT_CAPABLE' });
    expect(entry).not.toHaveProperty('body');
  });

  test('not given this time, although an older value is known', () => {
    const failed = { ...good, error: { type: 'VEHICLE_STATE', code: 'ASLEEP' } };
    const snapshot = { ...eventOf().snapshot, signals: { [STATE_OF_CHARGE]: failed } };
    const entry = entryOf(STATE_OF_CHARGE, { snapshot });
    expect(entry.status).toEqual({
      value: 'ERROR',
      error: { type: 'VEHICLE_STATE', code: 'ASLEEP' },
    });
    expect(entry).not.toHaveProperty('body');
  });

  test('a missing permission hides whether the car has the signal', () => {
    const known = { [LOCATION]: { body: { latitude: 1, longitude: 2 }, retrievedAt: 1 } };
    const entries = [{}, known].map((signals) =>
      entryOf(LOCATION, { snapshot: { ...eventOf().snapshot, signals } }),
    );
    expect(entries[0]).toEqual(entries[1]);
    expect(JSON.stringify(entries[1])).not.toContain('latitude');
  });
});

test.each([
  ['live', 'LIVE', 'live'],
  ['simulated', 'SIMULATED', 'simulated'],
  ['test', 'TEST', 'simulated'],
] as const)('the mode of a %s car is %s in meta and %s in data', (mode, inMeta, inData) => {
  const { meta, data } = JSON.parse(statePayload(eventOf({ vehicle: { ...vehicle, mode } })));
  expect([meta.mode, data.vehicle.mode]).toEqual([inMeta, inData]);
});

describe('the bytes of an attempt', () => {
  test('are what a receiver makes of the parsed body, whatever cars and people are called', () => {
    const bodies = fc.jsonValue({ maxDepth: 4 });
    fc.assert(
      fc.property(
        bodies,
        fc.string({ unit: 'binary' }),
        fc.uuid(),
        fc.nat(),
        (value, name, id, at) => {
          const event = eventOf({
            webhook: { ...eventOf().webhook, name },
            snapshot: {
              ...eventOf().snapshot,
              signals: { [STATE_OF_CHARGE]: { ...good, body: value } },
            },
          });
          const bytes = attemptBody(statePayload(event), id, at);
          const parsed = JSON.parse(bytes.toString('utf8'));
          expect(JSON.stringify(parsed)).toBe(bytes.toString('utf8'));
          expect(smartcar.verifyPayload('amt', hmacHex('amt', bytes), parsed)).toBe(true);
        },
      ),
    );
  });

  test('hold every signal of the catalogue and stay within 50 kB', () => {
    const codes = SIGNALS.map((row) => row.code);
    const permissions = new Set<string>(SIGNALS.map((row) => row.permission));
    const signals = Object.fromEntries(
      SIGNALS.map((row) => [row.code, { ...good, body: row.example }]),
    );
    const webhook = { ...eventOf().webhook, signals: codes };
    const snapshot = { ...eventOf().snapshot, signals };
    const bytes = attemptBody(statePayload(eventOf({ webhook, permissions, snapshot })), 'd1', 1);
    expect(JSON.parse(bytes.toString()).meta.signalCount).toBe(codes.length);
    expect(bytes.length).toBeLessThan(50 * 1_024);
  });
});

test('a signature is the official one', () => {
  expect(hmacHex('amt', 'challenge')).toBe(
    '9baf5a7464bd86740ad5a06e439dcf535a075022ed2c92d74efacf646d79328e',
  );
  expect(hmacHex('amt', '{"pizza":"pasta"}')).toBe(
    '4c05a8da471f05156ad717baa4017acd13a3a809850b9ca7d3301dcaaa854f70',
  );
});
