import { describe, expect, test } from 'vitest';
import {
  connectedServiceOf,
  findMake,
  findQuirk,
  howToMeet,
  inScope,
  isCommandId,
  isPermission,
  isSignalCode,
  MAKES,
  type ModelScope,
  QUIRKS,
  quirksOf,
  REGIONS,
  regionOfCountry,
  SUBSCRIPTIONS,
  subscriptionsOf,
  UPDATE_FREQUENCIES,
  updateFrequencyOf,
  VEHICLE_RATE_LIMITS,
  vehicleRateLimitOf,
} from '../src/index.js';

const everyMake = MAKES.map((make) => [make.id, make] as const);

describe('all facts', () => {
  const rows = [...QUIRKS, ...SUBSCRIPTIONS, ...UPDATE_FREQUENCIES, ...VEHICLE_RATE_LIMITS];

  test('are about makes that there are', () => {
    const unknown = rows.flatMap((row) => row.makes).filter((make) => !findMake(make));
    expect(unknown).toEqual([]);
    expect(rows.filter((row) => row.makes.length === 0)).toEqual([]);
  });

  test('name each make once in a row', () => {
    for (const row of rows) expect(new Set(row.makes).size).toBe(row.makes.length);
  });

  test('are about regions where the makes are served', () => {
    for (const row of [...QUIRKS, ...UPDATE_FREQUENCIES]) {
      if (!row.region) continue;
      for (const make of row.makes) expect(findMake(make)?.regions, make).toContain(row.region);
    }
    for (const row of SUBSCRIPTIONS) {
      for (const make of row.makes) {
        expect(findMake(make)?.regions, row.service).toEqual(
          expect.arrayContaining([...row.regions]),
        );
      }
    }
  });
});

describe('update frequencies', () => {
  test.each(everyMake)('%s has one for every region', (id, make) => {
    for (const region of make.regions) {
      const hits = UPDATE_FREQUENCIES.filter(
        (row) => row.makes.includes(id) && (!row.region || row.region === region),
      );
      expect(hits, region).toHaveLength(1);
    }
  });

  test('run from the shortest to the longest time', () => {
    for (const { minutes } of UPDATE_FREQUENCIES) {
      expect(minutes[0]).toBeGreaterThan(0);
      expect(minutes[1]).toBeGreaterThanOrEqual(minutes[0]);
      expect(minutes[1]).toBeLessThanOrEqual(60);
    }
  });

  test.each([
    ['TESLA', null, 1 / 60, 5],
    ['POLESTAR', 'EUROPE', 1, 3],
    ['RIVIAN', 'US', 3, 5],
    ['KIA', null, 5, 5],
    ['FORD', 'CA', 5, 10],
    ['HONDA', 'US', 15, 30],
    ['GMC', 'US', 30, 45],
    ['TOYOTA', 'CA', 30, 60],
    ['VOLKSWAGEN', 'US', 1, 3],
    ['VOLKSWAGEN', 'EUROPE', 5, 10],
  ] as const)('%s in %s: %d to %d minutes', (make, region, from, to) => {
    expect(updateFrequencyOf(make, region)?.minutes).toEqual([from, to]);
  });

  test('without a region the slowest one counts', () => {
    expect(updateFrequencyOf('VOLKSWAGEN', null)?.minutes).toEqual([5, 10]);
    expect(updateFrequencyOf('TRABANT', null)).toBeUndefined();
  });
});

describe('per-vehicle rate limits', () => {
  test.each(everyMake)('%s has one that lets requests through', (id) => {
    const limit = vehicleRateLimitOf(id);
    expect(limit.burst).toBeGreaterThanOrEqual(1);
    expect(limit.refillMinutes).toBeGreaterThanOrEqual(1);
    expect(limit.note.length).toBeGreaterThan(20);
  });

  test.each(['BUICK', 'CADILLAC', 'CHEVROLET', 'GMC'])(
    '%s is asked no more than once in half an hour',
    (make) => {
      expect(vehicleRateLimitOf(make)).toMatchObject({ burst: 1, refillMinutes: 30 });
      expect(findQuirk(make, 'upstream-limit')?.minutesBetween).toBe(30);
    },
  );

  test('the faster a make reports, the more often it may be asked', () => {
    const [fast, steady, slow] = ['TESLA', 'FORD', 'TOYOTA'].map(vehicleRateLimitOf);
    expect(fast?.refillMinutes).toBe(1);
    expect(steady?.refillMinutes).toBe(5);
    expect(slow?.refillMinutes).toBe(15);
    expect(fast?.burst).toBeGreaterThan(steady?.burst ?? Infinity);
    expect(steady?.burst).toBeGreaterThan(slow?.burst ?? Infinity);
  });

  test('a make that nobody knows gets the middle one', () => {
    expect(vehicleRateLimitOf('TRABANT')).toBe(vehicleRateLimitOf('FORD'));
  });
});

