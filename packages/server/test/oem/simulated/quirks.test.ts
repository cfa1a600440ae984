import {
  COMMANDS,
  findMake,
  type Permission,
  QUIRKS,
  quirksInForce,
  type RefusingQuirk,
  refusesCommand,
  refusesReading,
  refusesSignal,
  SIGNALS,
} from '@carport/catalog';
import { expect, test } from 'vitest';
import type { AdapterDocument, OemCar } from '../../../src/oem/contract.js';
import { asReference } from '../../../src/oem/simulated/reference.js';
import { createSimulatedAdapter } from '../../../src/oem/simulated/simulated-adapter.js';
import { createManualClock } from '../../../src/platform/clock.js';

const NOON = Date.parse('2025-11-23T12:00:00Z');
const DAY = 24 * 60 * 60 * 1_000;

const inMemory = (): AdapterDocument => {
  let kept: { value: unknown; revision: number } | null = null;
  return {
    load: async () => kept,
    save: async (value, revision) => {
      if ((kept?.revision ?? null) !== revision) return false;
      kept = { value, revision: (revision ?? 0) + 1 };
      return true;
    },
  };
};

const ACCOUNTS = Array.from({ length: 60 }, (_, number) => `owner-${number}`);

/** One car of each of many accounts under the tag, because a row may be about some models only. */
const signIn = async (makeId: string, tag: string, country: string) => {
  const clock = createManualClock(NOON);
  const adapter = createSimulatedAdapter({ clock, liveToo: false });
  const make = findMake(makeId);
  if (!make) throw new Error(`${makeId} is not in the catalogue`);
  const cars: OemCar[] = [];
  let withoutCars = 0;
  for (const account of ACCOUNTS) {
    const login = { make, username: `${account}+${tag}@example.com`, password: 'any', country };
    const { vehicles, credentials } = await adapter.authorize({ ...login, mode: 'simulated' });
    const [first] = vehicles;
    if (!first) {
      withoutCars += 1;
      continue;
    }
    const { vin, reference } = first;
    cars.push({
      ...{ vehicleId: vin, vin, reference, document: inMemory() },
      credentials: async () => credentials,
    });
  }
  return { adapter, clock, cars, withoutCars };
};

/** What a carmaker asks an account for after the password, when an app asks for the permission. */
const askedWith = async (makeId: string, tag: string, permission: Permission) => {
  const adapter = createSimulatedAdapter({ clock: createManualClock(NOON), liveToo: false });
  const make = findMake(makeId);
  if (!make) throw new Error(`${makeId} is not in the catalogue`);
  const username = `bev+${tag}@example.com`;
  const login = { make, username, password: 'any', country: 'FR', permissions: [permission] };
  return adapter.secondStep?.ask({ ...login, mode: 'simulated' });
};

const isAbout = (quirk: RefusingQuirk) => (car: OemCar) =>
  quirksInForce(asReference(car.reference).car).some(({ kind }) => kind === quirk.kind);

const TAGGED = QUIRKS.filter(
  (quirk): quirk is RefusingQuirk =>
    quirk.effect?.tag !== undefined && quirk.kind !== 'remote-access-delay',
).flatMap((quirk) => quirk.makes.slice(0, 2).map((make) => [make, quirk.kind, quirk] as const));

test.each(TAGGED)(
  '%s: %s refuses what its row says, as its row says',
  async (make, _kind, quirk) => {
    const { error, on, tag = '' } = quirk.effect;
    const country = quirk.region === 'EUROPE' ? 'DE' : 'US';
    const { adapter, clock, cars, withoutCars } = await signIn(make, tag, country);
    if (quirk.kind === 'pin-for') {
      await expect(askedWith(make, tag, quirk.permission)).rejects.toMatchObject(error);
      expect(await askedWith(make, 'ordinary', quirk.permission)).not.toBeNull();
      return;
    }
    if (on === 'signing-in') {
      expect(error.code).toBe('NO_VEHICLES');
      expect(withoutCars).toBeGreaterThan(0);
      return;
    }
    const car = cars.find(isAbout(quirk));
    if (!car) throw new Error(`no simulated ${make} is of a model that the row is about`);
    if (quirk.kind === 'reauthorization-every') {
      await adapter.read(car);
      clock.advance(quirk.days * DAY);
    }
    if (refusesReading(on) && quirk.kind !== 'energy-integration') {
      await expect(adapter.read(car)).rejects.toMatchObject(error);
      return;
    }
    const { entries } = await adapter.read(car);
    for (const entry of entries) {
      const row = SIGNALS.find(({ code }) => code === entry.code);
      if (row && refusesSignal(on, row)) expect(entry).toMatchObject({ error });
    }
    const command = COMMANDS.find((row) => refusesCommand(on, row));
    if (command && quirk.kind !== 'energy-integration') {
      const call = { id: command.id, parameters: {} };
      await expect(adapter.command(car, call)).rejects.toMatchObject(error);
    }
  },
);

test('an ordinary account meets none of them', async () => {
  for (const make of new Set(TAGGED.map(([id]) => id))) {
    const { adapter, cars } = await signIn(make, 'ordinary', 'US');
    for (const car of cars.slice(0, 5)) expect((await adapter.read(car)).entries).not.toEqual([]);
  }
});
