import {
  INTERNAL_SIGNALS,
  MAKES,
  POWERTRAINS,
  REPORTED_SIGNALS,
  SIGNALS,
  type SignalBody,
  type SignalCode,
  type SignalRow,
  signalCapabilityOf,
  signalRow,
} from '@carport/catalog';
import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { advance, type Checkpoint, signalsOf } from '../src/index.js';
import { DAY, firstTime, HOUR, MINUTE, newCar, obey, START } from './support.js';

const bodyOf = <C extends SignalCode>(car: Checkpoint, at: number, code: C): SignalBody<C> => {
  const found = signalsOf(car, at).find((sample) => sample.code === code);
  if (!found) throw new Error(`There is no ${code}.`);
  return found.body as SignalBody<C>;
};

describe('every signal of the catalogue', () => {
  test.each(POWERTRAINS)(
    'that a %s can have is reported and fits its schema, and no other',
    (powertrain) => {
      const car = newCar(powertrain);
      const wanted = SIGNALS.filter(
        (row) => signalCapabilityOf('CHEVROLET', powertrain, 'US', row).capable,
      );
      const drive = firstTime(car, 'driving');
      for (const at of [START, START + 8 * HOUR, drive, drive + 5 * MINUTE, START + 40 * DAY]) {
        const samples = signalsOf(car, at);
        expect(samples.map(({ code }) => code)).toEqual(wanted.map(({ code }) => code));
        for (const { code, body } of samples) {
          const row = wanted.find((candidate) => candidate.code === code);
          const errors = row ? Value.Errors(row.body, body) : ['no such row'];
          expect(errors, `${code}: ${JSON.stringify(body)}`).toEqual([]);
        }
      }
    },
  );

  test('is reported by one of the makes, and where its carmaker passes it on', () => {
    const told = new Set(
      MAKES.flatMap(({ id }) =>
        POWERTRAINS.flatMap((powertrain) =>
          signalsOf(newCar(powertrain, 'a seed', { make: id }), START).map(({ code }) => code),
        ),
      ),
    );
    expect([...told].toSorted()).toEqual(
      REPORTED_SIGNALS.map(({ code }: SignalRow) => code).toSorted(),
    );
    const fuel = (country: string) =>
      signalsOf(newCar('ICE', 'a seed', { make: 'FORD', country }), START)
        .map(({ code }) => code)
        .filter((code) => code.startsWith('internalcombustionengine-'));
    expect(fuel('US')).toContain('internalcombustionengine-amountremaining');
    expect(fuel('DE')).not.toContain('internalcombustionengine-amountremaining');
    expect(fuel('DE')).toContain('internalcombustionengine-fuellevel');
  });

  test('of a make that tells more is reported and fits its schema', () => {
    const car = newCar('BEV', 'a seed', { make: 'TESLA' });
    for (const at of [START, START + 8 * HOUR, firstTime(car, 'driving') + 5 * MINUTE]) {
      const samples = signalsOf(car, at);
      expect(samples.map(({ code }) => code)).toEqual(
        expect.arrayContaining(INTERNAL_SIGNALS.map(({ code }) => code)),
      );
      for (const { code, body } of samples) {
        expect(Value.Errors(signalRow(code).body, body), JSON.stringify(body)).toEqual([]);
      }
    }
  });

  test('carries the real time of the sample, whatever the time of the car', () => {
    const now = START + HOUR;
    for (const sample of signalsOf(newCar('BEV'), START + 30 * DAY, now)) {
      expect(sample.oemUpdatedAt).toBe(now);
    }
  });

  test('says no more than a real car would: figures come in steps', () => {
    const parked = newCar('ICE');
    const [one, other] = [START + 5 * HOUR, START + 5 * HOUR + MINUTE].map((at) =>
      signalsOf(parked, at, START),
    );
    expect(one).toEqual(other);
  });
});