describe('subscriptions', () => {
  test.each(everyMake)('%s says what its owners need', (id, make) => {
    const rows = subscriptionsOf(id);
    expect(rows.length).toBeGreaterThan(0);
    const services = make.regions.map((region) => connectedServiceOf(make, region));
    const listed = rows.map((row) => row.service);
    expect(services.some((name) => listed.some((row) => row.startsWith(name)))).toBe(true);
  });

  test('rows of one make and region that overlap say which cars they are for', () => {
    for (const make of MAKES) {
      for (const region of make.regions) {
        const whole = subscriptionsOf(make.id, region).filter((row) => !row.cars);
        expect(whole.length, `${make.id} ${region}`).toBeLessThanOrEqual(1);
      }
    }
  });

  test('commands-only packages are the remote ones of PSA', () => {
    const makes = SUBSCRIPTIONS.filter((row) => row.neededFor === 'commands').flatMap(
      (row) => row.makes,
    );
    expect([...makes].sort()).toEqual(['CITROEN', 'OPEL', 'PEUGEOT', 'VAUXHALL']);
    expect(SUBSCRIPTIONS.filter((row) => row.neededFor === 'commands' && !row.packages[0])).toEqual(
      [],
    );
  });

  test('a region has its own', () => {
    expect(subscriptionsOf('AUDI', 'US').map((row) => row.service)).toEqual(['myAudi']);
    expect(subscriptionsOf('AUDI', 'CA').map((row) => row.service)).toEqual(['Audi Connect']);
    expect(subscriptionsOf('VOLKSWAGEN', 'EUROPE')).toHaveLength(5);
    expect(subscriptionsOf('SUBARU', 'US').map((row) => row.cars)).toEqual([
      'All but Solterra',
      'Solterra',
    ]);
    expect(subscriptionsOf('RENAULT', 'US')).toEqual([]);
  });

  test.each([
    ['CHEVROLET', 'US', 'OnStar', 'Remote Access'],
    ['KIA', 'US', 'Kia Access', 'Plus'],
    ['TOYOTA', 'CA', 'Toyota Connected Services', 'Remote Connect'],
    ['SKODA', 'EUROPE', 'MyŠKODA', 'Care Connect'],
  ] as const)('%s in %s: %s with %s', (make, region, service, item) => {
    expect(subscriptionsOf(make, region)).toEqual([
      expect.objectContaining({ service, packages: [item] }),
    ]);
  });
});

