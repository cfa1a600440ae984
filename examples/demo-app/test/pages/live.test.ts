import { describe, expect, it } from 'vitest';
import { type CarState, type Reading, SAID_ELSEWHERE, UNREAD } from '../../src/car/state.js';
import { live } from '../../src/pages/live.js';
import { problem } from '../../src/smartcar/problem.js';

const known = <T>(value: T): Reading<T> => ({ value, recordedAt: null, problem: null });
const failed = <T>(type: string, value: T | null = null): Reading<T> => ({
  value,
  recordedAt: null,
  problem: problem(`${type} happened.`, { type, docUrl: 'https://docs.test/page' }),
});

const ELECTRIC: CarState = {
  ...UNREAD,
  attributes: known({ make: 'TESLA', model: 'Model 3', year: 2022 }),
  vin: known('5YJ3E1EA7KF317000'),
  battery: known({ percent: 54.4, rangeKm: 231.4 }),
  batteryCapacity: known(75),
  charge: known({ pluggedIn: true, state: 'CHARGING' }),
  fuel: failed('COMPATIBILITY'),
  odometer: known(1234.56),
  location: known({ latitude: 40, longitude: -105 }),
  lockStatus: known({ locked: true, openings: [] }),
  tirePressure: known({ frontLeft: 248, frontRight: 251, backLeft: null, backRight: 260 }),
  readAt: new Date(1_800_000_000_000),
};

const PETROL: CarState = {
  ...ELECTRIC,
  battery: failed('COMPATIBILITY'),
  batteryCapacity: failed('COMPATIBILITY'),
  charge: failed('COMPATIBILITY'),
  fuel: known({ percent: 62, rangeKm: 540, litres: 41.5 }),
};

const shown = (state: CarState, moving = false): string =>
  live({ carId: 'car', state, trace: [], moving }).text;

/** What a reader hears, without the markup. */
const words = (state: CarState, moving = false): string =>
  shown(state, moving)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('an electric car', () => {
  it('is named and described', () => {
    expect(words(ELECTRIC)).toContain('Tesla Model 3 2022 · VIN ends in 317000');
  });

  it('shows its charge as a picture with words', () => {
    expect(shown(ELECTRIC)).toContain(
      'role="img" aria-label="Battery 54 percent, 231 kilometres of range"',
    );
    expect(shown(ELECTRIC)).toContain('stroke-dasharray="54.4 200"');
    expect(words(ELECTRIC)).toContain('40.8 of 75.0 kWh');
  });

  it('has no fuel gauge', () => {
    expect(shown(ELECTRIC)).not.toContain('card-fuel');
  });

  it('offers to stop what is charging, and to start what is not', () => {
    expect(shown(ELECTRIC)).toContain('action="/cars/car/stop-charge"');
    const idle = {
      ...ELECTRIC,
      charge: known({ pluggedIn: true, state: 'NOT_CHARGING' as const }),
    };
    expect(shown(idle)).toContain('action="/cars/car/start-charge"');
    expect(words(idle)).toContain('Not charging Cable plugged in');
  });

  it('offers to unlock what is locked, and to lock what is not', () => {
    expect(shown(ELECTRIC)).toContain('action="/cars/car/unlock"');
    const open = { ...ELECTRIC, lockStatus: known({ locked: false, openings: [] }) };
    expect(shown(open)).toContain('action="/cars/car/lock"');
    expect(words(open)).toContain('Unlocked Everything is shut');
  });

  it('names what stands open', () => {
    const opening = (where: 'doors' | 'storage', type: string) => ({ where, type, open: true });
    const openings = [
      opening('doors', 'frontLeft'),
      opening('storage', 'front'),
      opening('storage', 'rear'),
    ];
    const state = { ...ELECTRIC, lockStatus: known({ locked: false, openings }) };
    expect(words(state)).toContain('Front left door, bonnet, and boot open');
  });

  it('shows pressures in bar, and a dash for one that is unknown', () => {
    expect(words(ELECTRIC)).toContain('Front left 2.5 Front right 2.5 Back left – Back right 2.6');
  });

  it('reads its odometer out as one number', () => {
    expect(words(ELECTRIC)).toContain('1,235 kilometres');
    expect(words(ELECTRIC)).toContain('0 0 1 2 3 4 5 km');
  });

  it('says whether it drives, charges or stands', () => {
    expect(words(ELECTRIC)).toContain('Parked Charging Locked');
    expect(shown(ELECTRIC)).toContain('data-state="charging"');
    const unplugged = {
      ...ELECTRIC,
      charge: known({ pluggedIn: false, state: 'NOT_CHARGING' as const }),
    };
    expect(words(unplugged, true)).toContain('On the road Locked');
    expect(shown(unplugged, true)).toContain('data-state="driving"');
    expect(shown(unplugged)).toContain('data-state="parked"');
  });
});

