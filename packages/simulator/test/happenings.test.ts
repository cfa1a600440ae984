import {
  CAR_EVENTS,
  type CarEventId,
  fitsSignal,
  POWERTRAINS,
  type SignalCode,
} from '@carport/catalog';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Checkpoint, happen, observe, signalsOf, stepsOf } from '../src/index.js';
import { answerTo, anyCar, DAY, firstTime, MINUTE, newCar, obey, START } from './support.js';

const NOW = START + 10 * MINUTE;

interface Moment {
  readonly car: Checkpoint;
  readonly at: number;
}

/** Every step of an event that must happen, as the car is after each. */
const course = (
  car: Checkpoint,
  at: number,
  id: CarEventId,
  parameters: Readonly<Record<string, unknown>> = {},
): Moment[] => {
  const moments: Moment[] = [];
  let present: Moment = { car, at };
  for (const step of stepsOf(id).keys()) {
    const result = happen(present.car, present.at, { id, parameters }, step);
    if ('refusal' in result) throw new Error(`Refused: ${result.refusal.code}`);
    present = { car: result.checkpoint, at: result.at };
    moments.push(present);
  }
  return moments;
};

const after = (...given: Parameters<typeof course>): Moment => {
  const last = course(...given).at(-1);
  if (!last) throw new Error('An event has a step.');
  return last;
};

const body = ({ car, at }: Moment, code: SignalCode): unknown =>
  signalsOf(car, at).find((sample) => sample.code === code)?.body;

const value = (moment: Moment, code: SignalCode): unknown =>
  (body(moment, code) as { value?: unknown } | undefined)?.value;

const refusalOf = (car: Checkpoint, id: CarEventId, parameters = {}): string => {
  const result = happen(car, NOW, { id, parameters });
  return 'refusal' in result ? `${result.refusal.type}:${result.refusal.code}` : 'done';
};

const charge = (moment: Moment) => Number(value(moment, 'tractionbattery-stateofcharge'));

describe('charging', () => {
  const car = newCar('BEV');

  test('a session goes from the cable in to the cable out, and the battery fills on the way', () => {
    const moments = course(car, NOW, 'charging-session');
    expect(moments.map((moment) => value(moment, 'charge-ischargingcableconnected'))).toEqual([
      false,
      ...Array(5).fill(true),
      false,
    ]);
    expect(moments.map((moment) => value(moment, 'charge-detailedchargingstatus'))).toEqual([
      'NOT_CHARGING',
      'NOT_CHARGING',
      ...Array(3).fill('CHARGING'),
      'FULLY_CHARGED',
      'NOT_CHARGING',
    ]);
    const levels = moments.slice(2, 6).map(charge);
    expect(levels).toEqual([...new Set(levels)].sort((low, high) => low - high));
    expect(levels.at(-1)).toBe(observe(car, NOW).activeLimitPercent);
    expect(moments.at(-1)?.car.records.at(-1)).toMatchObject({ plug: 'home' });
  });

  test('a full battery begins a session with less', () => {
    const full = after(car, NOW, 'charging-completed');
    expect(value(full, 'charge-detailedchargingstatus')).toBe('FULLY_CHARGED');
    const [first] = course(full.car, full.at, 'charging-session');
    expect(first && charge(first)).toBeLessThanOrEqual(charge(full) - 20);
  });

  test('a car that drives comes home first, by its own time', () => {
    const driving = firstTime(car, 'driving');
    const plugged = after(car, driving, 'plugged-in');
    expect(plugged.at).toBeGreaterThan(driving);
    expect(observe(plugged.car, plugged.at)).toMatchObject({ isAtHome: true, plug: 'home' });
  });

  test('stopping holds the charge, unplugging ends it, and starting plugs in again', () => {
    const stopped = after(car, NOW, 'charging-stopped');
    expect(value(stopped, 'charge-ischarging')).toBe(false);
    expect(value(stopped, 'charge-ischargingcableconnected')).toBe(true);
    const out = after(stopped.car, stopped.at, 'unplugged');
    expect(value(out, 'charge-ischargingcableconnected')).toBe(false);
    const again = after(out.car, out.at, 'charging-started');
    expect(value(again, 'charge-ischarging')).toBe(true);
    expect(value(again, 'charge-ischargingcableconnected')).toBe(true);
  });

  test('a battery is as low as it is made, and nothing charges it', () => {
    const low = after(car, NOW, 'low-battery', { percent: 4 });
    expect(charge(low)).toBe(4);
    expect(charge({ car: low.car, at: low.at + 30 * MINUTE })).toBe(4);
  });

  test('a car without a plug has none of it', () => {
    expect(refusalOf(newCar('ICE'), 'charging-session')).toBe('COMPATIBILITY:VEHICLE_NOT_CAPABLE');
  });
});