describe('a charging car', () => {
  const car = newCar('BEV');

  test('tells power, current and time that fit each other', () => {
    const watts = Number(bodyOf(car, START, 'charge-wattage').value);
    const volts = Number(bodyOf(car, START, 'charge-voltage').value);
    const amps = Number(bodyOf(car, START, 'charge-amperage').value);
    expect(watts).toBe(11_000);
    expect(Math.abs(watts - volts * amps)).toBeLessThan(volts);
    expect(bodyOf(car, START, 'charge-ischarging')).toEqual({ value: true });
    expect(bodyOf(car, START, 'charge-detailedchargingstatus')).toEqual({ value: 'CHARGING' });
    const minutes = Number(bodyOf(car, START, 'charge-timetocomplete').value);
    expect(bodyOf(car, START + (minutes - 1) * MINUTE, 'charge-ischarging').value).toBe(true);
    expect(bodyOf(car, START + minutes * MINUTE, 'charge-ischarging').value).toBe(false);
  });

  test('is fully charged at its limit and not charging when stopped', () => {
    const stopped = obey(car, START + MINUTE, { id: 'charge-stop' });
    const night = START + 9 * HOUR;
    expect(bodyOf(car, night, 'charge-detailedchargingstatus').value).toBe('FULLY_CHARGED');
    expect(bodyOf(stopped, night, 'charge-detailedchargingstatus').value).toBe('NOT_CHARGING');
    for (const parked of [car, stopped]) {
      expect(bodyOf(parked, night, 'charge-ischargingcableconnected').value).toBe(true);
      expect(bodyOf(parked, night, 'charge-wattage').value).toBe(0);
      expect(bodyOf(parked, night, 'charge-timetocomplete').value).toBeNull();
    }
  });

  test('loses cable, limit in force and voltage on the road', () => {
    const drive = firstTime(car, 'driving');
    expect(bodyOf(car, drive, 'charge-ischargingcableconnected').value).toBe(false);
    expect(bodyOf(car, drive, 'charge-chargelimits').activeLimit).toBeNull();
    expect(bodyOf(car, drive, 'charge-voltage').value).toBe(0);
    expect(bodyOf(car, drive, 'charge-detailedchargingstatus').value).toBe('NOT_CHARGING');
  });

  test('has a record of the last session, in real time after the car has been moved on', () => {
    const at = START + 9 * HOUR;
    const records = (sampledAt: number) => {
      const all = signalsOf(car, at, sampledAt);
      const body = all.find(({ code }) => code === 'charge-chargerecords')?.body;
      return (body as SignalBody<'charge-chargerecords'>).values;
    };
    expect(records(at)).toHaveLength(1);
    expect(records(at)[0]).toMatchObject({
      startTime: new Date(START).toISOString(),
      isPublicCharger: false,
      connectorType: 'J1772',
      location: { name: 'Home' },
    });
    expect(records(at - DAY)[0]?.startTime).toBe(new Date(START - DAY).toISOString());
  });

  test('has the plug of its continent and make', () => {
    const inlet = (country: string, make: string) =>
      bodyOf(newCar('BEV', 'x', { country, make }), START, 'charge-chargingconnectortype').value;
    expect(inlet('US', 'TESLA')).toBe('NACS');
    expect(inlet('DE', 'TESLA')).toBe('TYPE2');
    expect(inlet('CA', 'FORD')).toBe('J1772');
  });
});

describe('a car on the road', () => {
  const car = newCar('PHEV');
  const drive = firstTime(car, 'driving') + 4 * MINUTE;

  test('is in gear, moves, and says where it is heading', () => {
    expect(bodyOf(car, drive, 'transmission-gearstate').value).toBe('DRIVE');
    expect(Number(bodyOf(car, drive, 'motion-currentspeed').value)).toBeGreaterThan(10);
    expect(bodyOf(car, drive, 'location-isathome').value).toBe(false);
    expect(bodyOf(car, drive, 'hvac-iscabinhvacactive').value).toBe(true);
    const here = bodyOf(car, drive, 'location-preciselocation');
    expect(here.locationType).toBe('CURRENT');
    expect(here).not.toEqual(bodyOf(car, drive + 30_000, 'location-preciselocation'));
    expect(bodyOf(car, START, 'location-preciselocation').locationType).toBe('LAST_PARKED');
  });

  test('presses its tyres harder, and loses range', () => {
    const front = (at: number) =>
      Number(bodyOf(car, at, 'wheel-tires').values[0]?.tirePressure ?? 0);
    const arrival = firstTime(car, 'arriving', drive);
    expect(front(arrival)).toBeGreaterThan(front(arrival + 2 * HOUR));
    const range = (at: number) => Number(bodyOf(car, at, 'tractionbattery-range').value);
    expect(range(arrival)).toBeLessThan(range(drive));
  });
});

describe('what wears', () => {
  test('oil life falls with the distance and begins anew', () => {
    const car = newCar('ICE');
    const lives: number[] = [];
    for (let now: Checkpoint = car, at = START; at < START + 2000 * DAY; at += 10 * DAY) {
      now = advance(now, at);
      lives.push(Number(bodyOf(now, at, 'internalcombustionengine-oillife').value));
    }
    const rises = lives.filter((life, at) => at > 0 && life > (lives[at - 1] ?? 0));
    expect(Math.min(...lives)).toBeLessThan(10);
    expect(rises.length).toBeGreaterThan(0);
    expect(rises.length).toBeLessThan(12);
  });

  test('the small battery drains while the car stands and is full on the road', () => {
    const car = newCar('ICE');
    const charge = (at: number) => Number(bodyOf(car, at, 'lowvoltagebattery-stateofcharge').value);
    expect(charge(START + 10 * HOUR)).toBeLessThan(charge(START + MINUTE));
    expect(charge(firstTime(car, 'driving'))).toBe(96);
  });

  test('services lie in the past and do not change as the car is driven', () => {
    const old = newCar('ICE', 'x', { year: 2019, make: 'FORD' });
    const records = (at: number) => bodyOf(old, at, 'service-records').values;
    expect(records(START)).toHaveLength(2);
    for (const record of records(START)) {
      expect(Date.parse(String(record.time))).toBeLessThan(START);
      expect(Number(record.odometer)).toBeLessThan(old.startedKm);
    }
    expect(records(START + 50 * DAY)).toEqual(records(START));
  });
});