describe('other cars', () => {
  it('burn petrol and have nothing to charge', () => {
    expect(words(PETROL)).toContain('41.5 litres in the tank');
    expect(shown(PETROL)).not.toContain('card-battery');
    expect(shown(PETROL)).not.toContain('charge"');
  });

  it('do both', () => {
    const hybrid = { ...ELECTRIC, fuel: PETROL.fuel };
    expect(shown(hybrid)).toContain('card-battery');
    expect(shown(hybrid)).toContain('card-fuel');
  });
});

describe('what is missing', () => {
  it('is asked for', () => {
    expect(words(UNREAD)).toContain('Your car');
    expect(words(UNREAD)).toContain('Asking the car …');
    expect(shown(UNREAD)).not.toContain('card-fuel');
  });

  it('was kept by the owner', () => {
    const state = { ...ELECTRIC, location: failed<never>('PERMISSION') };
    expect(words(state)).toContain('You kept this to yourself. Share it whenever you like.');
    expect(words(state)).not.toContain('Parked');
  });

  it('could not be read, for a reason that has a page', () => {
    const state = { ...ELECTRIC, odometer: failed<number>('UPSTREAM') };
    expect(words(state)).toContain('UPSTREAM happened. What this means');
    expect(shown(state)).toContain('href="https://docs.test/page"');
  });

  it('stays beside its last value', () => {
    const state = { ...ELECTRIC, odometer: failed('UPSTREAM', 99) };
    expect(words(state)).toContain('99 kilometres');
    expect(words(state)).toContain('UPSTREAM happened.');
  });

  it('is everything during an outage, which is said once and in front', () => {
    const outage = problem('The line is down.', { reconnect: true });
    const text = words({ ...ELECTRIC, outage });
    expect(text.indexOf('The line is down.')).toBeLessThan(text.indexOf('Tesla Model 3'));
    expect(text).toContain('This is what we knew at');
    expect(text).toContain('Connect the car again');
  });

  it('is not explained twice', () => {
    const outage = problem('Your car is asleep.');
    const text = words({ ...ELECTRIC, odometer: failed(SAID_ELSEWHERE, 99), outage });
    expect(text.split('happened.')).toHaveLength(1);
  });

  it('shows no card at all for what the car cannot do', () => {
    const state = {
      ...ELECTRIC,
      location: failed<never>('COMPATIBILITY'),
      lockStatus: failed<never>('COMPATIBILITY'),
      tirePressure: failed<never>('COMPATIBILITY'),
      odometer: failed<never>('COMPATIBILITY'),
    };
    expect(shown(state)).not.toMatch(/card-(place|locks|tires|odometer)/);
  });

  it('cannot smuggle markup in', () => {
    const state = {
      ...ELECTRIC,
      attributes: known({ make: '<b>', model: '<script>', year: null }),
      odometer: { ...failed<number>('X'), problem: problem('<img src=x>') },
    };
    expect(shown(state)).not.toMatch(/<script>|<img|<b>TESLA/);
  });
});