describe('doors, windows and locks', () => {
  const car = newCar('BEV');

  test('the named door opens, the car cannot be locked, and closing makes it whole again', () => {
    const open = after(car, NOW, 'door-opened', { position: 'rear-left' });
    expect(body(open, 'closure-doors')).toMatchObject({
      values: [{ isOpen: false }, { isOpen: false }, { isOpen: true }, { isOpen: false }],
    });
    expect(answerTo(open.car, open.at, 'security-lock')).toBe('VEHICLE_STATE:DOOR_OPEN');
    const shut = after(open.car, open.at, 'door-closed');
    obey(shut.car, shut.at, { id: 'security-lock' });
  });

  test('locking shuts what is open', () => {
    let present = after(car, NOW, 'trunk-opened');
    present = after(present.car, present.at, 'window-opened');
    expect(body(present, 'closure-windows')).toMatchObject({
      values: [{ isOpen: true }, {}, {}, {}],
    });
    present = after(present.car, present.at, 'locked');
    expect(value(present, 'closure-islocked')).toBe(true);
    expect(body(present, 'closure-reartrunk')).toEqual({ isOpen: false, isLocked: true });
    expect(JSON.stringify(body(present, 'closure-windows'))).not.toContain('true');
  });

  test('who drives off has shut everything', () => {
    const open = after(car, NOW, 'door-opened');
    const away = firstTime(open.car, 'driving');
    expect(JSON.stringify(body({ car: open.car, at: away }, 'closure-doors'))).not.toContain(
      '"isOpen":true',
    );
  });
});

test('a trip leaves, is on the road, and arrives somewhere else with more on the odometer', () => {
  const car = newCar('PHEV');
  const moments = course(car, NOW, 'trip');
  expect(moments.map(({ car: present, at }) => observe(present, at).activity)).toEqual([
    'leaving',
    'driving',
    'driving',
    expect.stringMatching(/parked|charging/),
  ]);
  const odometers = moments.map((moment) => Number(value(moment, 'odometer-traveleddistance')));
  expect(odometers[1]).toBeGreaterThan(odometers[0] ?? Number.NaN);
  expect(odometers[2]).toBeGreaterThan(odometers[1] ?? Number.NaN);
  expect(body(moments.at(-1) as Moment, 'location-preciselocation')).not.toEqual(
    body({ car, at: NOW }, 'location-preciselocation'),
  );
});

describe('upkeep', () => {
  const car = newCar('PHEV');

  test('a soft tire is felt and warned of until it is filled', () => {
    const soft = after(car, NOW, 'tire-pressure-low', { position: 'rear-right' });
    expect(body(soft, 'wheel-tires')).toMatchObject({
      values: [{}, {}, {}, { tirePressure: 160 }],
    });
    expect(body(soft, 'diagnostics-tirepressure')).toMatchObject({ status: 'ALERT' });
    const filled = after(soft.car, soft.at, 'tire-pressure-restored');
    expect(body(filled, 'diagnostics-tirepressure')).toMatchObject({ status: 'OK' });
  });

  test('trouble codes are counted and cleared, each once', () => {
    let present = after(car, NOW, 'dtc-raised', { code: 'P0300' });
    present = after(present.car, present.at, 'dtc-raised', { code: 'P0300' });
    expect(body(present, 'diagnostics-dtclist')).toMatchObject({ values: [{ code: 'P0300' }] });
    expect(value(present, 'diagnostics-dtccount')).toBe(1);
    present = after(present.car, present.at, 'dtc-cleared');
    expect(value(present, 'diagnostics-dtccount')).toBe(0);
  });

  test('a system asks for attention until it is restored; one that no car has is refused', () => {
    const alert = after(car, NOW, 'system-alert', { system: 'ABS', description: 'Sensor' });
    expect(body(alert, 'diagnostics-abs')).toEqual({ status: 'ALERT', description: 'Sensor' });
    const restored = after(alert.car, alert.at, 'system-restored', { system: 'diagnostics-abs' });
    expect(body(restored, 'diagnostics-abs')).toMatchObject({ status: 'OK' });
    expect(refusalOf(car, 'system-alert', { system: 'flux' })).toBe('VALIDATION:PARAMETER');
  });

  test('fuel and the 12 V battery run low', () => {
    const dry = after(car, NOW, 'low-fuel', { percent: 3 });
    expect(value(dry, 'internalcombustionengine-fuellevel')).toBe(3);
    expect(value(after(car, NOW, 'low-12v-battery'), 'lowvoltagebattery-stateofcharge')).toBe(31);
  });
});