describe('quirks', () => {
  test('explain themselves', () => {
    for (const quirk of QUIRKS) {
      expect(quirk.note.length, quirk.kind).toBeGreaterThan(30);
      expect(quirk.note, quirk.kind).toMatch(/\.$/);
    }
  });

  test('that have an effect tell how a simulated car gets into it', () => {
    for (const quirk of QUIRKS) {
      const provoke = howToMeet(quirk);
      if (quirk.effect) expect(provoke, quirk.kind).not.toBeNull();
      if (quirk.effect?.tag) expect(provoke, quirk.kind).toContain(`+${quirk.effect.tag}@`);
      expect(provoke ?? '', quirk.kind).not.toMatch(/undefined|\s{2}/);
    }
  });

  test('have a make, region and kind once, but for software', () => {
    for (const make of MAKES) {
      for (const region of REGIONS) {
        const kinds = quirksOf(make.id, region)
          .map((quirk) => quirk.kind)
          .filter((kind) => kind !== 'software-needed');
        expect(new Set(kinds).size, `${make.id} ${region}`).toBe(kinds.length);
      }
    }
  });

  test('name permissions, signals and commands that there are', () => {
    for (const quirk of QUIRKS) {
      if ('permission' in quirk) expect(isPermission(quirk.permission)).toBe(true);
      if ('permissions' in quirk) expect(quirk.permissions.every(isPermission)).toBe(true);
      if ('signals' in quirk) expect(quirk.signals.every(isSignalCode)).toBe(true);
      if ('commands' in quirk) expect(quirk.commands.every(isCommandId)).toBe(true);
    }
  });

  test('keep percentages between nothing and full', () => {
    const percentages = QUIRKS.flatMap((quirk) =>
      'percent' in quirk ? [quirk.percent] : 'limitPercent' in quirk ? [quirk.limitPercent] : [],
    );
    expect(percentages.sort((a, b) => a - b)).toEqual([40, 50, 100]);
  });

  test('GM charges from afar from half a battery on, and sleeps deeply', () => {
    for (const make of ['BUICK', 'CADILLAC', 'CHEVROLET', 'GMC']) {
      expect(findQuirk(make, 'minimum-charge-for-remote-charge')?.percent).toBe(50);
      expect(findQuirk(make, 'deep-sleep')).toMatchObject({ afterDays: 3, wokenBy: 'ignition' });
    }
    expect(findQuirk('FORD', 'minimum-charge-for-remote-charge')).toBeUndefined();
  });

  test('Nissan can only start a charge, in the United States alone', () => {
    expect(findQuirk('NISSAN', 'start-only', 'US')).toBeDefined();
    expect(findQuirk('NISSAN', 'start-only', 'EUROPE')).toBeUndefined();
    expect(findQuirk('NISSAN', 'start-only')).toBeDefined();
    expect(findQuirk('INFINITI', 'start-only', 'US')).toBeUndefined();
  });

  test.each([
    ['POLESTAR', 'stop-refused-below', { percent: 40 }],
    ['BMW', 'subscription-error-when-older-than', { days: 31 }],
    ['MINI', 'subscription-error-when-older-than', { days: 31 }],
    ['PEUGEOT', 'pin-for', { permission: 'control_charge', secondFactor: true }],
    ['RIVIAN', 'reauthorization-every', { days: 14 }],
    ['LINCOLN', 'schedule-overrides-limit', { limitPercent: 100 }],
    ['AUDI', 'primary-user', { title: 'Key User' }],
    ['VOLVO', 'unlock-needs-trunk', { afterSeconds: 10 }],
    ['VOLVO', 'charge-schedules', { types: ['daily'] }],
    ['KIA', 'updates-on-events', { chargeStepPercent: 10 }],
    ['TESLA', 'remote-access-delay', { hours: 24 }],
    ['NISSAN', 'owner-notified-of', { permission: 'read_location' }],
  ] as const)('%s: %s', (make, kind, facts) => {
    expect(findQuirk(make, kind)).toMatchObject(facts);
  });

  test("BMW's energy service keeps to seventeen countries of Europe", () => {
    const service = findQuirk('MINI', 'energy-integration', 'EUROPE');
    expect(new Set(service?.countries).size).toBe(17);
    for (const country of service?.countries ?? []) expect(regionOfCountry(country)).toBe('EUROPE');
    expect(service).toMatchObject({ geofenceMeters: 200, mostStops: { count: 80, days: 30 } });
    expect(service?.signals).toHaveLength(12);
    expect(findQuirk('BMW', 'energy-integration', 'US')).toBeUndefined();
  });

  const needsKey = (model: string, year: number): boolean =>
    findQuirk('TESLA', 'virtual-key')?.scopes.some((scope) => inScope(scope, { model, year })) ??
    false;

  test.each([
    ['Model 3', 2017, true],
    ['Model Y', 2024, true],
    ['Cybertruck', 2024, true],
    ['Model S', 2020, false],
    ['Model S', 2021, true],
    ['Model X', 2023, true],
    ['Roadster', 2010, false],
  ])('a Tesla %s of %d needs a virtual key: %s', (model, year, needed) => {
    expect(needsKey(model, year)).toBe(needed);
  });
});

describe('a scope', () => {
  const car = { model: 'XC40 Recharge', year: 2022 };

  test.each<[string, ModelScope, boolean]>([
    ['without limits is every car', {}, true],
    ['begins with its first year', { fromYear: 2022 }, true],
    ['does not begin before it', { fromYear: 2023 }, false],
    ['ends with its last year', { toYear: 2022 }, true],
    ['does not go on after it', { toYear: 2021 }, false],
    ['knows models by the beginning of their names', { models: ['XC40'] }, true],
    ['leaves other models out', { models: ['XC60'] }, false],
    ['makes exceptions', { except: ['XC40'] }, false],
    ['puts exceptions before models', { models: ['XC40 Recharge'], except: ['XC40'] }, false],
    ['is nobody when it lists no model', { models: [] }, false],
  ])('%s', (_, scope, expected) => {
    expect(inScope(scope, car)).toBe(expected);
  });
});