describe('one signal', () => {
  const car = newCar('BEV');
  const CODE = 'tractionbattery-stateofcharge';

  test('tells what it is set to, keeps its unit, and is released again', () => {
    const set = after(car, NOW, 'signal-set', { code: CODE, value: 42 });
    expect(body(set, CODE)).toEqual({ unit: 'percent', value: 42 });
    expect(charge({ car: set.car, at: set.at + DAY })).toBe(42);
    const released = after(set.car, set.at, 'signal-released', { code: CODE });
    expect(charge(released)).toBe(charge({ car, at: NOW }));
    expect(charge(after(set.car, set.at, 'signal-released'))).toBe(charge({ car, at: NOW }));
  });

  test.each([
    [{ code: CODE, value: 142 }, 'VALIDATION:PARAMETER'],
    [{ code: CODE }, 'VALIDATION:PARAMETER'],
    [{ code: 'no-such', value: 1 }, 'VALIDATION:PARAMETER'],
    [{ code: 'internalcombustionengine-fuellevel', value: 1 }, 'COMPATIBILITY:VEHICLE_NOT_CAPABLE'],
  ])('%j is refused with %s', (parameters, code) => {
    expect(refusalOf(car, 'signal-set', parameters)).toBe(code);
  });
});

const PARAMETERS: Partial<Record<CarEventId, object>> = {
  'system-alert': { system: 'lighting' },
  'system-restored': { system: 'lighting' },
  'signal-set': { code: 'closure-islocked', value: true },
};

test('whatever happens to whatever car at whatever time, it tells fitting signals, and lives on', () => {
  const anyEvent = fc.constantFrom(...CAR_EVENTS.map(({ id }) => id));
  fc.assert(
    fc.property(
      anyCar,
      fc.array(anyEvent, { maxLength: 4 }),
      fc.nat(9 * DAY),
      (made, ids, wait) => {
        let present: Moment = { car: made, at: made.startedAt + wait };
        for (const id of ids) {
          const row = CAR_EVENTS.find((known) => known.id === id);
          const capable = row?.powertrains.some((able) => able === made.car.powertrain);
          for (const step of stepsOf(id).keys()) {
            const happening = { id, parameters: { ...PARAMETERS[id] } };
            const result = happen(present.car, present.at, happening, step);
            if (!capable) expect(result).toHaveProperty('refusal');
            if ('refusal' in result) continue;
            expect(result.at).toBeGreaterThanOrEqual(present.at);
            present = { car: JSON.parse(JSON.stringify(result.checkpoint)), at: result.at };
            const misfits = signalsOf(present.car, present.at).filter(
              (sample) => !fitsSignal(sample.code, sample.body),
            );
            expect(misfits).toEqual([]);
          }
        }
        expect(observe(present.car, present.at + 3 * DAY).at).toBe(present.at + 3 * DAY);
      },
    ),
    { numRuns: 60 },
  );
});

test('every powertrain has events', () => {
  for (const powertrain of POWERTRAINS) {
    expect(
      CAR_EVENTS.filter((row) => row.powertrains.some((able) => able === powertrain)).length,
    ).toBeGreaterThan(15);
  }
});
